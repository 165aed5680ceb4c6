package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients send: mongo-java-server's decoder, behind a look at the types of the values. Of binary subtypes it
 * keeps none but generic and the two of UUIDs, and it reads undefined as null; a message with others is refused by name.
 * The layouts are those of MongoDB's wire protocol (OP_MSG) and of bsonspec.org. Used by one connection.
 */
final class StrictProtocol extends MongoWireProtocolHandler {
    /** The name of the command that a refused message becomes; its value says why. */
    static final String REFUSED = "$refused";

    private static final int HEADER_BYTES = 16;
    private static final int OP_MSG = 2013;
    private static final int CHECKSUM_PRESENT = 1;
    private static final Set<Integer> SUBTYPES_KEPT = Set.of(0, 3, 4);

    @Override
    protected @Nullable ClientRequest decode(ChannelHandlerContext context, ByteBuf buffer) throws Exception {
        int start = buffer.readerIndex();
        int bytes = buffer.readableBytes() < HEADER_BYTES ? Integer.MAX_VALUE : buffer.getIntLE(start);
        if (bytes <= buffer.readableBytes() && buffer.getIntLE(start + 12) == OP_MSG) {
            try {
                check(buffer.slice(start + HEADER_BYTES, bytes - HEADER_BYTES));
            } catch (MongoServerError refusal) {
                MessageHeader header = new MessageHeader(bytes, buffer.getIntLE(start + 4), 0);
                buffer.skipBytes(bytes);
                Document refused = new Document(REFUSED, refusal.getMessageWithoutErrorCode());
                return new MongoMessage(context.channel(), header, refused);
            }
        }
        return super.decode(context, buffer);
    }

    private static void check(ByteBuf message) {
        int checksumBytes = (message.readIntLE() & CHECKSUM_PRESENT) * Integer.BYTES;
        while (message.readableBytes() > checksumBytes) {
            boolean sequence = message.readByte() == MongoMessage.SECTION_KIND_DOCUMENT_SEQUENCE;
            int end = message.readerIndex() + message.getIntLE(message.readerIndex());
            if (sequence) {
                message.skipBytes(Integer.BYTES);
                skipText(message);
            }
            while (message.readerIndex() < end) {
                checkDocument(message);
            }
        }
    }

    private static void checkDocument(ByteBuf bson) {
        bson.skipBytes(Integer.BYTES);
        for (byte type = bson.readByte(); type != 0; type = bson.readByte()) {
            skipText(bson);
            switch (type) {
                case 0x01, 0x09, 0x11, 0x12 -> bson.skipBytes(Long.BYTES);
                case 0x02, 0x0D -> bson.skipBytes(bson.readIntLE());
                case 0x03, 0x04 -> checkDocument(bson);
                case 0x05 -> {
                    int length = bson.readIntLE();
                    int subtype = bson.readUnsignedByte();
                    if (!SUBTYPES_KEPT.contains(subtype)) {
                        throw Refusal.notSupported("a binary value of subtype " + subtype);
                    }
                    bson.skipBytes(length);
                }
                case 0x07 -> bson.skipBytes(12);
                case 0x08 -> bson.skipBytes(1);
                case 0x0B -> {
                    skipText(bson);
                    skipText(bson);
                }
                case 0x10 -> bson.skipBytes(Integer.BYTES);
                case 0x13 -> bson.skipBytes(16);
                case 0x0A, (byte) 0xFF, 0x7F -> {}
                default -> throw Refusal.notSupported("a value of BSON's type " + type);
            }
        }
    }

    private static void skipText(ByteBuf bson) {
        bson.skipBytes(bson.bytesBefore((byte) 0) + 1);
    }
}
