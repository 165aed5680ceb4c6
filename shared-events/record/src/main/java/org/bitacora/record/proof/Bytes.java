package org.bitacora.record.proof;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Text and base64 with exactly one byte form for each value. Java's own conversions are lenient both ways (a lone
 * surrogate becomes {@code ?}, stray bits at the end of base64 are dropped), and each leniency is a bit that could be
 * flipped unseen.
 */
final class Bytes {
    private Bytes() {}

    /** UTF-8. Throws {@link IllegalArgumentException} for a lone surrogate. */
    static byte[] ofText(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text holds a lone surrogate", e);
        }
    }

    /** Throws {@link IllegalArgumentException} if the bytes are not UTF-8 of the shortest form. */
    static String toText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
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
