package org.bitacora.command.suggestions;

import java.time.LocalDate;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;

/**
 * Puts a suggestion aside until a day; it stays open.
 *
 * @param steps at which the page showed it
 * @param reviewOn when it is to be looked at again: from tomorrow on, within twelve months
 */
public record ParkSuggestion(String suggestionId, int steps, String reason, LocalDate reviewOn) implements Command {
    private static final int MONTHS_MAX = 12;

    public ParkSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        reason = Form.note("reason", reason, "suggestion.reason-required");
        reviewOn = Form.day("reviewOn", reviewOn);
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<ParkSuggestion, Suggestion> DECISION =
            Suggestion.decision(ParkSuggestion.class, ParkSuggestion::decide);

    static List<SuggestionEvent> decide(ParkSuggestion command, Suggestion suggestion, Actor by) {
        by.mustBe(Right.REVIEWER, Right.SECRETARIAT);
        suggestion.mustExist("suggestionId");
        SuggestionParked parked = new SuggestionParked(command.suggestionId, command.reason, command.reviewOn);
        if (parked.equals(suggestion.latest())) return List.of();
        suggestion.mustBeOpen();
        mustLieAhead(command.reviewOn, by.today());
        suggestion.mustBeAt(command.steps);
        return suggestion.acknowledgedThen(parked);
    }

    private static void mustLieAhead(LocalDate reviewOn, LocalDate today) {
        if (!reviewOn.isAfter(today) || reviewOn.isAfter(today.plusMonths(MONTHS_MAX))) {
            throw Refusal.ruleOn("reviewOn", "suggestion.review-date");
        }
    }
}
