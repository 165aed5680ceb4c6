package org.bitacora.command.meetings;

import static org.bitacora.command.Slice.post;

import java.util.List;
import org.bitacora.command.Slice;
import org.bitacora.command.automation.Automation;

/** All that can be asked about meetings, and where. */
public final class Meetings {
    private static final String SHOWN_AT = "/meetings/{id}";

    public static final Slice SLICE = Slice.of(
            "meetings",
            post("/meetings", CallMeeting.DECISION, SHOWN_AT).creating("meetingId"),
            post("/meetings/{meetingId}/attendances", RecordAttendance.DECISION, SHOWN_AT),
            post("/meetings/{meetingId}/items", AddAgendaItem.DECISION, "/timeline/{position}")
                    .creating("itemId"),
            post("/meetings/{meetingId}/drafts", DraftMinutes.DECISION, SHOWN_AT),
            post("/meetings/{meetingId}/minutes", PublishMinutes.DECISION, SHOWN_AT));

    /** What it asks for by itself. */
    public static final List<Automation> AUTOMATIONS = List.of(new WhenSuggestionTriagedToMeetingThenAddAgendaItem());

    private Meetings() {}
}
