package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Documents as their BSON bytes. */
final class Bson {
    private static final int USUAL_BYTES = 2_048;

    private Bson() {}

    static byte[] bytes(Document document) {
        ByteBuf buffer = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(document, buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    /** A field that must be there, and of this type. */
    static <T> T field(Document document, String name, Class<T> type) {
        Object value = document.get(name);
        if (!type.isInstance(value)) {
            throw Refusal.typeMismatch(name, type.getSimpleName());
        }
        return type.cast(value);
    }

    static Document read(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
