package org.bitacora.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * BSON values as bytes whose unsigned order is MongoDB's order of values.
 *
 * <p>One value is a tag byte and a body; no encoding is a prefix of another, so encodings can be joined into compound
 * keys, and the complement of every byte reverses the order (a descending sort). Numbers share one encoding whatever
 * their type: the nearest double, then the distance of the true value from it. No byte string here begins with 0xFF, so
 * {@link #AFTER} joined to a key lies behind that key and before every other greater one.
 *
 * <p>Decimals, regular expressions, code and the types that MongoDB has given up have no place in this order and are
 * refused by name; so are MinKey and MaxKey.
 */
final class Keys {
    static final byte[] NONE = {};
    static final byte[] AFTER = {(byte) 0xFF};

    private static final int EMPTY_ARRAY = 0x04;
    private static final int NULL = 0x05;
    private static final int NUMBER = 0x10;
    private static final int STRING = 0x20;
    private static final int OBJECT = 0x30;
    private static final int ARRAY = 0x40;
    private static final int BINARY = 0x50;
    private static final int OBJECT_ID = 0x60;
    private static final int BOOLEAN = 0x70;
    private static final int DATE = 0x80;
    private static final int TIMESTAMP = 0x88;

    private Keys() {}

    /** The order an array without elements has as an index key: before null, as in MongoDB. */
    static byte[] ofEmptyArray() {
        return new byte[] {EMPTY_ARRAY};
    }

    /**
     * The encoding of one value; of null as of what is missing.
     *
     * @throws Refusal if the value, or one inside it, has no place in the order
     */
    static byte[] of(@Nullable BsonValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(24);
        append(out, value);
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, @Nullable BsonValue value) {
        switch (value) {
            case null -> out.write(NULL);
            case BsonNull none -> out.write(NULL);
            case BsonInt32 number -> appendNumber(out, number.getValue(), 0);
            case BsonInt64 number -> appendNumber(out, number.doubleValue(), distanceFromDouble(number.getValue()));
            case BsonDouble number -> appendNumber(out, number.getValue(), 0);
            case BsonString text -> {
                out.write(STRING);
                appendText(out, text.getValue());
            }
            case BsonDocument document -> {
                out.write(OBJECT);
                document.forEach((name, field) -> {
                    byte[] key = of(field);
                    out.write(1);
                    out.write(key[0]);
                    appendText(out, name);
                    out.writeBytes(key);
                });
                out.write(0);
            }
            case BsonArray elements -> {
                out.write(ARRAY);
                elements.forEach(element -> append(out, element));
                out.write(0);
            }
            case BsonBinary binary -> {
                out.write(BINARY);
                appendLong(out, binary.getData().length);
                out.write(binary.getType());
                out.writeBytes(binary.getData());
            }
            case BsonObjectId id -> {
                out.write(OBJECT_ID);
                out.writeBytes(id.getValue().toByteArray());
            }
            case BsonBoolean truth -> {
                out.write(BOOLEAN);
                out.write(truth.getValue() ? 1 : 0);
            }
            case BsonDateTime instant -> {
                out.write(DATE);
                appendLong(out, instant.getValue() ^ Long.MIN_VALUE);
            }
            case BsonTimestamp timestamp -> {
                out.write(TIMESTAMP);
                appendLong(out, timestamp.getValue());
            }
            default -> throw Refusal.notSupported("comparing values of the type " + value.getBsonType());
        }
    }

    private static void appendNumber(ByteArrayOutputStream out, double nearest, int distance) {
        out.write(NUMBER);
        long bits = Double.doubleToLongBits(nearest == 0 ? 0.0 : nearest);
        appendLong(out, Double.isNaN(nearest) ? 0 : bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        out.write((distance + 0x8000) >> 8);
        out.write(distance);
    }

    private static int distanceFromDouble(long number) {
        double nearest = number;
        // 2^63 itself is no long: the cast stops one short of it.
        return (int) (nearest == 0x1p63 ? number - Long.MAX_VALUE - 1 : number - (long) nearest);
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
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
    }

    static int compare(@Nullable BsonValue left, @Nullable BsonValue right) {
        return Arrays.compareUnsigned(of(left), of(right));
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
        return key[0] == NUMBER ? new byte[] {NUMBER, 0, 1} : new byte[] {key[0]};
    }

    /** All values of the same type have lesser keys. */
    static byte[] endOfType(byte[] key) {
        return new byte[] {(byte) (key[0] + 1)};
    }
}
