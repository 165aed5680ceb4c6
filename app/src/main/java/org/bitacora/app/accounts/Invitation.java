package org.bitacora.app.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One invitation made out for a member, as that member's own security page lists it. Instants are in milliseconds.
 *
 * @param personId the ULID of the member it was made for
 * @param madeBy the ULID of the person who made it; null means the operator, at the command line
 * @param validUntil the first moment at which it no longer works
 * @param usedAt when it was followed; null if it was not
 * @param revokedAt when it was taken back, or a newer one took its place; null if neither happened
 */
public record Invitation(
        String personId,
        @Nullable String madeBy,
        Instant madeAt,
        Instant validUntil,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {}
