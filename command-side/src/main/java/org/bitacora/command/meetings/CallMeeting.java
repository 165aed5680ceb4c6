package org.bitacora.command.meetings;

import static org.bitacora.vocabulary.WorkingRule.MEETING_NOTICE_DAYS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.command.RuleInForce;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Calls a meeting, or enters one of the past. Exactly one of {@code startsAt} and {@code startsOn} is given.
 *
 * @param startsAt kept in milliseconds
 * @param startsOn only for the past
 * @param durationMinutes from 1 on; null if nobody said
 * @param place null if nobody said
 * @param link for members; null for none
 * @param visibility null for the group's default
 */
public record CallMeeting(
        String meetingId,
        String title,
        @Nullable Instant startsAt,
        @Nullable VagueDate startsOn,
        @Nullable Integer durationMinutes,
        @Nullable String place,
        @Nullable String link,
        @Nullable Visibility visibility)
        implements Command {
    public CallMeeting {
        meetingId = Form.id("meetingId", meetingId);
        title = Form.title("title", title);
        if (startsAt == null) Form.required("startsAt", startsOn);
        else if (startsOn != null) throw Refusal.form("id.mismatch", "startsOn");
        startsAt = startsAt == null ? null : moment(startsAt);
        checkDuration(durationMinutes);
        place = Form.optionalTitle("place", place);
        link = Form.optionalNote("link", link);
    }

    @Override
    public String id() {
        return meetingId;
    }

    static final Decision<CallMeeting, State> DECISION = new Decision<>(
                    CallMeeting.class,
                    command -> Meeting.called(command.meetingId).or(Notice.boundary()),
                    command -> new State(Meeting.unknown(command.meetingId), RuleInForce.unset(MEETING_NOTICE_DAYS)),
                    State::evolve,
                    CallMeeting::decide)
            .past(Past.BY_SECRETARIAT);

    record State(Meeting meeting, RuleInForce noticeDays) {
        State evolve(Recorded recorded) {
            return new State(meeting.evolve(recorded), noticeDays.evolve(recorded));
        }
    }

    static List<MeetingCalled> decide(CallMeeting command, State state, Actor by) {
        by.mustBe(Right.SECRETARIAT, Right.IMPORT);
        MeetingCalled before = state.meeting.called();
        if (before != null) {
            boolean same = before.equals(command.called(before.visibility(), before.shortNotice()));
            if (same) return List.of();
            throw Refusal.taken("meetingId", command.meetingId);
        }
        command.checkStart(by);
        Visibility visibility = by.visibility(command.visibility);
        LocalDate day = command.called(visibility, null).day(by.zone()).firstDay();
        Boolean shortNotice = Notice.of(state.noticeDays, by).missed(by.today(), day);
        return List.of(command.called(visibility, shortNotice));
    }

    /** @param otherwise the visibility, if the command says none */
    private MeetingCalled called(Visibility otherwise, @Nullable Boolean shortNotice) {
        return new MeetingCalled(
                meetingId,
                title,
                startsAt,
                startsOn,
                durationMinutes,
                place,
                link,
                visibility == null ? otherwise : visibility,
                shortNotice);
    }

    private void checkStart(Actor by) {
        if (startsOn == null) {
            boolean ahead = startsAt != null && startsAt.isAfter(by.now());
            if (!by.past() && !ahead) throw Refusal.ruleOn("startsAt", "meeting.in-the-past");
            return;
        }
        if (startsOn.lastDay().isAfter(by.today())) throw Refusal.form("text.empty", "startsAt");
        if (!by.past()) throw Refusal.ruleOn("startsOn", "meeting.in-the-past");
    }

    private static Instant moment(Instant startsAt) {
        Form.day("startsAt", LocalDate.ofInstant(startsAt, ZoneOffset.UTC));
        return startsAt.truncatedTo(ChronoUnit.MILLIS);
    }

    static void checkDuration(@Nullable Integer minutes) {
        if (minutes != null && minutes < 1) throw Refusal.form("meeting.duration", "durationMinutes");
    }
}
