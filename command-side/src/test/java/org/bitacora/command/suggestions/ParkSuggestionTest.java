package org.bitacora.command.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.TODAY;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.suggestions.GivenSuggestions.S;
import static org.bitacora.command.suggestions.GivenSuggestions.T;

import java.time.LocalDate;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkSuggestionTest {
    private final ParkSuggestion command = park(S, 2, TODAY.plusDays(30));

    private static ParkSuggestion park(String id, int steps, LocalDate reviewOn) {
        return new ParkSuggestion(id, steps, "Falta saber", reviewOn);
    }

    @Test
    void aReviewerParksItUntilADay() {
        assertThat(GivenSuggestions.acknowledged().when(D, command))
                .containsExactly(new SuggestionParked(S, "Falta saber", TODAY.plusDays(30)));
    }

    @Test
    void whoParksItHasReadIt() {
        assertThat(GivenSuggestions.received().when(D, park(S, 1, TODAY.plusDays(30))))
                .containsExactly(
                        new SuggestionAcknowledged(S, null),
                        new SuggestionParked(S, "Falta saber", TODAY.plusDays(30)));
    }

    @Test
    void theSameReasonAndDayAgainIsARepeatEvenOnThatDay() {
        Given group = GivenSuggestions.acknowledged().did(D, command).later(30);
        assertThat(group.when(D, command)).isEmpty();
    }

    @Test
    void anotherDayIsNoRepeat() {
        Given group = GivenSuggestions.acknowledged().did(D, command);
        assertThat(group.when(D, park(S, 3, TODAY.plusDays(31)))).hasSize(1);
    }

    @Test
    void aMemberWithoutTheRoleCannot() {
        GivenSuggestions.acknowledged().refused(C, command, "access.not-allowed");
    }

    @Test
    void oneThatIsNotThereIsUnknown() {
        GivenSuggestions.acknowledged().refused(D, park(T, 2, TODAY.plusDays(1)), "id.unknown", "suggestionId");
    }

    @Test
    void anAnsweredOneIsNotParked() {
        GivenSuggestions.acknowledged()
                .did(D, new AnswerSuggestion(S, 2, Outcome.NOTED, "Sí"))
                .refused(D, command, "suggestion.not-open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-11", "2027-03-10"})
    void tomorrowAndTwelveMonthsFromTodayAreWithin(LocalDate reviewOn) {
        assertThat(GivenSuggestions.acknowledged().when(D, park(S, 2, reviewOn)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-10", "2027-03-11"})
    void todayAndADayMoreAreNot(LocalDate reviewOn) {
        GivenSuggestions.acknowledged().refused(D, park(S, 2, reviewOn), "suggestion.review-date", "reviewOn");
    }

    @Test
    void aPageThatShowedItAtAnotherStepIsToldSo() {
        GivenSuggestions.acknowledged().refused(D, park(S, 1, TODAY.plusDays(30)), "suggestion.moved-on");
    }

    @Test
    void aReasonIsNeeded() {
        refuses(() -> new ParkSuggestion(S, 1, " ", TODAY.plusDays(30)), "suggestion.reason-required");
    }
}
