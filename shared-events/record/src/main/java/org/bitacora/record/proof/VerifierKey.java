package org.bitacora.record.proof;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public half of a record's key with the name it signs under, in the text form of C2SP signed-note and Go's {@code
 * sumdb/note}: {@code <name>+<key ID in hex>+<base64 of 0x01 and the 32 bytes of the Ed25519 key>}.
 */
public final class VerifierKey {
    /** Of the encoded key, in bytes. */
    private static final int KEY_LENGTH = 32;

    /** The signature type "Ed25519" of C2SP signed-note. */
    private static final byte ED25519 = 1;

    /** What precedes the 32 bytes of an Ed25519 public key in its DER form (RFC 8410, 4). */
    private static final byte[] DER_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern NAME = Pattern.compile("[!-~&&[^+]]{1,200}");
    private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+(.+)");

    private final String name;
    private final byte[] encoded;
    private final PublicKey key;
    private final byte[] digest;

    private VerifierKey(String name, byte[] encoded) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an origin is 1 to 200 visible ASCII characters without +: " + name);
        }
        if (encoded.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + encoded.length);
        }
        this.name = name;
        this.encoded = encoded;
        this.key = decode(encoded);
        MessageDigest sha256 = Hash.sha256();
        sha256.update(Bytes.ofText(name + "\n"));
        sha256.update(ED25519);
        this.digest = sha256.digest(encoded);
    }

    /** Throws {@link IllegalArgumentException} if the name is not one that {@link #name} allows, or the key not Ed25519. */
    static VerifierKey of(String name, PublicKey key) {
        byte[] der = key.getEncoded();
        return new VerifierKey(name, Arrays.copyOfRange(der, DER_PREFIX.length, der.length));
    }

    /** Reads {@link #text} strictly: throws {@link IllegalArgumentException} for anything that it does not write. */
    public static VerifierKey parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a key of the form name+hash+base64");
        }
        byte[] typed = Bytes.ofBase64(parts.group(3));
        if (typed.length == 0 || typed[0] != ED25519) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        VerifierKey key = new VerifierKey(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.text().equals(text)) {
            throw new IllegalArgumentException("the key's hash is not that of its name and bytes");
        }
        return key;
    }

    /** The origin that it signs for, 1 to 200 visible ASCII characters without {@code +}. */
    public String name() {
        return name;
    }

    public String text() {
        byte[] typed = new byte[1 + KEY_LENGTH];
        typed[0] = ED25519;
        System.arraycopy(encoded, 0, typed, 1, KEY_LENGTH);
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Bytes.toBase64(typed);
    }

    /**
     * What two people compare to know that they hold the same key: SHA-256(name || 0x0A || 0x01 || key), 64 hexadecimal
     * digits, of which the first eight are the key ID in {@link #text}.
     */
    public String fingerprint() {
        return HexFormat.of().formatHex(digest);
    }

    /** The key ID of C2SP signed-note: the first four bytes of the fingerprint. */
    byte[] id() {
        return Arrays.copyOf(digest, 4);
    }

    /** Whether {@code signature} is that of {@code message} under this key (RFC 8032, pure Ed25519). */
    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            // The JDK throws for what cannot be a signature or a key at all, and answers false for the rest.
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    private static PublicKey decode(byte[] encoded) {
        byte[] der = Arrays.copyOf(DER_PREFIX, DER_PREFIX.length + KEY_LENGTH);
        System.arraycopy(encoded, 0, der, DER_PREFIX.length, KEY_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return text();
    }
}
