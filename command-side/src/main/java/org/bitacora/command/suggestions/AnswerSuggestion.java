package org.bitacora.command.suggestions;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;

/**
 * Tells what became of a suggestion, with a reply in words; the last of its clocks stops.
 *
 * @param steps at which the page showed it
 */
public record AnswerSuggestion(String suggestionId, int steps, Outcome outcome, String reply) implements Command {
    public AnswerSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        outcome = Form.required("outcome", outcome);
        reply = Form.summary("reply", reply, "suggestion.reply-required");
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<AnswerSuggestion, Suggestion> DECISION =
            Suggestion.decision(AnswerSuggestion.class, AnswerSuggestion::decide);

    static List<SuggestionEvent> decide(AnswerSuggestion command, Suggestion suggestion, Actor by) {
        by.mustBe(Right.REVIEWER, Right.SECRETARIAT);
        suggestion.mustExist("suggestionId");
        SuggestionAnswered answered = new SuggestionAnswered(command.suggestionId, command.outcome, command.reply);
        if (answered.equals(suggestion.latest())) return List.of();
        suggestion.mustNotBeAnswered();
        suggestion.mustBeOpen();
        suggestion.mustBeAt(command.steps);
        return suggestion.acknowledgedThen(answered);
    }
}
