package org.bitacora.command.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.ofThePast;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.meetings.GivenMeetings.G;
import static org.bitacora.command.meetings.GivenMeetings.called;
import static org.bitacora.command.meetings.GivenMeetings.rule;

import java.time.Duration;
import java.time.Instant;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallMeetingTest {
    private final Given group = Given.membersWithRoles();

    @Test
    void theSecretariatCallsItAndWithoutARuleNobodyJudgesTheNotice() {
        Instant start = group.now().plus(Duration.ofDays(1));
        assertThat(group.when(E, call(start, null))).containsExactly(called(start, null));
        group.refused(A, call(start, null), "access.not-allowed");
    }

    @ParameterizedTest
    @CsvSource({"7, false", "6, true"})
    void itIsShortNoticeFromTheDayAfterTheLastInTime(int days, boolean shortNotice) {
        Instant start = group.now().plus(Duration.ofDays(days));
        assertThat(group.recorded(A, rule("meeting.noticeDays", "7")).when(E, call(start, null)))
                .containsExactly(called(start, shortNotice));
    }

    @Test
    void theSameAgainIsARepeatEvenOnceItIsOverAndAnotherOneUnderItsIdIsNot() {
        Instant start = group.now().plus(Duration.ofDays(1));
        Given later = group.did(E, call(start, null)).later(2);
        assertThat(later.when(E, call(start, null))).isEmpty();
        later.refused(E, call(start.plusSeconds(1), null), "id.taken", "meetingId");
    }

    @Test
    void itLiesAheadUnlessItIsEnteredWithItsDay() {
        group.refused(E, call(group.now(), null), "meeting.in-the-past", "startsAt");
        VagueDate day = VagueDate.parse("2013-08-08");
        group.refused(E, call(null, day), "meeting.in-the-past", "startsOn");
        assertThat(group.recorded(A, rule("meeting.noticeDays", "7")).when(ofThePast(E, "2013-08-08"), call(null, day)))
                .containsExactly(new MeetingCalled(G, "Marzo", null, day, 60, null, null, Visibility.MEMBERS, null));
    }

    @Test
    void aDayAloneIsNotEnoughForOneThatIsYetToCome() {
        group.refused(E, call(null, VagueDate.parse("2030-01-01")), "text.empty", "startsAt");
    }

    @Test
    void itStartsOnceAndLasts() {
        VagueDate day = VagueDate.parse("2013");
        assertThat(refuses(() -> call(null, null), "text.empty").field()).isEqualTo("startsAt");
        assertThat(refuses(() -> call(group.now(), day), "id.mismatch").field()).isEqualTo("startsOn");
        refuses(() -> new CallMeeting(G, "Marzo", group.now(), null, 0, null, null, null), "meeting.duration");
    }

    private static CallMeeting call(@Nullable Instant startsAt, @Nullable VagueDate startsOn) {
        return new CallMeeting(G, "Marzo", startsAt, startsOn, 60, null, null, null);
    }
}
