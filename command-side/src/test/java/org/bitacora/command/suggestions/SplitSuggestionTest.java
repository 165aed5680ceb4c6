package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bitacora.command.Given;
import org.bitacora.command.suggestions.SplitSuggestion.Part;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class SplitSuggestionTest {
    private static final String ONE = id("part one");
    private static final String TWO = id("part two");

    private final SplitSuggestion command = split(S, 2, ONE, TWO);

    private static SplitSuggestion split(String whole, int steps, String... parts) {
        List<Part> list = Stream.of(parts)
                .map(part -> new Part(part, "Parte", "Texto de la parte"))
                .toList();
        return new SplitSuggestion(whole, steps, list, "Pide dos cosas");
    }

    private static SuggestionSubmitted part(String id, Visibility visibility, Instant openSince) {
        return new SuggestionSubmitted(id, About.GROUP, "Parte", "Texto de la parte", visibility, S, A, D, openSince);
    }

    @Test
    void partsKeepAuthorAgeAndVisibilityOfTheWhole() {
        Given group = GivenSuggestions.acknowledged();
        Instant received = group.now();
        assertThat(group.later(5).when(D, command))
                .containsExactly(
                        new SuggestionSplit(S, List.of(ONE, TWO), "Pide dos cosas"),
                        part(ONE, Visibility.MEMBERS, received),
                        part(TWO, Visibility.MEMBERS, received));
    }

    @Test
    void theVisibilityIsThatOfToday() {
        Given group = GivenSuggestions.acknowledged()
                .recorded(A, new VisibilityChanged(new ThreadId(ThreadKind.SUGGESTION, S), Visibility.PUBLIC, "Abrir"));
        assertThat(group.when(D, command)).contains((DomainEvent) part(ONE, Visibility.PUBLIC, group.now()));
    }

    @Test
    void whoSplitsItHasReadIt() {
        assertThat(GivenSuggestions.received().when(D, split(S, 1, ONE, TWO)))
                .hasSize(4)
                .startsWith((DomainEvent) new SuggestionAcknowledged(S, null));
    }

    @Test
    void whatWasMergedIntoTheWholeOpensAgain() {
        Given group = GivenSuggestions.two()
                .did(D, new MergeSuggestions(S, 2, List.of(new MergeSuggestions.Source(T, 2)), "Piden lo mismo"));
        assertThat(group.when(D, split(S, 3, ONE, TWO))).hasSize(4).endsWith((DomainEvent)
                new SuggestionReopened(T, ReopeningCause.TARGET_SPLIT, null, S));
        group.did(D, split(S, 3, ONE, TWO));
        assertThat(group.when(D, new AnswerSuggestion(T, 4, Outcome.NOTED, "Sí")))
                .hasSize(1);
    }

    @Test
    void aPartIsReadAlreadyAndBelongsToTheAuthorOfTheWhole() {
        Given group = GivenSuggestions.acknowledged().did(D, command);
        assertThat(group.when(D, new AcknowledgeSuggestion(ONE, null))).isEmpty();
        assertThat(group.when(A, new WithdrawSuggestion(ONE, null))).hasSize(1);
        group.refused(D, new WithdrawSuggestion(ONE, null), "access.not-allowed");
    }

    @Test
    void thePartOfAPartIsAsOldAsTheFirstWhole() {
        Given group = GivenSuggestions.acknowledged();
        Instant received = group.now();
        List<DomainEvent> events = group.did(D, command).later(9).when(D, split(ONE, 2, T, id("part three")));
        assertThat(((SuggestionSubmitted) events.getLast()).openSince()).isEqualTo(received);
    }

    @Test
    void aMemberWithoutTheRoleCannot() {
        GivenSuggestions.acknowledged().refused(C, command, "access.not-allowed");
    }

    @Test
    void oneThatIsNotThereIsUnknown() {
        GivenSuggestions.acknowledged().refused(D, split(T, 2, ONE, TWO), "id.unknown", "suggestionId");
    }

    @Test
    void aPartNeedsAnIdOfItsOwn() {
        GivenSuggestions.two().refused(D, split(S, 2, ONE, T), "id.taken", "parts");
        GivenSuggestions.two().refused(D, split(S, 2, ONE, S), "id.taken", "parts");
        refuses(() -> split(S, 2, ONE, ONE), "list.size");
    }

    @Test
    void oneThatIsSplitAlreadyIsNotSplitAgain() {
        GivenSuggestions.acknowledged()
                .did(D, command)
                .refused(D, split(S, 3, T, id("part three")), "suggestion.not-open");
    }

    @Test
    void aPageThatShowedItAtAnotherStepIsToldSo() {
        GivenSuggestions.acknowledged().refused(D, split(S, 1, ONE, TWO), "suggestion.moved-on");
    }

    @Test
    void twoToTenPartsWithAReason() {
        refuses(() -> split(S, 2, ONE), "list.size");
        String[] eleven = IntStream.range(0, 11).mapToObj(i -> id("part" + i)).toArray(String[]::new);
        refuses(() -> split(S, 2, eleven), "list.size");
        refuses(() -> new SplitSuggestion(S, 2, command.parts(), ""), "suggestion.reason-required");
    }
}
