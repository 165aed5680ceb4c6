package org.bitacora.query.timeline;

import java.time.Instant;
import java.util.List;
import org.bitacora.query.People.Person;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a reader sees it.
 *
 * @param kind the part of the group's life that it belongs to
 * @param type of the event
 * @param actor whose deed or words it is
 * @param enteredBy who recorded it, where that was another; null otherwise
 * @param capacity null for the system
 * @param things what it is about, the nearest first
 * @param repliesTo position of the entry that it replies to; null if it replies to none, or to one that is not for the reader
 * @param source where something of the past is known from; null for what happened on the day of its recording
 * @param event its own fields, as far as they are for this reader
 */
public record TimelineEntry(
        long position,
        VagueDate occurredOn,
        Instant recordedAt,
        String kind,
        String type,
        Person actor,
        @Nullable Person enteredBy,
        @Nullable Capacity capacity,
        Channel channel,
        List<ThingRef> things,
        @Nullable Long repliesTo,
        Visibility visibility,
        @Nullable String source,
        DomainEvent event) {
    /**
     * A thing that an entry is about.
     *
     * @param ref the short number that people quote, as {@code S-40}; null for things that have none
     * @param title null if it has none
     */
    public record ThingRef(
            ThreadKind kind,
            String id,
            @Nullable String ref,
            @Nullable String title) {}

    public TimelineEntry {
        things = List.copyOf(things);
    }
}
