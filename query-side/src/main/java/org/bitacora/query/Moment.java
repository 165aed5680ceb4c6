package org.bitacora.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.bitacora.vocabulary.Recorded;

/** The moment at which a view is read. Visibility is that of today at every moment. */
public sealed interface Moment {
    /** As the record stands. */
    record Now() implements Moment {}

    /** What had happened by the end of a day, as we know it now. */
    record On(LocalDate day) implements Moment {}

    /**
     * What the record held then.
     *
     * @param position the last one that it held; -1 for nothing yet
     * @param recordedAt when that was recorded: the moment at which clocks are read
     */
    record AsOf(long position, Instant recordedAt) implements Moment {}

    /** The day on which clocks are read. */
    default LocalDate day(Instant now, ZoneId zone) {
        return switch (this) {
            case Now m -> LocalDate.ofInstant(now, zone);
            case On m -> m.day;
            case AsOf m -> LocalDate.ofInstant(m.recordedAt, zone);
        };
    }

    /** Whether an event belongs to it. */
    default boolean includes(Recorded recorded) {
        return switch (this) {
            case Now m -> true;
            case On m -> !recorded.by().occurredOn().firstDay().isAfter(m.day);
            case AsOf m -> recorded.position() <= m.position;
        };
    }
}
