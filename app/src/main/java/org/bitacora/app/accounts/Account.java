package org.bitacora.app.accounts;

import java.time.Instant;

/**
 * A person's way in. It stands for exactly one person id, and a person has at most one.
 *
 * @param personId the ULID of the person
 * @param since when the link that made it was followed, in milliseconds
 */
public record Account(String personId, Instant since) {}
