package org.bitacora.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonArray;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.codecs.DecoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A command as it came over a connection, in MongoDB's wire protocol: as an OP_MSG, or, a driver's first one, as an
 * OP_QUERY. Values are kept as they are, whatever their type.
 */
record Message(int id, boolean isQuery, boolean wantsAnswer, BsonDocument command) {
    private static final int HEADER_BYTES = 16;
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int CHECKSUM_PRESENT = 1;
    private static final int MORE_TO_COME = 2;
    /** Flags that a server must know. */
    private static final int FLAGS_UNKNOWN = 0xFFFC;

    /**
     * Waits for the next message.
     *
     * @return null if the client has ended the connection
     * @throws IOException if the bytes are no message, or a longer one
     * @throws RuntimeException if a document in it is none
     */
    static @Nullable Message read(InputStream in, int bytesMax) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        if (header.remaining() < HEADER_BYTES) {
            return null;
        }
        int bytes = header.getInt(0);
        int kind = header.getInt(12);
        if (bytes < HEADER_BYTES || bytes > bytesMax || (kind != OP_QUERY && kind != OP_MSG)) {
            throw new IOException("a message of " + bytes + " bytes and the kind " + kind);
        }
        ByteBuffer body = ByteBuffer.wrap(in.readNBytes(bytes - HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        if (body.limit() < bytes - HEADER_BYTES) {
            throw new IOException("a message that is cut off");
        }
        int flags = body.getInt();
        if (kind == OP_QUERY) {
            text(body);
            body.getLong();
            return new Message(header.getInt(4), true, true, document(body));
        }
        BsonDocument command = new BsonDocument();
        BsonDocument sequences = new BsonDocument();
        int checksumBytes = (flags & CHECKSUM_PRESENT) * Integer.BYTES;
        while (body.remaining() > checksumBytes) {
            int section = body.get();
            if ((section != 0 && section != 1) || (flags & FLAGS_UNKNOWN) != 0) {
                throw new IOException("a message with the flags " + flags + " and a section of the kind " + section);
            }
            if (section == 0) {
                command = document(body);
            } else {
                int end = body.position() + body.getInt();
                BsonArray documents = new BsonArray();
                sequences.put(text(body), documents);
                while (body.position() < end) {
                    documents.add(document(body));
                }
            }
        }
        command.putAll(sequences);
        return new Message(header.getInt(4), false, (flags & MORE_TO_COME) == 0, command);
    }

    private static BsonDocument document(ByteBuffer from) {
        int bytes = from.getInt(from.position());
        BsonBinaryReader document = new BsonBinaryReader(from.slice(from.position(), bytes));
        from.position(from.position() + bytes);
        return Bson.CODEC.decode(document, DecoderContext.builder().build());
    }

    private static String text(ByteBuffer from) {
        StringBuilder text = new StringBuilder();
        for (byte unit = from.get(); unit != 0; unit = from.get()) {
            text.append((char) unit);
        }
        return text.toString();
    }

    void answer(BsonDocument answer, OutputStream to) throws IOException {
        if (!wantsAnswer) {
            return;
        }
        BasicOutputBuffer out = new BasicOutputBuffer();
        out.writeInt32(0);
        out.writeInt32(id);
        out.writeInt32(id);
        out.writeInt32(isQuery ? OP_REPLY : OP_MSG);
        out.writeInt32(0);
        if (isQuery) {
            out.writeInt64(0);
            out.writeInt32(0);
            out.writeInt32(1);
        } else {
            out.writeByte(0);
        }
        Bson.write(answer, out);
        out.writeInt32(0, out.getPosition());
        out.pipe(to);
    }
}
