package org.bitacora.command.suggestions;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.TriageTarget;
import org.jspecify.annotations.Nullable;

/**
 * Hands a suggestion to a meeting or to the secretariat, to be looked at there; it stays open.
 *
 * @param steps at which the page showed it; null from an automation only, which saw no page
 * @param meetingId of a meeting that is not over; null unless {@code to} is a meeting
 */
public record TriageSuggestion(
        String suggestionId,
        @Nullable Integer steps,
        TriageTarget to,
        @Nullable String meetingId,
        @Nullable String note)
        implements Command {
    public TriageSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        to = Form.required("to", to);
        meetingId = to == TriageTarget.MEETING ? Form.id("meetingId", meetingId) : Form.none("meetingId", meetingId);
        note = Form.optionalNote("note", note);
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<TriageSuggestion, State> DECISION = new Decision<>(
            TriageSuggestion.class,
            TriageSuggestion::boundary,
            command -> new State(Suggestion.unknown(command.suggestionId), null),
            State::evolve,
            TriageSuggestion::decide);

    /** @param meeting null while there is none of that id */
    record State(Suggestion suggestion, @Nullable MeetingCalled meeting) {
        State evolve(Recorded recorded) {
            return recorded.event() instanceof MeetingCalled called
                    ? new State(suggestion, called)
                    : new State(suggestion.evolve(recorded), meeting);
        }
    }

    private static Criteria boundary(TriageSuggestion command) {
        Criteria suggestion = Suggestion.boundary(command.suggestionId);
        return command.meetingId == null
                ? suggestion
                : suggestion.or(Criteria.of(Tag.meeting(command.meetingId), List.of(MeetingCalled.class)));
    }

    static List<SuggestionEvent> decide(TriageSuggestion command, State state, Actor by) {
        if (!by.is(Right.SYSTEM)) Form.required("steps", command.steps);
        by.mustBe(Right.REVIEWER, Right.SECRETARIAT, Right.SYSTEM);
        Suggestion suggestion = state.suggestion;
        suggestion.mustExist("suggestionId");
        if (command.meetingId != null && state.meeting == null) throw Refusal.unknown("meetingId", command.meetingId);
        SuggestionTriaged triaged =
                new SuggestionTriaged(command.suggestionId, command.to, command.meetingId, command.note);
        if (triaged.equals(suggestion.latest())) return List.of();
        suggestion.mustBeOpen();
        if (state.meeting != null && !by.now().isBefore(state.meeting.endsAt(by.zone()))) {
            throw Refusal.ruleOn("meetingId", "suggestion.meeting-over", state.meeting.meetingId());
        }
        if (command.to == TriageTarget.AUTHOR) throw Refusal.ruleOn("to", "suggestion.no-author", command.suggestionId);
        suggestion.mustBeAt(command.steps);
        return suggestion.acknowledgedThen(triaged);
    }
}
