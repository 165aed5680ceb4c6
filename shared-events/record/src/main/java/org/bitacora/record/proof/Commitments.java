package org.bitacora.record.proof;

/**
 * What an entry says of the three hidden parts of its event. Each is HMAC-SHA-256 under a salt of its own, over {@link
 * Disclosure#tagsText}, {@link Disclosure#metadataText} and the payload's text.
 */
public record Commitments(Hash tags, Hash metadata, Hash payload) {}
