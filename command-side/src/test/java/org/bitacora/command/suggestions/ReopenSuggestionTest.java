package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.TODAY;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import java.util.List;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class ReopenSuggestionTest {
    private final ReopenSuggestion command = new ReopenSuggestion(S, 3, "Falta algo");

    private static Given answered() {
        return GivenSuggestions.acknowledged().recorded(D, new SuggestionAnswered(S, Outcome.NOTED, "Sí"));
    }

    @Test
    void itsAuthorReopensAnAnsweredOne() {
        assertThat(answered().when(A, command))
                .containsExactly(new SuggestionReopened(S, ReopeningCause.ASKED, "Falta algo", null));
    }

    @Test
    void aReviewerAndTheSecretariatDoSoToo() {
        assertThat(answered().when(D, command)).hasSize(1);
        assertThat(answered().when(E, command)).hasSize(1);
    }

    @Test
    void aMergedOneLeavesItsTarget() {
        Given group = GivenSuggestions.two().recorded(D, new SuggestionMerged(S, T, "Piden lo mismo"));
        assertThat(group.when(A, command))
                .containsExactly(new SuggestionReopened(S, ReopeningCause.ASKED, "Falta algo", T));
    }

    @Test
    void anOpenOneIsOpenAlready() {
        assertThat(GivenSuggestions.acknowledged().when(A, command)).isEmpty();
        assertThat(GivenSuggestions.received()
                        .did(D, new ParkSuggestion(S, 1, "Luego", TODAY.plusDays(9)))
                        .when(A, command))
                .isEmpty();
        assertThat(answered().did(A, command).when(A, command)).isEmpty();
    }

    @Test
    void anotherMemberCannot() {
        answered().refused(C, command, "access.not-allowed");
    }

    @Test
    void anAuthorWhoIsNoMemberAnyMoreCannot() {
        answered().recorded(Given.SYSTEM, new MembershipLapsed(A, TODAY)).refused(A, command, "membership.not-active");
    }

    @Test
    void whoMayNotSeeItIsNotToldThatItIsThere() {
        Given group = answered();
        group.refused(STRANGER, command, "id.unknown", "suggestionId");
        group.recorded(A, new VisibilityChanged(new ThreadId(ThreadKind.SUGGESTION, S), Visibility.PUBLIC, "Abrir"));
        group.refused(STRANGER, command, "membership.not-active");
    }

    @Test
    void oneThatIsNotThereIsUnknown() {
        answered().refused(A, new ReopenSuggestion(T, 1, "Falta algo"), "id.unknown", "suggestionId");
    }

    @Test
    void aWithdrawnOneStaysSo() {
        GivenSuggestions.acknowledged()
                .did(A, new WithdrawSuggestion(S, null))
                .refused(A, command, "suggestion.withdrawn-stays");
    }

    @Test
    void oneThatWasSplitStaysSo() {
        GivenSuggestions.acknowledged()
                .recorded(D, new SuggestionSplit(S, List.of(T, id("part")), "Dos cosas"))
                .refused(A, command, "suggestion.split-stays");
    }

    @Test
    void aPageThatShowedItAtAnotherStepIsToldSo() {
        answered().refused(A, new ReopenSuggestion(S, 2, "Falta algo"), "suggestion.moved-on");
    }

    @Test
    void aReasonIsNeeded() {
        refuses(() -> new ReopenSuggestion(S, 3, ""), "suggestion.reason-required");
    }
}
