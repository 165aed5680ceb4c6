package org.bitacora.command.discussion;

import java.util.List;
import java.util.Objects;
import org.bitacora.command.Boundaries;
import org.bitacora.command.Refusal;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A thread that somebody wants to write in: a suggestion, or an item with its meeting.
 *
 * @param meetingId of an item; null for a suggestion
 * @param own its visibility at present; null while there is no such thread
 * @param meetings that of the item's meeting; null for a suggestion
 * @param itsMeeting the meeting that the item is on; null for a suggestion
 */
record OpenThread(
        ThreadId thread,
        @Nullable String meetingId,
        @Nullable Visibility own,
        @Nullable Visibility meetings,
        @Nullable String itsMeeting,
        boolean closed) {
    static OpenThread unknown(ThreadId thread, @Nullable String meetingId) {
        return new OpenThread(thread, meetingId, null, null, null, false);
    }

    static Criteria boundary(ThreadId thread, @Nullable String meetingId) {
        Criteria own = Boundaries.visibility(thread.tag());
        if (meetingId == null) {
            return own.or(Criteria.of(
                    thread.tag(),
                    List.of(
                            SuggestionSubmitted.class,
                            SuggestionMerged.class,
                            SuggestionSplit.class,
                            SuggestionReopened.class,
                            SuggestionWithdrawn.class)));
        }
        Tag meeting = Tag.meeting(meetingId);
        return own.or(Criteria.of(thread.tag(), List.of(AgendaItemAdded.class)))
                .or(Criteria.of(meeting, List.of(MeetingCalled.class)))
                .or(Boundaries.visibility(meeting));
    }

    void mustExist() {
        if (own == null) throw Refusal.unknown("thread", thread.id());
        if (!Objects.equals(itsMeeting, meetingId)) throw Refusal.ruleOn("meetingId", "id.mismatch", thread.id());
    }

    void mustBeOpen() {
        if (closed) throw Refusal.ruleOn("thread", "discussion.thread-closed", thread.id());
    }

    /** The visibility that was asked for, or that of the thread, which is no wider than its meeting's. */
    Visibility visibility(@Nullable Visibility asked) {
        if (asked != null) return asked;
        return own == Visibility.PUBLIC && meetings != Visibility.MEMBERS ? Visibility.PUBLIC : Visibility.MEMBERS;
    }

    /** Takes in an event; those about other things change nothing. */
    OpenThread evolve(Recorded recorded) {
        return switch (recorded.event()) {
            case SuggestionSubmitted e when is(ThreadKind.SUGGESTION, e.suggestionId()) -> visible(e.visibility());
            case SuggestionMerged e when is(ThreadKind.SUGGESTION, e.suggestionId()) -> closed(true);
            case SuggestionSplit e when is(ThreadKind.SUGGESTION, e.suggestionId()) -> closed(true);
            case SuggestionWithdrawn e when is(ThreadKind.SUGGESTION, e.suggestionId()) -> closed(true);
            case SuggestionReopened e when is(ThreadKind.SUGGESTION, e.suggestionId()) -> closed(false);
            case AgendaItemAdded e
            when is(ThreadKind.ITEM, e.itemId()) ->
                new OpenThread(thread, meetingId, e.visibility(), meetings, e.meetingId(), closed);
            case MeetingCalled e when e.meetingId().equals(meetingId) -> meetingVisible(e.visibility());
            case VisibilityChanged e when e.thing().equals(thread) -> visible(e.to());
            case VisibilityChanged e
            when e.thing().kind() == ThreadKind.MEETING && e.thing().id().equals(meetingId) -> meetingVisible(e.to());
            default -> this;
        };
    }

    private boolean is(ThreadKind kind, String id) {
        return thread.kind() == kind && thread.id().equals(id);
    }

    private OpenThread visible(Visibility now) {
        return new OpenThread(thread, meetingId, now, meetings, itsMeeting, closed);
    }

    private OpenThread meetingVisible(Visibility now) {
        return new OpenThread(thread, meetingId, own, now, itsMeeting, closed);
    }

    private OpenThread closed(boolean now) {
        return new OpenThread(thread, meetingId, own, meetings, itsMeeting, now);
    }
}
