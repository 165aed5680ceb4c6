package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import java.time.Duration;
import java.time.Instant;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class TriageSuggestionTest {
    private static final String MEETING = id("meeting");

    private final TriageSuggestion toMeeting = new TriageSuggestion(S, 2, TriageTarget.MEETING, MEETING, null);
    private final TriageSuggestion toSecretariat = new TriageSuggestion(S, 2, TriageTarget.SECRETARIAT, null, "Ver");

    @Test
    void aReviewerHandsItToAMeeting() {
        assertThat(withMeetingIn(Duration.ofDays(3)).when(D, toMeeting))
                .containsExactly(new SuggestionTriaged(S, TriageTarget.MEETING, MEETING, null));
    }

    @Test
    void aReviewerHandsItToTheSecretariat() {
        assertThat(GivenSuggestions.acknowledged().when(D, toSecretariat))
                .containsExactly(new SuggestionTriaged(S, TriageTarget.SECRETARIAT, null, "Ver"));
    }

    @Test
    void theSystemHandsItOnAndAMemberWithoutTheRoleDoesNot() {
        assertThat(GivenSuggestions.acknowledged().when(SYSTEM, toSecretariat)).hasSize(1);
        GivenSuggestions.acknowledged().refused(C, toSecretariat, "access.not-allowed");
    }

    @Test
    void whoHandsItOnHasReadIt() {
        assertThat(GivenSuggestions.received()
                        .when(D, new TriageSuggestion(S, 1, TriageTarget.SECRETARIAT, null, null)))
                .containsExactly(
                        new SuggestionAcknowledged(S, null),
                        new SuggestionTriaged(S, TriageTarget.SECRETARIAT, null, null));
    }

    @Test
    void theSameTargetAgainIsARepeatFromWhateverPage() {
        assertThat(GivenSuggestions.acknowledged().did(D, toSecretariat).when(E, toSecretariat))
                .isEmpty();
    }

    @Test
    void theSameTargetWithAnotherNoteIsNoRepeat() {
        Given group = GivenSuggestions.acknowledged().did(D, toSecretariat);
        assertThat(group.when(D, new TriageSuggestion(S, 3, TriageTarget.SECRETARIAT, null, "Urge")))
                .hasSize(1);
    }

    @Test
    void anAnsweredOneIsNotHandedOn() {
        GivenSuggestions.acknowledged()
                .did(D, new AnswerSuggestion(S, 2, Outcome.NOTED, "Sí"))
                .refused(D, toSecretariat, "suggestion.not-open");
    }

    @Test
    void aMeetingIsOverAtTheEndOfItsTimeAndNotBefore() {
        assertThat(withMeetingIn(Duration.ofMinutes(-59)).when(D, toMeeting)).hasSize(1);
        withMeetingIn(Duration.ofHours(-1)).refused(D, toMeeting, "suggestion.meeting-over", "meetingId");
    }

    @Test
    void aMeetingThatIsNotThereIsUnknown() {
        GivenSuggestions.acknowledged().refused(D, toMeeting, "id.unknown", "meetingId");
    }

    @Test
    void oneAboutTheGroupHasNoAuthorOfAProposal() {
        GivenSuggestions.acknowledged()
                .refused(D, new TriageSuggestion(S, 2, TriageTarget.AUTHOR, null, null), "suggestion.no-author", "to");
    }

    @Test
    void aPageThatShowedItAtAnotherStepIsToldSo() {
        GivenSuggestions.acknowledged()
                .refused(D, new TriageSuggestion(S, 1, TriageTarget.SECRETARIAT, null, null), "suggestion.moved-on");
    }

    @Test
    void anAutomationSawNoPageAndEverybodyElseSaysWhichOneTheySaw() {
        TriageSuggestion unseen = new TriageSuggestion(S, null, TriageTarget.SECRETARIAT, null, null);
        assertThat(GivenSuggestions.acknowledged().when(SYSTEM, unseen)).hasSize(1);
        GivenSuggestions.acknowledged().refused(D, unseen, "text.empty", "steps");
    }

    @Test
    void aChangeOfVisibilityIsNoStep() {
        Given group = GivenSuggestions.acknowledged()
                .recorded(A, new VisibilityChanged(new ThreadId(ThreadKind.SUGGESTION, S), Visibility.PUBLIC, "Abrir"));
        assertThat(group.when(D, toSecretariat)).hasSize(1);
    }

    @Test
    void oneThatIsNotThereIsUnknown() {
        GivenSuggestions.acknowledged()
                .refused(
                        D,
                        new TriageSuggestion(T, 1, TriageTarget.SECRETARIAT, null, null),
                        "id.unknown",
                        "suggestionId");
    }

    @Test
    void aMeetingIsNamedWhereItIsTheTargetAndOnlyThere() {
        assertThat(refuses(() -> new TriageSuggestion(S, 1, TriageTarget.MEETING, null, null), "text.empty")
                        .field())
                .isEqualTo("meetingId");
        refuses(() -> new TriageSuggestion(S, 1, TriageTarget.SECRETARIAT, MEETING, null), "id.mismatch");
    }

    /** A meeting of an hour that begins so long after now. */
    private static Given withMeetingIn(Duration fromNow) {
        Given group = GivenSuggestions.acknowledged();
        Instant startsAt = group.now().plus(fromNow);
        return group.recorded(
                A, new MeetingCalled(MEETING, "Marzo", startsAt, null, 60, null, null, Visibility.MEMBERS, null));
    }
}
