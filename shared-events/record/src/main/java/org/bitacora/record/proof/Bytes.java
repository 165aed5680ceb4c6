package org.bitacora.record.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Text and base64 with exactly one byte form for each value. Java's own conversions are lenient both ways (a lone
 * surrogate becomes {@code ?}, stray bits at the end of base64 are dropped), and each leniency is a bit that could be
 * flipped unseen. So each conversion is made both ways.
 */
final class Bytes {
    private Bytes() {}

    /** UTF-8. Throws {@link IllegalArgumentException} for a lone surrogate. */
    static byte[] ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("text holds a lone surrogate");
        }
        return bytes;
    }

    /** Throws {@link IllegalArgumentException} if the bytes are not UTF-8 of the shortest form. */
    static String toText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new IllegalArgumentException("not UTF-8");
        }
        return text;
    }

    /** Standard alphabet, with padding. */
    static String toBase64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Throws {@link IllegalArgumentException} unless {@code text} is what {@link #toBase64} writes. */
    static byte[] ofBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!toBase64(bytes).equals(text)) {
            throw new IllegalArgumentException("base64 is not canonical");
        }
        return bytes;
    }
}
