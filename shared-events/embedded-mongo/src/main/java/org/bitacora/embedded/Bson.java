package org.bitacora.embedded;

import org.bson.BsonBinaryWriter;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;

/** Documents as their BSON bytes (bsonspec.org). */
final class Bson {
    static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private Bson() {}

    static byte[] bytes(BsonDocument document) {
        BasicOutputBuffer out = new BasicOutputBuffer();
        write(document, out);
        return out.toByteArray();
    }

    static void write(BsonDocument document, BasicOutputBuffer out) {
        CODEC.encode(
                new BsonBinaryWriter(out), document, EncoderContext.builder().build());
    }

    /** A copy that can be changed, also of what was read from bytes. */
    static BsonDocument mutable(BsonDocument document) {
        return new RawBsonDocument(bytes(document)).decode(CODEC);
    }

    /** A count that a command names, or another one where it names none. */
    static long count(BsonDocument document, String field, int none) {
        long count = document.getNumber(field, new BsonInt32(none)).longValue();
        if (count < 0) {
            throw Refusal.badValue(field + " must not be negative");
        }
        return count;
    }

    /** Drivers say true as a boolean or a number. */
    static boolean isTrue(@Nullable BsonValue value) {
        return (value instanceof BsonBoolean truth && truth.getValue())
                || (value instanceof BsonNumber number && number.doubleValue() != 0);
    }
}
