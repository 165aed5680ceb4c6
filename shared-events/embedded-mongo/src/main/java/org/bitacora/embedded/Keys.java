package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * BSON values as bytes whose unsigned order is MongoDB's order of values.
 *
 * <p>One value is a tag byte and a body; no encoding is a prefix of another, so encodings can be joined into compound
 * keys, and the complement of every byte reverses the order (a descending sort). Numbers share one encoding whatever
 * their type: the nearest double, then the distance of the true value from it. No byte string here begins with 0xFF, so
 * {@link #AFTER} joined to a key lies behind that key and before every other greater one.
 *
 * <p>Decimals, regular expressions, code and legacy UUIDs have no place in this order and are refused by name.
 */
final class Keys {
    static final byte[] NONE = {};
    static final byte[] AFTER = {(byte) 0xFF};

    private static final int MIN_KEY = 0x02;
    private static final int EMPTY_ARRAY = 0x04;
    private static final int NULL = 0x05;
    private static final int NUMBER = 0x10;
    private static final int STRING = 0x20;
    private static final int OBJECT = 0x30;
    private static final int ARRAY = 0x40;
    private static final int BINARY = 0x50;
    private static final int UUID_BINARY = 0x58;
    private static final int OBJECT_ID = 0x60;
    private static final int BOOLEAN = 0x70;
    private static final int DATE = 0x80;
    private static final int TIMESTAMP = 0x88;
    private static final int MAX_KEY = 0xF0;

    private static final double TWO_TO_63 = 0x1p63;

    private Keys() {}

    /** The order an array without elements has as an index key: before null, as in MongoDB. */
    static byte[] ofEmptyArray() {
        return new byte[] {EMPTY_ARRAY};
    }

    /**
     * The encoding of one value.
     *
     * @throws de.bwaldvogel.mongo.exception.MongoServerError if the value, or one inside it, has no place in the order
     */
    static byte[] of(@Nullable Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(24);
        append(out, value);
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, @Nullable Object value) {
        switch (value) {
            case null -> out.write(NULL);
            case Missing missing -> out.write(NULL);
            case Integer number -> appendNumber(out, number, 0);
            case Long number -> appendNumber(out, number, distanceFromDouble(number));
            case Double number -> appendNumber(out, number, 0);
            case String text -> {
                out.write(STRING);
                appendText(out, text);
            }
            case Document document -> {
                out.write(OBJECT);
                for (Map.Entry<String, Object> field : document.entrySet()) {
                    byte[] fieldValue = of(field.getValue());
                    out.write(1);
                    out.write(fieldValue[0]);
                    appendText(out, field.getKey());
                    out.writeBytes(fieldValue);
                }
                out.write(0);
            }
            case Collection<?> elements -> {
                out.write(ARRAY);
                elements.forEach(element -> append(out, element));
                out.write(0);
            }
            case BinData binary -> {
                out.write(BINARY);
                appendLong(out, binary.getData().length);
                out.writeBytes(binary.getData());
            }
            case UUID uuid -> {
                out.write(UUID_BINARY);
                appendLong(out, uuid.getMostSignificantBits());
                appendLong(out, uuid.getLeastSignificantBits());
            }
            case ObjectId id -> {
                out.write(OBJECT_ID);
                out.writeBytes(id.toByteArray());
            }
            case Boolean truth -> {
                out.write(BOOLEAN);
                out.write(truth ? 1 : 0);
            }
            case Instant instant -> {
                out.write(DATE);
                appendLong(out, instant.toEpochMilli() ^ Long.MIN_VALUE);
            }
            case BsonTimestamp timestamp -> {
                out.write(TIMESTAMP);
                appendLong(out, timestamp.getValue());
            }
            case MinKey least -> out.write(MIN_KEY);
            case MaxKey most -> out.write(MAX_KEY);
            default ->
                throw Refusal.notSupported(
                        "comparing values of type " + value.getClass().getSimpleName());
        }
    }

    private static void appendNumber(ByteArrayOutputStream out, double nearest, int distance) {
        out.write(NUMBER);
        if (Double.isNaN(nearest)) {
            appendLong(out, 0);
        } else {
            long bits = Double.doubleToLongBits(nearest == 0 ? 0.0 : nearest);
            appendLong(out, bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        }
        int biased = distance + 0x8000;
        out.write(biased >> 8);
        out.write(biased);
    }

    private static int distanceFromDouble(long number) {
        double nearest = number;
        // 2^63 itself is no long: the cast stops one short of it.
        return (int) (nearest == TWO_TO_63 ? number - Long.MAX_VALUE - 1 : number - (long) nearest);
    }

    private static void appendText(ByteArrayOutputStream out, String text) {
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(unit);
            if (unit == 0) {
                out.write(0xFE);
            }
        }
        out.write(0);
        out.write(1);
    }

    private static void appendLong(ByteArrayOutputStream out, long bits) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (bits >>> shift));
        }
    }

    static byte[] complement(byte[] key) {
        byte[] flipped = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            flipped[i] = (byte) ~key[i];
        }
        return flipped;
    }

    static byte[] join(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    /** A key of several columns, with one more. */
    static byte[][] with(byte[][] columns, byte[] next) {
        byte[][] longer = Arrays.copyOf(columns, columns.length + 1);
        longer[columns.length] = next;
        return longer;
    }

    /** Whether a range begins and ends with this value itself: null, and "not a number". */
    static boolean isAlone(byte[] key) {
        return key[0] == NULL || (key[0] == NUMBER && ByteBuffer.wrap(key).getLong(1) == 0);
    }

    /** No value of the same type has a lesser key, but for "not a number", which no range holds. */
    static byte[] startOfType(byte[] key) {
        refuseLimits(key);
        return key[0] == NUMBER ? new byte[] {NUMBER, 0, 1} : new byte[] {key[0]};
    }

    /** All values of the same type have lesser keys. */
    static byte[] endOfType(byte[] key) {
        refuseLimits(key);
        return new byte[] {(byte) (key[0] + 1)};
    }

    private static void refuseLimits(byte[] key) {
        if ((key[0] & 0xFF) == MIN_KEY || (key[0] & 0xFF) == MAX_KEY) {
            throw Refusal.notSupported("a range up to MinKey or MaxKey");
        }
    }
}
