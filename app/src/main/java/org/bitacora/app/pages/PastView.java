package org.bitacora.app.pages;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The past moment at which a page is shown. A controller puts it into the model as {@code past}; the layout then opens with a banner that
 * stays until the reader goes back to today. The two axes are never mixed.
 */
public sealed interface PastView {
    /** Address of the same page as it is now. */
    String today();

    /** Which axis this is: {@code happened} or {@code held}. */
    default String axis() {
        return switch (this) {
            case HappenedBy happened -> "happened";
            case HeldAt held -> "held";
        };
    }

    /** The parameter that asks another page for the same moment, such as {@code on=2013-11-04}. */
    default String query() {
        return switch (this) {
            case HappenedBy happened -> "on=" + happened.day;
            case HeldAt held -> "asOf=" + (held.position < 0 ? held.recordedAt : held.position);
        };
    }

    /** What had happened by the end of a day of the group's zone, as it is known now. */
    record HappenedBy(LocalDate day, String today) implements PastView {}

    /**
     * What the record held when its last entry was the one at this position, recorded at this instant.
     *
     * @param position -1 before the first entry; the instant is then the one that was asked for
     */
    record HeldAt(long position, Instant recordedAt, String today) implements PastView {}
}
