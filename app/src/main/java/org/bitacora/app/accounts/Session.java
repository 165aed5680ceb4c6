package org.bitacora.app.accounts;

import java.time.Instant;

/**
 * A browser's session, as found by its secret.
 *
 * @param personId the ULID of the person signed in
 * @param validUntil the first moment at which it no longer works, if it is not used again before
 * @param renewed whether this use moved that moment, so that the cookie has to follow
 */
record Session(String personId, Instant validUntil, boolean renewed) {}
