package org.bitacora.query.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bitacora.query.Fact;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.Json;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class MeetingsFoldTest {
    private static final String ID = "m1";
    private static final MeetingCalled CALLED = new MeetingCalled(
            ID, "Charlas previas", null, VagueDate.parse("2013-08-08"), null, null, null, Visibility.PUBLIC, null);

    private final MeetingsFold fold = new MeetingsFold();

    @Test
    void whatIsPublishedIsTheTextOfItsDraft() {
        MeetingView view = folded(
                CALLED,
                new MinutesDrafted(ID, 1, "uno"),
                new MinutesPublished(ID, 1, 1, null),
                new MinutesDrafted(ID, 2, "dos"),
                new MinutesPublished(ID, 2, 2, "faltaba algo"),
                new MinutesDrafted(ID, 3, "tres"));

        assertThat(view.minutes().published())
                .extracting(MeetingView.Published::text)
                .containsExactly("uno", "dos");
        assertThat(view.minutes().publishedDraft()).isEqualTo(2);
        assertThat(Objects.requireNonNull(view.minutes().unpublished()).text()).isEqualTo("tres");
    }

    @Test
    void aDraftThatIsPublishedIsNoLongerUnpublished() {
        MeetingView view = folded(CALLED, new MinutesDrafted(ID, 1, "uno"), new MinutesPublished(ID, 1, 1, null));

        assertThat(view.minutes().unpublished()).isNull();
    }

    @Test
    void aVersionWhoseDraftIsNotThereYetIsNotShown() {
        assertThat(folded(CALLED, new MinutesPublished(ID, 1, 1, null))
                        .minutes()
                        .published())
                .isEmpty();
    }

    @Test
    void theLatestListIsTheOneThatHolds() {
        AttendanceRecorded corrected = new AttendanceRecorded(
                ID, 2, List.of(new Attendance("p", Sector.ACADEMIA, null)), List.of(), List.of(), "faltaba alguien");

        assertThat(folded(CALLED, new AttendanceRecorded(ID, 1, List.of(), List.of(), List.of(), null), corrected)
                        .attendance())
                .isEqualTo(corrected);
    }

    @Test
    void visibilityChangesWithTheMeetingAndNotWithAnotherThingOfTheSameId() {
        VisibilityChanged narrowed =
                new VisibilityChanged(new ThreadId(ThreadKind.MEETING, ID), Visibility.MEMBERS, "r");
        VisibilityChanged other = new VisibilityChanged(new ThreadId(ThreadKind.ITEM, ID), Visibility.MEMBERS, "r");

        assertThat(folded(CALLED, narrowed).index()).containsEntry("visibility", "members");
        assertThat(folded(CALLED, other).index()).containsEntry("visibility", "public");
    }

    @Test
    void aDayAloneIsSortedBetweenTheDaysAroundIt() {
        assertThat(Instant.ofEpochMilli(folded(CALLED).starts()))
                .isBetween(Instant.parse("2013-08-08T06:00:00Z"), Instant.parse("2013-08-09T06:00:00Z"));
    }

    @Test
    void aDocumentIsReadBackAsItWasWritten() {
        MeetingView view = folded(CALLED, new MinutesDrafted(ID, 1, "uno"), new MinutesPublished(ID, 1, 1, null));

        assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(view), MeetingView.class))
                .isEqualTo(view);
    }

    private MeetingView folded(DomainEvent... events) {
        MeetingView view = null;
        for (int i = 0; i < events.length; i++) {
            Fact fact = new Fact(new Recorded(i, "e" + i, Instant.EPOCH, by(), events[i]), 1);
            if (fold.concerned(fact).contains(ID)) view = fold.evolve(view, fact, ID);
        }
        return Objects.requireNonNull(view);
    }

    private static EventMetadata by() {
        return new EventMetadata(
                EventMetadata.SYSTEM,
                Channel.IMPORT,
                null,
                null,
                null,
                null,
                null,
                VagueDate.parse("2013-08-08"),
                null,
                null,
                null,
                "c",
                null,
                "k",
                "d");
    }
}
