package org.bitacora.record.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A SHA-256 value of 32 bytes: a leaf, a node, a root or a commitment. Written as canonical base64, 44 characters. */
public final class Hash {
    /** In bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Throws {@link IllegalArgumentException} unless there are 32 bytes; they are copied. */
    public static Hash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static Hash of(byte[] bytes, int from, int to) {
        if (to - from != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + (to - from));
        }
        return new Hash(Arrays.copyOfRange(bytes, from, to));
    }

    /** Throws {@link IllegalArgumentException} unless {@code text} is the {@link #base64} of a hash. */
    public static Hash ofBase64(String text) {
        return of(Bytes.ofBase64(text));
    }

    /** The root of the empty tree: SHA-256 of nothing (RFC 6962, 2.1). */
    static Hash ofNothing() {
        return new Hash(sha256().digest());
    }

    /** SHA-256(0x00 || data): a leaf of the tree (RFC 6962, 2.1). */
    public static Hash ofLeaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new Hash(digest.digest(data));
    }

    /** SHA-256(0x01 || left || right): an inner node of the tree (RFC 6962, 2.1). */
    public static Hash ofChildren(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Bytes.toBase64(bytes);
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
