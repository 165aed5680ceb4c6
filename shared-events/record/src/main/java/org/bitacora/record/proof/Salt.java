package org.bitacora.record.proof;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sixteen random bytes that make a commitment hiding: without them nobody can test a guess against a public entry, so
 * destroying the salt leaves an entry that is valid and says nothing. Written as canonical base64, 24 characters.
 */
public final class Salt {
    /** In bytes. HMAC pads shorter keys with zeros, so that only keys of one length commit to one value. */
    public static final int LENGTH = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one from the system's secure random source. */
    public static Salt random() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new Salt(bytes);
    }

    /** Throws {@link IllegalArgumentException} unless there are 16 bytes; they are copied. */
    public static Salt of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a salt has 16 bytes, not " + bytes.length);
        }
        return new Salt(bytes.clone());
    }

    /** Throws {@link IllegalArgumentException} unless {@code text} is the {@link #base64} of a salt. */
    public static Salt ofBase64(String text) {
        return of(Bytes.ofBase64(text));
    }

    /**
     * HMAC-SHA-256 with this salt as the key (RFC 2104) over the text in UTF-8. Throws {@link IllegalArgumentException}
     * if the text has no UTF-8 form (a lone surrogate).
     */
    public Hash commit(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return Hash.of(mac.doFinal(Bytes.ofText(text)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256 with keys of any length", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Bytes.toBase64(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Does not show the salt: salts are secret where the event is. */
    @Override
    public String toString() {
        return "Salt[…]";
    }
}
