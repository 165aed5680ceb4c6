package org.bitacora.command.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.meetings.GivenMeetings.G;

import java.time.Duration;
import java.util.List;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.Guests;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordAttendanceTest {
    private static final List<Attendance> A_CAME = List.of(new Attendance(A, Sector.ACADEMIA, null));

    private final RecordAttendance first = attendance(0, B, null);

    @Test
    void theSecretariatRecordsItOnceItHasBegun() {
        assertThat(GivenMeetings.begun().when(E, first))
                .containsExactly(new AttendanceRecorded(G, 1, A_CAME, List.of(), List.of(B), null));
        GivenMeetings.begun().refused(A, first, "access.not-allowed");
        GivenMeetings.in(Duration.ofMinutes(1)).refused(E, first, "meeting.not-started");
    }

    @Test
    void aCorrectionSaysWhatItCorrectsAndStartsFromTheLatest() {
        Given group = GivenMeetings.begun().did(E, first);
        assertThat(group.when(E, first)).isEmpty();
        group.refused(E, attendance(0, E, "Faltó E"), "meeting.moved-on");
        group.refused(E, attendance(1, E, null), "meeting.correction-note-required", "correctionNote");
        assertThat(group.when(E, attendance(1, E, "Faltó E")))
                .containsExactly(new AttendanceRecorded(G, 2, A_CAME, List.of(), List.of(E), "Faltó E"));
    }

    @Test
    void nobodyIsThereTwiceNorBothThereAndExcused() {
        refuses(() -> attendance(0, A, null), "id.mismatch");
        List<Guests> twice = List.of(new Guests(Sector.ACADEMIA, 1), new Guests(Sector.ACADEMIA, 2));
        refuses(() -> new RecordAttendance(G, 0, A_CAME, twice, List.of(), null), "list.size");
        List<Guests> nobody = List.of(new Guests(Sector.ACADEMIA, 0));
        refuses(() -> new RecordAttendance(G, 0, A_CAME, nobody, List.of(), null), "value.unknown");
    }

    private static RecordAttendance attendance(int basedOn, String apology, @Nullable String note) {
        return new RecordAttendance(G, basedOn, A_CAME, List.of(), List.of(apology), note);
    }
}
