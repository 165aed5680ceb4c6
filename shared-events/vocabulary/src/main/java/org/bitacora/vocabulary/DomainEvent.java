package org.bitacora.vocabulary;

import java.util.HashSet;
import java.util.Set;

/**
 * Something that happened in the group and was recorded. Each slice has one sealed interface of events, whose records are its permitted
 * members. An event is stored under its simple class name and {@link EventVersion}; once released, neither name nor fields ever change.
 */
public sealed interface DomainEvent
        permits CharterEvent, DiscussionEvent, MeetingEvent, MembershipEvent, SuggestionEvent {
    /**
     * What the event is about.
     *
     * @param by who recorded it, and how: some events are also about their actor
     */
    Set<Tag> tags(EventMetadata by);

    /** All tags under which the event is found: what it is about, and the command that recorded it. */
    default Set<Tag> allTags(EventMetadata by) {
        Set<Tag> tags = new HashSet<>(tags(by));
        tags.add(Tag.command(by.command()));
        return tags;
    }
}
