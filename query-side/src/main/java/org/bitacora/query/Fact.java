package org.bitacora.query;

import org.bitacora.vocabulary.Recorded;

/**
 * An event as views fold it.
 *
 * @param ordinal how many events of its type there are up to this one: of a creating event, the short number that people quote
 */
public record Fact(Recorded recorded, long ordinal) {}
