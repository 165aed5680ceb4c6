package org.bitacora.vocabulary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ids are ULIDs (github.com/ulid/spec): 128 bits as 26 characters of Crockford's base 32, here in lower case.
 */
public final class Ids {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern ULID = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");

    private Ids() {}

    public static boolean isId(String text) {
        return ULID.matcher(text).matches();
    }

    /** A new id: 48 bits of the moment in milliseconds, then 80 random bits. */
    public static String fresh(Instant now, RandomGenerator random) {
        return encode((now.toEpochMilli() << 16) | random.nextInt(1 << 16), random.nextLong());
    }

    /**
     * An id that the same parts always give, so that sending something twice, or importing a file again, names the same thing. Its 128
     * bits are the first of SHA-256 over the parts, each preceded by its length.
     */
    public static String derived(String... parts) {
        byte[] hash = sha256(parts);
        return encode(bits(hash, 0), bits(hash, 8));
    }

    /** SHA-256 over the UTF-8 of the parts, each preceded by its length in bytes as four bytes, so that no two lists give one hash by shifting text. */
    public static byte[] sha256(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                for (int shift = 24; shift >= 0; shift -= 8) digest.update((byte) (bytes.length >>> shift));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static long bits(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) value = value << 8 | (bytes[i] & 0xff);
        return value;
    }

    /** 26 characters of five bits from the right; the first holds the remaining three. */
    private static String encode(long high, long low) {
        char[] text = new char[26];
        for (int i = 25; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(text);
    }
}
