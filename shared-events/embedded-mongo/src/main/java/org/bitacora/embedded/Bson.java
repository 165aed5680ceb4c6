package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Documents as their BSON bytes, and their fields as values of a type. */
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

    static Document read(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** A field that must be there, and of this type. */
    static <T> T field(Document document, String name, Class<T> type) {
        T value = fieldIfThere(document, name, type);
        if (value == null) {
            throw new TypeMismatchException("the field " + name + " is missing");
        }
        return value;
    }

    /** A field that must be of this type if it is there; null if it is not, or is null. */
    static <T> @Nullable T fieldIfThere(Document document, String name, Class<T> type) {
        Object value = document.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new TypeMismatchException("the field " + name + " must be of the type " + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** Drivers say true as a boolean or a number. */
    static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || (value instanceof Number number && number.doubleValue() != 0);
    }
}
