package org.bitacora.record.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code events/index.ndjson}: what one file of events holds. Count and length are two witnesses of one fact:
 * where just one of them differs from the file, it is this line that was damaged.
 *
 * @param from position at which the file begins
 * @param to the last position that it could hold, at most the record's last
 * @param disclosed events in it
 * @param bytes its length
 */
record EventsFile(long from, long to, long disclosed, long bytes) {

    /** In bytes, without the line feed. */
    static final int LENGTH_MAX = 200;

    private static final Pattern TEXT = Pattern.compile(
            "\\{\"file\":\"events/[0-9]{12,18}\\.ndjson\",\"from\":([0-9]{1,18}),\"to\":([0-9]{1,18}),\"disclosed\":([0-9]{1,18}),\"bytes\":([0-9]{1,18})}");

    /** Throws {@link IllegalArgumentException} for anything that {@link #text} does not write. */
    static EventsFile parse(String text) {
        Matcher members = TEXT.matcher(text);
        if (!members.matches()) {
            throw new IllegalArgumentException("not a line of the index");
        }
        EventsFile file = new EventsFile(
                Long.parseLong(members.group(1)),
                Long.parseLong(members.group(2)),
                Long.parseLong(members.group(3)),
                Long.parseLong(members.group(4)));
        if (!file.text().equals(text)) {
            throw new IllegalArgumentException("a line of the index, but not in its one form");
        }
        return file;
    }

    String name() {
        return ExportLayout.eventsFile(from);
    }

    String text() {
        return "{\"file\":\"" + name() + "\",\"from\":" + from + ",\"to\":" + to + ",\"disclosed\":" + disclosed
                + ",\"bytes\":" + bytes + "}";
    }
}
