package org.bitacora.command.meetings;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.Guests;
import org.jspecify.annotations.Nullable;

/**
 * Records who was at a meeting, or corrects it. Rows are taken as sent: who was there need not be a member today.
 *
 * @param basedOn the version that the page showed; 0 for none
 * @param present up to 1,000 people, none twice
 * @param guests by sector, none twice
 * @param apologies ids of members who let know that they would not come
 * @param correctionNote what is corrected; null for the first version
 */
public record RecordAttendance(
        String meetingId,
        int basedOn,
        List<Attendance> present,
        List<Guests> guests,
        List<String> apologies,
        @Nullable String correctionNote)
        implements Command {
    private static final int ROWS_MAX = 1_000;
    private static final int SECTORS = 5;

    public RecordAttendance {
        meetingId = Form.id("meetingId", meetingId);
        present = Form.distinct("present", present, 0, ROWS_MAX, RecordAttendance::memberId);
        guests = Form.distinct("guests", guests, 0, SECTORS, RecordAttendance::sector);
        apologies = Form.distinct("apologies", apologies, 0, ROWS_MAX, id -> Form.id("apologies", id));
        for (Attendance row : present) {
            if (apologies.contains(row.memberId())) throw Refusal.form("id.mismatch", "apologies");
        }
        correctionNote = Form.optionalNote("correctionNote", correctionNote);
    }

    @Override
    public String id() {
        return meetingId;
    }

    static final Decision<RecordAttendance, Meeting> DECISION = Meeting.decision(
                    RecordAttendance.class, Meeting::withAttendance, RecordAttendance::decide)
            .past(Past.BY_SECRETARIAT);

    static List<AttendanceRecorded> decide(RecordAttendance command, Meeting meeting, Actor by) {
        by.mustBe(Right.SECRETARIAT, Right.IMPORT);
        meeting.mustExist();
        int latest = meeting.attendanceVersion();
        if (command.recorded(latest).equals(meeting.attendance())) return List.of();
        meeting.mustHaveStarted(by);
        if (command.basedOn != latest) throw Refusal.moved("meeting.moved-on", command.meetingId);
        if (latest > 0 && command.correctionNote == null) {
            throw Refusal.ruleOn("correctionNote", "meeting.correction-note-required");
        }
        return List.of(command.recorded(latest + 1));
    }

    private AttendanceRecorded recorded(int version) {
        return new AttendanceRecorded(meetingId, version, present, guests, apologies, correctionNote);
    }

    private static String memberId(Attendance row) {
        Form.required("present", row.sector());
        return Form.id("present", row.memberId());
    }

    private static String sector(Guests row) {
        Form.within("guests", row.count(), 1, Integer.MAX_VALUE);
        return Form.required("guests", row.sector()).code();
    }
}
