package org.bitacora.command.suggestions;

import java.util.ArrayList;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.jspecify.annotations.Nullable;

/**
 * Takes back one's own suggestion, for good, member or not. Those merged into it open again, in the same append.
 *
 * @param reason null if its author gives none
 */
public record WithdrawSuggestion(
        String suggestionId, @Nullable String reason) implements Command {
    public WithdrawSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        reason = Form.optionalNote("reason", reason);
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<WithdrawSuggestion, Suggestion> DECISION =
            Suggestion.decision(WithdrawSuggestion.class, WithdrawSuggestion::decide);

    static List<SuggestionEvent> decide(WithdrawSuggestion command, Suggestion suggestion, Actor by) {
        suggestion.mustBeVisible("suggestionId", by);
        if (!suggestion.writtenBy(by)) throw Refusal.access("access.not-allowed");
        if (suggestion.latest() instanceof SuggestionWithdrawn) return List.of();
        suggestion.mustNotBeAnswered();
        suggestion.mustNotBeSplit();
        List<SuggestionEvent> events = new ArrayList<>();
        events.add(new SuggestionWithdrawn(command.suggestionId, command.reason, suggestion.mergedInto()));
        events.addAll(suggestion.sourcesReopened(ReopeningCause.TARGET_WITHDRAWN));
        return events;
    }
}
