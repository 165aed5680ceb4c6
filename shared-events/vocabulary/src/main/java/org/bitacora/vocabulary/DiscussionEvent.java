package org.bitacora.vocabulary;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people write to each other in threads, and who may read it. */
public sealed interface DiscussionEvent extends DomainEvent {
    /**
     * Somebody said something in a thread.
     *
     * @param replyTo the contribution it answers, in the same thread; null if none
     * @param author whose words they are, as that person was then; null if they are the actor's own
     */
    record ContributionMade(
            String contributionId,
            ThreadId thread,
            @Nullable String replyTo,
            @Personal String body,
            Visibility visibility,
            @Nullable Author author)
            implements DiscussionEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(
                    Tag.contribution(contributionId),
                    thread.tag(),
                    author == null ? Tag.member(by.actor()) : Tag.subject(author.subjectId()));
        }
    }

    /** The visibility of a thread, or of one entry of it, changed. */
    record VisibilityChanged(
            ThreadId thing, Visibility to, @GroupText String reason) implements DiscussionEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return by.bySystem() ? Set.of(thing.tag()) : Set.of(thing.tag(), Tag.member(by.actor()));
        }
    }

    /**
     * A thing that people can write in, or an entry of one.
     *
     * @param id of that kind
     */
    record ThreadId(ThreadKind kind, String id) {
        public Tag tag() {
            return new Tag(kind.code(), id);
        }
    }

    /**
     * Whose words an entry from an archive holds.
     *
     * @param subjectId the member's id, or an id of its own for somebody who never was a member
     * @param name null for a member, whose name is known
     * @param organisation as it was then; null for none
     */
    record Author(
            String subjectId,
            @Personal @Nullable String name,
            Sector sector,
            @Personal @Nullable String organisation) {}
}
