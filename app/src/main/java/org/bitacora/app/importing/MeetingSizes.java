package org.bitacora.app.importing;

import static org.bitacora.app.importing.ImportFault.Reason.IMPORT_MINUTES_TOO_LONG;
import static org.bitacora.app.importing.ImportFault.Reason.LIST_SIZE;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** What many lines make together: the agenda of a meeting and its minutes. One for each pass. */
final class MeetingSizes {
    private final KnownLines known;
    private final IntsByLine topicsOfMeeting = new IntsByLine();
    private final IntsByLine minutesBytesOfMeeting = new IntsByLine();
    private final BitSet topicsWithMinutes = new BitSet();

    MeetingSizes(KnownLines known) {
        this.known = known;
    }

    /** Notes a fault for a sound line that makes its meeting too large; such a line does not count towards the size. */
    void add(ImportLine line, LineFaults faults) {
        switch (line) {
            case ImportLine.Topic topic -> {
                int meeting = known.meetingOfTopic(topic.number());
                if (topicsOfMeeting.get(meeting) == ImportLimits.TOPICS_OF_A_MEETING_MAX)
                    faults.add("meeting", LIST_SIZE);
                else if (meeting != 0) topicsOfMeeting.add(meeting, 1);
            }
            case ImportLine.Minuted minuted -> addToMinutes(minuted, faults);
            case ImportLine.Member member -> {}
            case ImportLine.Meeting meeting -> {}
            case ImportLine.Speech speech -> {}
        }
    }

    private void addToMinutes(ImportLine.Minuted minuted, LineFaults faults) {
        int topic = known.ownerOf(ImportKind.TOPIC, minuted.topic());
        int meeting = known.meetingOfTopic(topic);
        if (meeting == 0) return;
        int bytes = bytes(minuted.text()) + ImportLimits.MINUTES_BYTES_AROUND_EACH;
        if (!topicsWithMinutes.get(topic)) {
            bytes += known.titleBytesOfTopic(topic) + ImportLimits.MINUTES_BYTES_AROUND_EACH;
        }
        if (minutesBytesOfMeeting.get(meeting) + bytes > ImportLimits.MINUTES_BYTES_MAX) {
            faults.add("text", IMPORT_MINUTES_TOO_LONG);
        } else {
            minutesBytesOfMeeting.add(meeting, bytes);
            topicsWithMinutes.set(topic);
        }
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
