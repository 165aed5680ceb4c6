package org.bitacora.command.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.ofThePast;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.meetings.GivenMeetings.G;
import static org.bitacora.command.meetings.GivenMeetings.I;
import static org.bitacora.command.meetings.GivenMeetings.rule;

import java.time.Duration;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddAgendaItemTest {
    private static final ThreadId ABOUT = new ThreadId(ThreadKind.SUGGESTION, id("suggestion"));

    private final AddAgendaItem item = titled(I, "Foro");
    private final AddAgendaItem aboutIt = new AddAgendaItem(I, G, null, null, ABOUT, null, null, null);

    @ParameterizedTest
    @CsvSource({"7, false", "6, true"})
    void itIsLateFromTheDayAfterTheLastInTime(int days, boolean late) {
        Given group = GivenMeetings.in(Duration.ofDays(days)).recorded(E, rule("meeting.noticeDays", "7"));
        AgendaItemAdded added = added(group, item);
        assertThat(added.late()).isEqualTo(late);
        assertThat(added.noticeDays()).isEqualTo(7);
        assertThat(added.startsOn().firstDay()).isEqualTo(Given.TODAY.plusDays(days));
    }

    @Test
    void withoutARuleAndInThePastNobodyJudgesIt() {
        assertThat(added(GivenMeetings.in(Duration.ofDays(1)), item).late()).isNull();
        Given archive = GivenMeetings.in(Duration.ofDays(-5)).recorded(E, rule("meeting.noticeDays", "7"));
        AgendaItemAdded old =
                (AgendaItemAdded) archive.when(ofThePast(E, "2026-03-05"), item).getFirst();
        assertThat(old.late()).isNull();
        assertThat(old.noticeDays()).isNull();
        assertThat(old.addedOn().text()).isEqualTo("2026-03-05");
    }

    @Test
    void itHasTheVisibilityOfItsMeetingAtThatMoment() {
        Given group = GivenMeetings.begun();
        assertThat(added(group, item).visibility()).isEqualTo(Visibility.MEMBERS);
        group.recorded(E, new VisibilityChanged(new ThreadId(ThreadKind.MEETING, G), Visibility.PUBLIC, "Abrir"));
        assertThat(added(group, item).visibility()).isEqualTo(Visibility.PUBLIC);
    }

    @Test
    void theSameAgainIsARepeatAndSoIsTheSameSuggestion() {
        Given group = withSuggestion().did(A, item);
        assertThat(group.when(A, item)).isEmpty();
        group.refused(A, titled(I, "Otro"), "id.taken", "itemId");
        AddAgendaItem second = new AddAgendaItem(id("second"), G, null, null, ABOUT, null, null, null);
        assertThat(withSuggestion().did(SYSTEM, aboutIt).when(A, second)).isEmpty();
    }

    /** Else what is said under it would come to light with the suggestion. */
    @Test
    void aboutASuggestionItIsNoWiderThanThat() {
        ThreadId meeting = new ThreadId(ThreadKind.MEETING, G);
        Given group = withSuggestion().recorded(E, new VisibilityChanged(meeting, Visibility.PUBLIC, "Abrir"));
        assertThat(added(group, aboutIt).visibility()).isEqualTo(Visibility.MEMBERS);
        group.recorded(A, new VisibilityChanged(ABOUT, Visibility.PUBLIC, "Abrir"));
        assertThat(added(group, aboutIt).visibility()).isEqualTo(Visibility.PUBLIC);
        group.recorded(A, new VisibilityChanged(ABOUT, Visibility.MEMBERS, "Cerrar"));
        assertThat(added(group, aboutIt).visibility()).isEqualTo(Visibility.MEMBERS);
    }

    @Test
    void itComesUntilTheMeetingEndsAndNotAfter() {
        assertThat(GivenMeetings.in(Duration.ofMinutes(-59)).when(A, item)).hasSize(1);
        GivenMeetings.in(Duration.ofHours(-1)).refused(A, item, "meeting.over", "meetingId");
    }

    @Test
    void fiftyFitOnAnAgenda() {
        Given group = GivenMeetings.begun();
        for (int i = 0; i < 50; i++) group.did(A, titled(id("item" + i), "Tema"));
        group.refused(A, item, "list.size", "meetingId");
    }

    @Test
    void whatItNamesIsThere() {
        GivenMeetings.begun().refused(A, aboutIt, "id.unknown", "about");
        GivenMeetings.begun()
                .refused(
                        A,
                        new AddAgendaItem(I, G, "Foro", null, null, id("gone"), null, null),
                        "id.unknown",
                        "carriedFrom");
        Given.membersWithRoles().refused(A, item, "id.unknown", "meetingId");
        GivenMeetings.begun().refused(STRANGER, item, "membership.not-active");
    }

    @Test
    void itHasATitleOrIsAboutSomethingThatHasOne() {
        assertThat(refuses(() -> titled(I, null), "text.empty").field()).isEqualTo("title");
    }

    private static AgendaItemAdded added(Given group, AddAgendaItem item) {
        return (AgendaItemAdded) group.when(A, item).getFirst();
    }

    private static AddAgendaItem titled(String id, @Nullable String title) {
        return new AddAgendaItem(id, G, title, null, null, null, null, null);
    }

    private static Given withSuggestion() {
        return GivenMeetings.begun()
                .recorded(A, new SuggestionSubmitted(ABOUT.id(), About.GROUP, "T", "B", Visibility.MEMBERS));
    }
}
