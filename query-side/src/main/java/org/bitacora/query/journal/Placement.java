package org.bitacora.query.journal;

import java.util.ArrayList;
import java.util.List;
import org.bitacora.vocabulary.CharterEvent;
import org.bitacora.vocabulary.DiscussionEvent;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.MeetingEvent;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.MembershipEvent;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Where an event stands among the things of the group, and with them: who may read it.
 *
 * @param kind the part of the group's life that it belongs to; what the timeline is filtered by
 * @param creates the thing that it begins; null if it begins none
 * @param things what it is an entry of, the nearest first, with what it creates; whoever may not read one of them may not read the event
 * @param named what it names beside these, without being an entry of it: left out for whoever may not read that
 * @param readableBy who may read such an event at all, whatever the things
 */
record Placement(String kind, @Nullable Creation creates, List<Tag> things, List<Tag> named, Visibility readableBy) {
    /**
     * A thing that an event begins.
     *
     * @param title null if it has none of its own
     * @param visibility with which it begins
     * @param within what it is part of, the nearest first
     */
    record Creation(Tag tag, @Nullable String title, Visibility visibility, List<Tag> within) {}

    static Placement of(DomainEvent event) {
        return switch (event) {
            case SuggestionEvent e -> suggestion(e);
            case DiscussionEvent e -> discussion(e);
            case MeetingEvent e -> meeting(e);
            case MembershipEvent e -> new Placement("membership", null, List.of(), List.of(), Visibility.MEMBERS);
            case CharterEvent e -> new Placement("working-rule", null, List.of(), List.of(), Visibility.PUBLIC);
        };
    }

    private static Placement suggestion(SuggestionEvent event) {
        Tag own = Tag.suggestion(event.suggestionId());
        return switch (event) {
            case SuggestionSubmitted e ->
                creating("suggestion", own, e.title(), e.visibility(), List.of())
                        .naming(suggestion(e.splitFrom()));
            case SuggestionMerged e -> entry("suggestion", own, Tag.suggestion(e.into()));
            case SuggestionTriaged e ->
                entry("suggestion", own, e.meetingId() == null ? null : Tag.meeting(e.meetingId()));
            case SuggestionReopened e -> entry("suggestion", own, suggestion(e.wasMergedInto()));
            case SuggestionWithdrawn e -> entry("suggestion", own, suggestion(e.wasMergedInto()));
            case SuggestionAcknowledged e -> entry("suggestion", own, null);
            case SuggestionParked e -> entry("suggestion", own, null);
            case SuggestionSplit e ->
                new Placement(
                        "suggestion",
                        null,
                        List.of(own),
                        e.into().stream().map(Tag::suggestion).toList(),
                        Visibility.PUBLIC);
            case SuggestionAnswered e -> entry("suggestion", own, null);
        };
    }

    private static Placement discussion(DiscussionEvent event) {
        return switch (event) {
            case ContributionMade e ->
                creating(
                                "contribution",
                                Tag.contribution(e.contributionId()),
                                null,
                                e.visibility(),
                                List.of(e.thread().tag()))
                        .naming(e.replyTo() == null ? null : Tag.contribution(e.replyTo()));
            case VisibilityChanged e -> entry("visibility", e.thing().tag(), null);
        };
    }

    private static Placement meeting(MeetingEvent event) {
        Tag own = Tag.meeting(event.meetingId());
        return switch (event) {
            case MeetingCalled e -> creating("meeting", own, e.title(), e.visibility(), List.of());
            case AgendaItemAdded e ->
                creating(
                                "meeting",
                                Tag.item(e.itemId()),
                                e.title(),
                                e.visibility(),
                                e.about() == null
                                        ? List.of(own)
                                        : List.of(own, e.about().tag()))
                        .naming(e.carriedFrom() == null ? null : Tag.item(e.carriedFrom()));
            case AttendanceRecorded e -> new Placement("meeting", null, List.of(own), List.of(), Visibility.MEMBERS);
            case MinutesDrafted e -> new Placement("meeting", null, List.of(own), List.of(), Visibility.MEMBERS);
            case MinutesPublished e -> entry("meeting", own, null);
        };
    }

    private static Placement creating(
            String kind, Tag tag, @Nullable String title, Visibility visibility, List<Tag> within) {
        List<Tag> things = new ArrayList<>(List.of(tag));
        things.addAll(within);
        return new Placement(
                kind, new Creation(tag, title, visibility, within), List.copyOf(things), List.of(), Visibility.PUBLIC);
    }

    private Placement naming(@Nullable Tag other) {
        return other == null ? this : new Placement(kind, creates, things, List.of(other), readableBy);
    }

    private static Placement entry(String kind, Tag thing, @Nullable Tag other) {
        List<Tag> things = other == null ? List.of(thing) : List.of(thing, other);
        return new Placement(kind, null, things, List.of(), Visibility.PUBLIC);
    }

    private static @Nullable Tag suggestion(@Nullable String suggestionId) {
        return suggestionId == null ? null : Tag.suggestion(suggestionId);
    }
}
