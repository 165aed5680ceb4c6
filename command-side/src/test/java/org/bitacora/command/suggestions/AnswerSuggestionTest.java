package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.junit.jupiter.api.Test;

class AnswerSuggestionTest {
    private final AnswerSuggestion command = answer(S, 2, "Lo vemos en abril");

    private static AnswerSuggestion answer(String id, int steps, String reply) {
        return new AnswerSuggestion(id, steps, Outcome.PARTLY, reply);
    }

    @Test
    void aReviewerAnswersWithAReply() {
        assertThat(GivenSuggestions.acknowledged().when(D, command))
                .containsExactly(new SuggestionAnswered(S, Outcome.PARTLY, "Lo vemos en abril"));
    }

    @Test
    void whoAnswersHasReadIt() {
        assertThat(GivenSuggestions.received().when(E, answer(S, 1, "Sí")))
                .containsExactly(new SuggestionAcknowledged(S, null), new SuggestionAnswered(S, Outcome.PARTLY, "Sí"));
    }

    @Test
    void theSameAnswerAgainIsARepeat() {
        assertThat(GivenSuggestions.acknowledged().did(D, command).when(E, command))
                .isEmpty();
    }

    @Test
    void anotherAnswerNeedsAReopeningFirst() {
        Given group = GivenSuggestions.acknowledged().did(D, command);
        group.refused(E, answer(S, 3, "No"), "suggestion.already-answered");
        group.did(A, new ReopenSuggestion(S, 3, "Falta algo"));
        assertThat(group.when(E, answer(S, 4, "No"))).hasSize(1);
    }

    @Test
    void aMergedOneHasNoAnswerOfItsOwn() {
        GivenSuggestions.two()
                .recorded(D, new SuggestionMerged(S, T, "Piden lo mismo"))
                .refused(D, command, "suggestion.not-open");
    }

    @Test
    void aMemberWithoutTheRoleCannot() {
        GivenSuggestions.acknowledged().refused(C, command, "access.not-allowed");
    }

    @Test
    void oneThatIsNotThereIsUnknown() {
        GivenSuggestions.acknowledged().refused(D, answer(T, 2, "Sí"), "id.unknown", "suggestionId");
    }

    @Test
    void aPageThatShowedItAtAnotherStepIsToldSo() {
        GivenSuggestions.acknowledged().refused(D, answer(S, 1, "Sí"), "suggestion.moved-on");
    }

    @Test
    void aReplyIsNeeded() {
        assertThat(refuses(() -> answer(S, 2, "\n "), "suggestion.reply-required")
                        .field())
                .isEqualTo("reply");
    }
}
