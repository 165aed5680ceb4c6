package org.bitacora.app.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bitacora.app.pages.deeds.Deed;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;

/**
 * A day of the log, with what happened on it.
 *
 * @param iso the day, or less exact
 * @param day null if it is less exact than a day
 * @param count how many entries the day has; null if they go on over the page's edge
 */
record LogDay(String iso, @Nullable LocalDate day, @Nullable Integer count, List<LogEntry> entries) {
    /**
     * @param occurredOn the day, or less exact
     * @param hourKnown whether it was recorded on the day on which it happened
     * @param links deeds that the reader may do from here
     */
    record LogEntry(
            long position, Instant recordedAt, String occurredOn, boolean hourKnown, Deed deed, List<LogLink> links) {
        LogEntry withLinks(List<LogLink> deeds) {
            return new LogEntry(position, recordedAt, occurredOn, hourKnown, deed, deeds);
        }
    }

    record LogLink(String text, String href) {}

    /**
     * The same entries as rows of a log, without links of their own.
     *
     * @param zone of the group
     */
    static List<LogEntry> entries(List<TimelineEntry> entries, List<Deed> deeds, ZoneId zone) {
        List<LogEntry> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            TimelineEntry entry = entries.get(i);
            VagueDate recordedOn = VagueDate.of(LocalDate.ofInstant(entry.recordedAt(), zone));
            rows.add(new LogEntry(
                    entry.position(),
                    entry.recordedAt(),
                    entry.occurredOn().text(),
                    entry.occurredOn().equals(recordedOn),
                    deeds.get(i),
                    List.of()));
        }
        return rows;
    }

    /**
     * Parts a log where its days change.
     *
     * @param begins whether no entry comes before these
     * @param ends whether no entry comes after these
     */
    static List<LogDay> days(List<LogEntry> entries, boolean begins, boolean ends) {
        List<LogDay> days = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= entries.size(); i++) {
            boolean last = i == entries.size();
            if (!last && entries.get(i).occurredOn().equals(entries.get(from).occurredOn())) continue;
            boolean whole = (from > 0 || begins) && (!last || ends);
            days.add(day(entries.subList(from, i), whole));
            from = i;
        }
        return days;
    }

    private static LogDay day(List<LogEntry> entries, boolean whole) {
        VagueDate date = VagueDate.parse(entries.getFirst().occurredOn());
        return new LogDay(
                date.text(),
                date.exact() ? date.firstDay() : null,
                whole ? entries.size() : null,
                List.copyOf(entries));
    }
}
