package org.bitacora.app.importing;

import org.bitacora.command.Command;
import org.bitacora.command.meetings.PublishMinutes;
import org.bitacora.command.meetings.RecordAttendance;

/**
 * What was in the record already, said otherwise by the file, and has a next version now.
 *
 * @param attendances of how many meetings who was there
 * @param minutes of how many meetings the minutes
 */
public record Corrections(int attendances, int minutes) {
    Corrections with(Command recorded) {
        return switch (recorded) {
            case RecordAttendance attendance
            when attendance.correctionNote() != null -> new Corrections(attendances + 1, minutes);
            case PublishMinutes published
            when published.correctionNote() != null -> new Corrections(attendances, minutes + 1);
            default -> this;
        };
    }
}
