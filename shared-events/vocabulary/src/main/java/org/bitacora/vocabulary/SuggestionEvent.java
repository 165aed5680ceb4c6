package org.bitacora.vocabulary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a suggestion, from its arrival to its answer and after. */
public sealed interface SuggestionEvent extends DomainEvent {
    String suggestionId();

    @Override
    default Set<Tag> tags(EventMetadata by) {
        return Set.of(Tag.suggestion(suggestionId()));
    }

    /**
     * A suggestion came in. Its author is the actor, unless it is a part of a split: then {@code author} says whose it is.
     *
     * @param splitFrom the whole that this is a part of; null if it came in by itself
     * @param authorId null if the actor wrote it
     * @param wordedBy who worded a part; null if it came in by itself
     * @param openSince from when its clocks run; null means from its recording
     */
    record SuggestionSubmitted(
            String suggestionId,
            About about,
            @Personal String title,
            @Personal String body,
            Visibility visibility,
            @Nullable String splitFrom,
            @Nullable String authorId,
            @Nullable String wordedBy,
            @Nullable Instant openSince)
            implements SuggestionEvent {
        /** A suggestion about the group that came in by itself. */
        public SuggestionSubmitted(String suggestionId, About about, String title, String body, Visibility visibility) {
            this(suggestionId, about, title, body, visibility, null, null, null, null);
        }

        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(Tag.suggestion(suggestionId), Tag.member(authorId == null ? by.actor() : authorId));
        }
    }

    record SuggestionAcknowledged(
            String suggestionId, @GroupText @Nullable String note) implements SuggestionEvent {}

    /** @param meetingId null unless {@code to} is a meeting */
    record SuggestionTriaged(
            String suggestionId,
            TriageTarget to,
            @Nullable String meetingId,
            @GroupText @Nullable String note) implements SuggestionEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            Tag suggestion = Tag.suggestion(suggestionId);
            return meetingId == null ? Set.of(suggestion) : Set.of(suggestion, Tag.meeting(meetingId));
        }
    }

    record SuggestionParked(String suggestionId, @GroupText String reason, LocalDate reviewOn)
            implements SuggestionEvent {}

    record SuggestionMerged(
            String suggestionId, String into, @GroupText String reason) implements SuggestionEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(Tag.suggestion(suggestionId), Tag.suggestion(into));
        }
    }

    record SuggestionSplit(
            String suggestionId,
            List<String> into,
            @GroupText String reason) implements SuggestionEvent {
        public SuggestionSplit {
            into = List.copyOf(into);
        }

        @Override
        public Set<Tag> tags(EventMetadata by) {
            Set<Tag> tags = new HashSet<>();
            tags.add(Tag.suggestion(suggestionId));
            into.forEach(part -> tags.add(Tag.suggestion(part)));
            return tags;
        }
    }

    record SuggestionAnswered(
            String suggestionId, Outcome outcome, @GroupText String reply) implements SuggestionEvent {}

    /**
     * @param reason null unless somebody asked: it follows from what happened to the target
     * @param wasMergedInto the target it leaves; null if it was not merged
     */
    record SuggestionReopened(
            String suggestionId,
            ReopeningCause cause,
            @Personal @Nullable String reason,
            @Nullable String wasMergedInto)
            implements SuggestionEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return withTarget(suggestionId, wasMergedInto);
        }
    }

    /** @param wasMergedInto the target it leaves; null if it was not merged */
    record SuggestionWithdrawn(
            String suggestionId,
            @Personal @Nullable String reason,
            @Nullable String wasMergedInto) implements SuggestionEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            Set<Tag> tags = new HashSet<>(withTarget(suggestionId, wasMergedInto));
            tags.add(Tag.member(by.actor()));
            return tags;
        }
    }

    enum ReopeningCause implements Coded {
        ASKED,
        TARGET_WITHDRAWN,
        TARGET_SPLIT
    }

    private static Set<Tag> withTarget(String suggestionId, @Nullable String target) {
        Tag suggestion = Tag.suggestion(suggestionId);
        return target == null ? Set.of(suggestion) : Set.of(suggestion, Tag.suggestion(target));
    }
}
