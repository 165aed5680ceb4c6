package org.bitacora.vocabulary;

import java.time.Instant;

/**
 * An event with its place in the record.
 *
 * @param position from 0 on, without gaps
 * @param id of the event
 * @param recordedAt UTC, in milliseconds; never decreases along positions
 * @param by who recorded it, and how
 */
public record Recorded(long position, String id, Instant recordedAt, EventMetadata by, DomainEvent event) {}
