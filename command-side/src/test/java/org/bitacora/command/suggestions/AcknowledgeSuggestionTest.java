package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class AcknowledgeSuggestionTest {
    private final AcknowledgeSuggestion command = new AcknowledgeSuggestion(S, "Gracias");

    @Test
    void aReviewerAcknowledges() {
        assertThat(GivenSuggestions.received().when(D, command))
                .containsExactly(new SuggestionAcknowledged(S, "Gracias"));
    }

    @Test
    void theSecretariatAcknowledges() {
        assertThat(GivenSuggestions.received().when(E, command)).hasSize(1);
    }

    @Test
    void aMemberWithoutTheRoleCannot() {
        GivenSuggestions.received().refused(C, command, "access.not-allowed");
    }

    @Test
    void anyMemberCanWhileThereIsNoSecretariat() {
        Given group = Given.members().recorded(A, GivenSuggestions.submitted(S, Visibility.MEMBERS));
        assertThat(group.when(C, command)).hasSize(1);
    }

    @Test
    void oneAcknowledgementIsEnoughWhoeverGaveIt() {
        assertThat(GivenSuggestions.acknowledged().when(E, command)).isEmpty();
    }

    @Test
    void anAcknowledgementAfterAllElseIsARepeatToo() {
        Given group = GivenSuggestions.acknowledged().did(A, new WithdrawSuggestion(S, null));
        assertThat(group.when(E, command)).isEmpty();
    }

    @Test
    void aWithdrawnOneIsNotAcknowledgedAnyMore() {
        GivenSuggestions.received().did(A, new WithdrawSuggestion(S, null)).refused(D, command, "suggestion.not-open");
    }

    @Test
    void oneThatIsNotThereIsUnknown() {
        GivenSuggestions.received().refused(D, new AcknowledgeSuggestion(T, null), "id.unknown", "suggestionId");
    }
}
