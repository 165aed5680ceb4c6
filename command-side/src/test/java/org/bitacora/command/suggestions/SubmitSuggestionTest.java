package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.submitted;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class SubmitSuggestionTest {
    private final SubmitSuggestion command = new SubmitSuggestion(S, About.GROUP, "Título", "Texto", null);

    @Test
    void aMemberSubmitsOneWithTheVisibilityOfTheGroup() {
        assertThat(Given.members().when(A, command)).containsExactly(submitted(S, Visibility.MEMBERS));
    }

    @Test
    void aMemberSaysForWhomItIs() {
        assertThat(Given.members().when(A, new SubmitSuggestion(S, About.GROUP, "Título", "Texto", Visibility.PUBLIC)))
                .containsExactly(submitted(S, Visibility.PUBLIC));
    }

    @Test
    void aMemberMayEnterOneOfThePastWithItsSource() {
        assertThat(Given.members().when(Given.ofThePast(A, "2013-08"), command)).hasSize(1);
    }

    @Test
    void theSameAgainIsARepeat() {
        assertThat(Given.members().did(A, command).when(A, command)).isEmpty();
    }

    @Test
    void anotherTextUnderItsIdIsRefused() {
        Given.members()
                .did(A, command)
                .refused(A, new SubmitSuggestion(S, About.GROUP, "Título", "Otro", null), "id.taken", "suggestionId");
    }

    @Test
    void theSameTextOfSomebodyElseUnderItsIdIsRefused() {
        Given.members().did(A, command).refused(B, command, "id.taken", "suggestionId");
    }

    @Test
    void whoIsNoMemberCannotSubmit() {
        Given.members().refused(STRANGER, command, "membership.not-active");
    }

    @Test
    void aboutAProposalIsNotOfferedYet() {
        refuses(() -> new SubmitSuggestion(S, About.PROPOSAL, "Título", "Texto", null), "value.unknown");
    }
}
