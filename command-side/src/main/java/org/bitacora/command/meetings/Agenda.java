package org.bitacora.command.meetings;

import java.util.ArrayList;
import java.util.List;
import org.bitacora.command.Refusal;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The items of a meeting, and whichever others a decision asked for.
 *
 * @param items in the order in which they were added
 */
record Agenda(List<AgendaItemAdded> items) {
    private static final int ITEMS_MAX = 50;

    Agenda {
        items = List.copyOf(items);
    }

    static Agenda empty() {
        return new Agenda(List.of());
    }

    /** All that is on a meeting's agenda. */
    static Criteria boundary(String meetingId) {
        return Criteria.of(Tag.meeting(meetingId), List.of(AgendaItemAdded.class));
    }

    /** One item, of whatever meeting. */
    static Criteria item(String itemId) {
        return Criteria.of(Tag.item(itemId), List.of(AgendaItemAdded.class));
    }

    @Nullable
    AgendaItemAdded find(String itemId) {
        for (AgendaItemAdded item : items) {
            if (item.itemId().equals(itemId)) return item;
        }
        return null;
    }

    boolean has(String meetingId, ThreadId about) {
        return items.stream().anyMatch(item -> item.meetingId().equals(meetingId) && about.equals(item.about()));
    }

    void mustHaveRoom(String meetingId) {
        long there = items.stream()
                .filter(item -> item.meetingId().equals(meetingId))
                .count();
        if (there >= ITEMS_MAX) throw Refusal.ruleOn("meetingId", "list.size", meetingId);
    }

    /** Takes in an event; those about other things change nothing. */
    Agenda evolve(Recorded recorded) {
        if (!(recorded.event() instanceof AgendaItemAdded added)) return this;
        List<AgendaItemAdded> all = new ArrayList<>(items);
        all.add(added);
        return new Agenda(all);
    }
}
