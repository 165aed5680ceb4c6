package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import java.util.List;
import java.util.stream.IntStream;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class MergeSuggestionsTest {
    private static final String U = id("a third suggestion");

    private final MergeSuggestions command = merge(T, 2, source(S, 2));

    private static MergeSuggestions merge(String into, int intoSteps, MergeSuggestions.Source... sources) {
        return new MergeSuggestions(into, intoSteps, List.of(sources), "Piden lo mismo");
    }

    private static MergeSuggestions.Source source(String id, int steps) {
        return new MergeSuggestions.Source(id, steps);
    }

    private static Given three() {
        return GivenSuggestions.two().recorded(C, GivenSuggestions.submitted(U, Visibility.PUBLIC));
    }

    @Test
    void aReviewerMergesOneIntoAnother() {
        assertThat(GivenSuggestions.two().when(D, command))
                .containsExactly(new SuggestionMerged(S, T, "Piden lo mismo"));
    }

    @Test
    void severalAtOnceAreMergedInTheOrderGivenAndReadFirst() {
        assertThat(three().when(D, merge(T, 2, source(U, 1), source(S, 2))))
                .containsExactly(
                        new SuggestionAcknowledged(U, null),
                        new SuggestionMerged(U, T, "Piden lo mismo"),
                        new SuggestionMerged(S, T, "Piden lo mismo"));
    }

    @Test
    void whatIsMergedThereAlreadyIsARepeat() {
        assertThat(GivenSuggestions.two().did(D, command).when(E, command)).isEmpty();
    }

    @Test
    void theSameMergeForAnotherReasonIsNoRepeat() {
        GivenSuggestions.two()
                .did(D, command)
                .refused(E, new MergeSuggestions(T, 2, List.of(source(S, 2)), "Otra razón"), "suggestion.not-open");
    }

    @Test
    void aMergeCountsAsAStepOfBoth() {
        Given group = three().did(D, command);
        group.refused(D, merge(T, 2, source(U, 1)), "suggestion.moved-on");
        assertThat(group.when(D, merge(T, 3, source(U, 1)))).hasSize(2);
    }

    @Test
    void aMergeBackAfterAnUnmergeIsAllowed() {
        Given group = GivenSuggestions.two().did(D, command).did(A, new ReopenSuggestion(S, 3, "Es otra cosa"));
        assertThat(group.when(D, merge(S, 4, source(T, 4)))).hasSize(1);
    }

    @Test
    void aMemberWithoutTheRoleCannot() {
        GivenSuggestions.two().refused(C, command, "access.not-allowed");
    }

    @Test
    void theTargetAndEachSourceMustBeThere() {
        GivenSuggestions.two().refused(D, merge(U, 0, source(S, 2)), "id.unknown", "into");
        GivenSuggestions.two().refused(D, merge(T, 2, source(S, 2), source(U, 0)), "id.unknown", "sources");
    }

    @Test
    void aSourceThatIsMergedElsewhereIsNotOpen() {
        three().did(D, command).refused(D, merge(U, 1, source(S, 3)), "suggestion.not-open");
    }

    @Test
    void aTargetThatIsWithdrawnIsNotOpen() {
        GivenSuggestions.two().did(B, new WithdrawSuggestion(T, null)).refused(D, command, "suggestion.not-open");
    }

    @Test
    void noneIsMergedIntoItself() {
        GivenSuggestions.two()
                .refused(D, merge(T, 2, source(S, 2), source(T, 2)), "suggestion.merge-itself", "sources");
    }

    @Test
    void fiftyAreTheMostThatOneSpeaksFor() {
        Given group = GivenSuggestions.two();
        for (int i = 0; i < 49; i++) {
            group.recorded(A, GivenSuggestions.submitted(id("s" + i), Visibility.MEMBERS))
                    .recorded(D, new SuggestionMerged(id("s" + i), T, "Piden lo mismo"));
        }
        assertThat(group.when(D, merge(T, 51, source(S, 2)))).hasSize(1);
        group.recorded(C, GivenSuggestions.submitted(U, Visibility.MEMBERS))
                .refused(D, merge(T, 51, source(S, 2), source(U, 1)), "suggestion.merge-limit", "sources");
        group.did(A, new WithdrawSuggestion(id("s0"), null));
        assertThat(group.when(D, merge(T, 52, source(S, 2), source(U, 1)))).hasSize(3);
    }

    @Test
    void aPageThatShowedTheTargetOrASourceAtAnotherStepIsToldSo() {
        GivenSuggestions.two().refused(D, merge(T, 1, source(S, 2)), "suggestion.moved-on");
        GivenSuggestions.two().refused(D, merge(T, 2, source(S, 1)), "suggestion.moved-on");
    }

    @Test
    void oneToTwentySourcesAreNamedOnceEach() {
        List<MergeSuggestions.Source> tooMany =
                IntStream.range(0, 21).mapToObj(i -> source(id("s" + i), 1)).toList();
        refuses(() -> merge(T, 2), "list.size");
        refuses(() -> new MergeSuggestions(T, 2, tooMany, "Piden lo mismo"), "list.size");
        refuses(() -> merge(T, 2, source(S, 2), source(S, 2)), "list.size");
    }

    @Test
    void aReasonIsNeeded() {
        refuses(() -> new MergeSuggestions(T, 2, List.of(source(S, 2)), ""), "suggestion.reason-required");
    }
}
