package org.bitacora.command.discussion;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Boundaries;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Opens a thing to everybody, or closes it to who is no member. Its author does so, with a meeting the secretariat; the secretariat may
 * also close any thread, and who closed one may open it again.
 */
public record SetVisibility(ThreadId thing, Visibility to, String reason) implements Command {
    public SetVisibility {
        Form.required("thing", thing);
        Form.oneOf(
                "thing",
                thing.kind(),
                List.of(ThreadKind.SUGGESTION, ThreadKind.MEETING, ThreadKind.ITEM, ThreadKind.CONTRIBUTION));
        Form.id("thing", thing.id());
        to = Form.required("to", to);
        reason = Form.note("reason", reason, "visibility.reason-required");
    }

    @Override
    public String id() {
        return thing.id();
    }

    static final Decision<SetVisibility, State> DECISION = new Decision<>(
            SetVisibility.class,
            command -> Criteria.of(command.thing.tag(), List.of(created(command.thing.kind())))
                    .or(Boundaries.visibility(command.thing.tag())),
            command -> new State(command.thing, null, null, null),
            State::evolve,
            SetVisibility::decide);

    /**
     * @param author null while there is no such thing, and for a meeting, which has none
     * @param visibility null while there is no such thing
     * @param changedBy who changed it last; null if nobody did
     */
    record State(
            ThreadId thing,
            @Nullable String author,
            @Nullable Visibility visibility,
            @Nullable String changedBy) {
        State evolve(Recorded recorded) {
            String actor = recorded.by().actor();
            return switch (recorded.event()) {
                case SuggestionSubmitted e
                when is(ThreadKind.SUGGESTION, e.suggestionId()) ->
                    created(e.authorId() == null ? actor : e.authorId(), e.visibility());
                case AgendaItemAdded e when is(ThreadKind.ITEM, e.itemId()) -> created(actor, e.visibility());
                case ContributionMade e
                when is(ThreadKind.CONTRIBUTION, e.contributionId()) ->
                    created(e.author() == null ? actor : e.author().subjectId(), e.visibility());
                case MeetingCalled e when is(ThreadKind.MEETING, e.meetingId()) -> created(null, e.visibility());
                case VisibilityChanged e when e.thing().equals(thing) -> new State(thing, author, e.to(), actor);
                default -> this;
            };
        }

        private boolean is(ThreadKind kind, String id) {
            return thing.kind() == kind && thing.id().equals(id);
        }

        private State created(@Nullable String by, Visibility first) {
            return new State(thing, by, first, null);
        }

        private boolean ownedBy(Actor by) {
            return thing.kind() == ThreadKind.MEETING
                    ? by.is(Right.SECRETARIAT)
                    : by.id().equals(author);
        }
    }

    static List<VisibilityChanged> decide(SetVisibility command, State state, Actor by) {
        by.mustBe(Right.MEMBER);
        if (state.visibility == null) throw Refusal.unknown("thing", command.thing.id());
        if (state.visibility == command.to) return List.of();
        if (!state.ownedBy(by)) command.mustBeAllowedToOthers(state, by);
        return List.of(new VisibilityChanged(command.thing, command.to, command.reason));
    }

    private void mustBeAllowedToOthers(State state, Actor by) {
        boolean allowed = to == Visibility.PUBLIC
                ? by.id().equals(state.changedBy)
                : thing.kind() != ThreadKind.CONTRIBUTION && by.is(Right.SECRETARIAT);
        if (!allowed) throw Refusal.rule("visibility.not-author", thing.id());
    }

    private static Class<? extends DomainEvent> created(ThreadKind kind) {
        return switch (kind) {
            case SUGGESTION -> SuggestionSubmitted.class;
            case MEETING -> MeetingCalled.class;
            case ITEM -> AgendaItemAdded.class;
            case CONTRIBUTION -> ContributionMade.class;
            case PROPOSAL, DISAGREEMENT -> throw new IllegalArgumentException("not yet offered: " + kind);
        };
    }
}
