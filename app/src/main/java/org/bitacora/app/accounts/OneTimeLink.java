package org.bitacora.app.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a one-time link stands for, as long as it can be followed.
 *
 * @param personId the ULID of the person whom following it signs in
 * @param validUntil the first moment at which it no longer works; null where only what the group records ends it
 */
public record OneTimeLink(
        Kind kind, String personId, @Nullable Instant validUntil) {

    /** What the link is for: setting the group up as its first member, or signing in as one member. */
    public enum Kind {
        SETUP,
        INVITATION
    }
}
