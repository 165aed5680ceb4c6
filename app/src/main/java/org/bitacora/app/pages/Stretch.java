package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bitacora.query.Page;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.timeline.Timeline;
import org.bitacora.query.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;

/**
 * What one page shows of the timeline, and the cursors to go on from it both ways. The timeline itself goes on in one direction: the other
 * one is read in the opposite order.
 *
 * @param before cursor of what comes before it; null at the beginning
 * @param after cursor of what comes after it; null at the end
 */
record Stretch(
        List<TimelineEntry> entries,
        @Nullable String before,
        @Nullable String after) {
    private static final String ORDER = "order";
    private static final String OLDEST = "oldest";
    private static final String CURSOR = "cursor";

    /** How many entries a page shows before the one it was opened for. */
    private static final int BEFORE_ENTRY = 5;

    /** Reads stretches of what an address asks for, in its order. */
    record Reading(Timeline timeline, Function<PageAddress, ViewRequest> ask, PageAddress address) {
        /** From the beginning, or after the address's own cursor. */
        Stretch forward() {
            Page<TimelineEntry> page = read(address);
            boolean first = address.parameter(CURSOR) == null || page.items().isEmpty();
            return new Stretch(page.items(), first ? null : at(page.items().getFirst()), page.next());
        }

        /** What comes before a cursor; a whole page from the beginning, if that is near. */
        Stretch backward(String cursor) {
            PageAddress opposite = opposite().with(CURSOR, cursor);
            Page<TimelineEntry> page = read(opposite);
            if (page.next() == null) return forward();
            return new Stretch(
                    page.items().reversed(), page.next(), at(page.items().getFirst()));
        }

        /** Around an entry. */
        Stretch around(TimelineEntry entry) {
            Page<TimelineEntry> before =
                    read(opposite().with(CURSOR, at(entry)).with("limit", Integer.toString(BEFORE_ENTRY)));
            Page<TimelineEntry> after = read(address.with(CURSOR, at(entry)));
            List<TimelineEntry> entries = new ArrayList<>(before.items().reversed());
            entries.add(entry);
            entries.addAll(after.items());
            return new Stretch(entries, before.next(), after.next());
        }

        private Page<TimelineEntry> read(PageAddress asked) {
            return timeline.entries(ask.apply(asked));
        }

        private PageAddress opposite() {
            return OLDEST.equals(address.parameter(ORDER)) ? address.without(ORDER) : address.with(ORDER, OLDEST);
        }

        private static String at(TimelineEntry entry) {
            return PageViews.cursorAfter(entry.occurredOn().firstDay().toString(), Long.toString(entry.position()));
        }
    }
}
