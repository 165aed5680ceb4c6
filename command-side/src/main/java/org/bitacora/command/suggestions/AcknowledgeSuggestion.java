package org.bitacora.command.suggestions;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.jspecify.annotations.Nullable;

/** Tells its author that a suggestion was read; the first of its clocks stops. One acknowledgement is enough, whoever gave it. */
public record AcknowledgeSuggestion(
        String suggestionId, @Nullable String note) implements Command {
    public AcknowledgeSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        note = Form.optionalNote("note", note);
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<AcknowledgeSuggestion, Suggestion> DECISION =
            Suggestion.decision(AcknowledgeSuggestion.class, AcknowledgeSuggestion::decide);

    static List<SuggestionAcknowledged> decide(AcknowledgeSuggestion command, Suggestion suggestion, Actor by) {
        by.mustBe(Right.REVIEWER, Right.SECRETARIAT);
        suggestion.mustExist("suggestionId");
        if (suggestion.acknowledged()) return List.of();
        if (suggestion.latest() instanceof SuggestionWithdrawn)
            throw Refusal.rule("suggestion.not-open", suggestion.id());
        return List.of(new SuggestionAcknowledged(command.suggestionId, command.note));
    }
}
