package org.bitacora.app.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Secrets of 256 random bits, written as 43 characters of base64url (RFC 4648, section 5, no padding), and the SHA-256 under which they
 * are stored. A fast hash without salt is enough: nobody can guess 256 bits.
 */
final class Secrets {
    private static final int BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final RandomGenerator random;

    Secrets(RandomGenerator random) {
        this.random = random;
    }

    String fresh() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return BASE64URL.encodeToString(bits);
    }

    /** The name under which a secret is stored; any text has one, so that what strangers send needs no check of its own. */
    static String hash(String secret) {
        try {
            return BASE64URL.encodeToString(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
