package org.bitacora.command.suggestions;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;

/**
 * Opens a suggestion again that was answered, or takes it out of the one that it is merged into.
 *
 * @param steps at which the page showed it
 */
public record ReopenSuggestion(String suggestionId, int steps, String reason) implements Command {
    public ReopenSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        reason = Form.note("reason", reason, "suggestion.reason-required");
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<ReopenSuggestion, Suggestion> DECISION =
            Suggestion.decision(ReopenSuggestion.class, ReopenSuggestion::decide);

    static List<SuggestionReopened> decide(ReopenSuggestion command, Suggestion suggestion, Actor by) {
        suggestion.mustBeVisible("suggestionId", by);
        by.mustOwnOrBe(suggestion.writtenBy(by), Right.REVIEWER, Right.SECRETARIAT);
        if (suggestion.open()) return List.of();
        if (suggestion.latest() instanceof SuggestionWithdrawn) {
            throw Refusal.rule("suggestion.withdrawn-stays", suggestion.id());
        }
        suggestion.mustNotBeSplit();
        suggestion.mustBeAt(command.steps);
        return List.of(new SuggestionReopened(
                command.suggestionId, ReopeningCause.ASKED, command.reason, suggestion.mergedInto()));
    }
}
