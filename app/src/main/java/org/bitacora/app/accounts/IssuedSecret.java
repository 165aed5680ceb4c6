package org.bitacora.app.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret at the one moment when it can be read: from here on only its hash is kept.
 *
 * @param secret 43 characters of base64url
 * @param validUntil the first moment at which it no longer works, in milliseconds; null where it has no such moment
 */
public record IssuedSecret(String secret, @Nullable Instant validUntil) {

    /** Leaves the secret out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "IssuedSecret[validUntil=" + validUntil + "]";
    }
}
