package org.bitacora.command.meetings;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Past;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;

/**
 * Writes a draft of a meeting's minutes.
 *
 * @param basedOn the draft that the page showed; 0 for none
 * @param text Markdown
 */
public record DraftMinutes(String meetingId, int basedOn, String text) implements Command {
    public DraftMinutes {
        meetingId = Form.id("meetingId", meetingId);
        text = Form.body("text", text);
    }

    @Override
    public String id() {
        return meetingId;
    }

    static final Decision<DraftMinutes, Meeting> DECISION = Meeting.decision(
                    DraftMinutes.class, Meeting::withMinutes, DraftMinutes::decide)
            .past(Past.BY_SECRETARIAT);

    static List<MinutesDrafted> decide(DraftMinutes command, Meeting meeting, Actor by) {
        by.mustBe(Right.SECRETARIAT, Right.IMPORT);
        meeting.mustExist();
        MinutesDrafted latest = meeting.latestDraft();
        if (latest != null && latest.text().equals(command.text)) return List.of();
        meeting.mustHaveStarted(by);
        meeting.mustBeAtDraft(command.basedOn);
        return List.of(new MinutesDrafted(command.meetingId, command.basedOn + 1, command.text));
    }
}
