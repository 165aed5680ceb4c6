package org.bitacora.app.pages;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the text of every page, for whoever is asking now. Templates read it as {@code #frame}.
 *
 * <p>One bean implements it. Its methods are called several times a page, on the thread of the request, and so answer from memory. The
 * page of a broken server calls none of them, since the record may be what broke.
 */
public interface Frame {
    /** The group's own name, as it heads every page. */
    String groupName();

    /** The group's time zone, in which every date and hour on a page is told. */
    ZoneId zone();

    /** Number of entries in the record: one more than the last position. */
    long recordSize();

    /** When the latest checkpoint was signed; null while there is none. */
    @Nullable
    Instant signedAt();

    /** Name of the person who is signed in; null for the public. */
    @Nullable
    String reader();
}
