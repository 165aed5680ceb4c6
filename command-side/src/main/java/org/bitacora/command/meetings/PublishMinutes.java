package org.bitacora.command.meetings;

import static org.bitacora.vocabulary.WorkingRule.MINUTES_REVIEW_DAYS;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.bitacora.command.Actor;
import org.bitacora.command.Boundaries;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.command.RuleInForce;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the latest draft of a meeting's minutes, once it has lain open for as long as the group's rule says.
 *
 * @param draft the draft that the page showed
 * @param correctionNote what is corrected; null for the first version
 */
public record PublishMinutes(
        String meetingId, int draft, @Nullable String correctionNote) implements Command {
    public PublishMinutes {
        meetingId = Form.id("meetingId", meetingId);
        draft = Form.within("draft", draft, 1, Integer.MAX_VALUE);
        correctionNote = Form.optionalNote("correctionNote", correctionNote);
    }

    @Override
    public String id() {
        return meetingId;
    }

    static final Decision<PublishMinutes, State> DECISION = new Decision<>(
                    PublishMinutes.class,
                    command -> Meeting.withMinutes(command.meetingId).or(Boundaries.workingRule(MINUTES_REVIEW_DAYS)),
                    command -> new State(Meeting.unknown(command.meetingId), RuleInForce.unset(MINUTES_REVIEW_DAYS)),
                    State::evolve,
                    PublishMinutes::decide)
            .past(Past.BY_SECRETARIAT);

    record State(Meeting meeting, RuleInForce reviewDays) {
        State evolve(Recorded recorded) {
            return new State(meeting.evolve(recorded), reviewDays.evolve(recorded));
        }
    }

    static List<MinutesPublished> decide(PublishMinutes command, State state, Actor by) {
        by.mustBe(Right.SECRETARIAT, Right.IMPORT);
        Meeting meeting = state.meeting;
        meeting.mustExist();
        boolean published = meeting.published().stream().anyMatch(version -> version.draft() == command.draft);
        if (published) return List.of();
        meeting.mustBeAtDraft(command.draft);
        if (!by.past()) mustHaveLainOpen(state, by);
        int versions = meeting.published().size();
        if (versions > 0 && command.correctionNote == null) {
            throw Refusal.ruleOn("correctionNote", "minutes.correction-note-required");
        }
        return List.of(new MinutesPublished(command.meetingId, versions + 1, command.draft, command.correctionNote));
    }

    private static void mustHaveLainOpen(State state, Actor by) {
        LocalDate drafted = LocalDate.ofInstant(
                Objects.requireNonNull(state.meeting.draft()).recordedAt(), by.zone());
        int days = state.reviewDays.number().orElse(0);
        if (by.today().isBefore(drafted.plusDays(days))) throw Refusal.rule("minutes.review-running");
    }
}
