package org.bitacora.command.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.ofThePast;
import static org.bitacora.command.meetings.GivenMeetings.G;
import static org.bitacora.command.meetings.GivenMeetings.rule;

import java.time.Duration;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.junit.jupiter.api.Test;

class MinutesTest {
    private final DraftMinutes draft = new DraftMinutes(G, 0, "Se habló.");
    private final PublishMinutes publish = new PublishMinutes(G, 1, null);

    @Test
    void theSecretariatDraftsThemOnceTheMeetingHasBegun() {
        assertThat(GivenMeetings.begun().when(E, draft)).containsExactly(new MinutesDrafted(G, 1, "Se habló."));
        GivenMeetings.begun().refused(A, draft, "access.not-allowed");
        GivenMeetings.in(Duration.ofMinutes(1)).refused(E, draft, "meeting.not-started");
    }

    @Test
    void theSameTextIsARepeatAndAnotherOneStartsFromTheLatest() {
        Given group = GivenMeetings.begun().did(E, draft);
        assertThat(group.when(E, draft)).isEmpty();
        group.refused(E, new DraftMinutes(G, 0, "Otra"), "minutes.draft-moved");
        assertThat(group.when(E, new DraftMinutes(G, 1, "Otra"))).containsExactly(new MinutesDrafted(G, 2, "Otra"));
    }

    @Test
    void theLatestDraftIsPublishedOnce() {
        Given group = GivenMeetings.begun();
        group.refused(E, publish, "minutes.draft-moved");
        group.did(E, draft);
        group.refused(A, publish, "access.not-allowed");
        assertThat(group.when(E, publish)).containsExactly(new MinutesPublished(G, 1, 1, null));
        assertThat(group.did(E, publish).when(E, publish)).isEmpty();
    }

    @Test
    void aCorrectedVersionSaysWhatItCorrects() {
        Given group = GivenMeetings.begun().did(E, draft).did(E, publish).did(E, new DraftMinutes(G, 1, "Otra"));
        group.refused(E, new PublishMinutes(G, 2, null), "minutes.correction-note-required", "correctionNote");
        assertThat(group.when(E, new PublishMinutes(G, 2, "Un nombre")))
                .containsExactly(new MinutesPublished(G, 2, 2, "Un nombre"));
    }

    @Test
    void aDraftLiesOpenForAsLongAsTheRuleSaysExceptInThePast() {
        Given group = GivenMeetings.begun()
                .recorded(A, rule("minutes.reviewDays", "5"))
                .did(E, draft)
                .later(4);
        group.refused(E, publish, "minutes.review-running");
        assertThat(group.when(ofThePast(E, "2026-03-10"), publish)).hasSize(1);
        assertThat(group.later(1).when(E, publish)).hasSize(1);
    }

    @Test
    void ofAMeetingThatIsNotThereNobodyWrites() {
        Given.membersWithRoles().refused(E, draft, "id.unknown", "meetingId");
        GivenMeetings.begun().refused(SYSTEM, draft, "access.not-allowed");
    }
}
