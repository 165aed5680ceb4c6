package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.TODAY;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import java.util.List;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class WithdrawSuggestionTest {
    private final WithdrawSuggestion command = new WithdrawSuggestion(S, "Ya no");

    @Test
    void itsAuthorWithdrawsIt() {
        assertThat(GivenSuggestions.received().when(A, command))
                .containsExactly(new SuggestionWithdrawn(S, "Ya no", null));
    }

    @Test
    void itsAuthorDoesSoEvenWhenNoMemberAnyMore() {
        Given group = GivenSuggestions.received().recorded(Given.SYSTEM, new MembershipLapsed(A, TODAY));
        assertThat(group.when(A, command)).hasSize(1);
    }

    @Test
    void whatWasMergedIntoItOpensAgainExceptWhatHadLeft() {
        String left = id("one that left");
        Given group = GivenSuggestions.two()
                .recorded(C, GivenSuggestions.submitted(left, Visibility.MEMBERS))
                .recorded(D, new SuggestionMerged(left, S, "Piden lo mismo"), new SuggestionMerged(T, S, "Igual"))
                .did(C, new WithdrawSuggestion(left, null));
        assertThat(group.when(A, command))
                .containsExactly(
                        new SuggestionWithdrawn(S, "Ya no", null),
                        new SuggestionReopened(T, ReopeningCause.TARGET_WITHDRAWN, null, S));
    }

    @Test
    void aMergedOneLeavesItsTarget() {
        Given group = GivenSuggestions.two().recorded(D, new SuggestionMerged(S, T, "Piden lo mismo"));
        assertThat(group.when(A, command)).containsExactly(new SuggestionWithdrawn(S, "Ya no", T));
    }

    @Test
    void itIsWithdrawnTodayAndNotBeforeItWasThere() {
        GivenSuggestions.received().refused(Given.ofThePast(A, "2013"), command, "time.past-not-allowed");
    }

    @Test
    void aSecondTimeIsARepeat() {
        assertThat(GivenSuggestions.received().did(A, command).when(A, new WithdrawSuggestion(S, null)))
                .isEmpty();
    }

    @Test
    void nobodyElseCan() {
        GivenSuggestions.received().refused(B, command, "access.not-allowed");
        GivenSuggestions.received().refused(D, command, "access.not-allowed");
    }

    @Test
    void whoMayNotSeeItIsNotToldThatItIsThere() {
        GivenSuggestions.received().refused(STRANGER, command, "id.unknown", "suggestionId");
    }

    @Test
    void anAnsweredOneHasItsAnswer() {
        GivenSuggestions.acknowledged()
                .recorded(D, new SuggestionAnswered(S, Outcome.NOTED, "Sí"))
                .refused(A, command, "suggestion.already-answered");
    }

    @Test
    void oneThatWasSplitStaysSo() {
        GivenSuggestions.acknowledged()
                .recorded(D, new SuggestionSplit(S, List.of(T, id("part")), "Dos cosas"))
                .refused(A, command, "suggestion.split-stays");
    }
}
