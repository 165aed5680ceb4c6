package org.bitacora.command.suggestions;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Hands the group a suggestion. Its text never changes afterwards.
 *
 * @param visibility null for the group's default
 */
public record SubmitSuggestion(
        String suggestionId,
        About about,
        String title,
        String body,
        @Nullable Visibility visibility) implements Command {
    public SubmitSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        about = Form.oneOf("about", about, List.of(About.GROUP));
        title = Form.title("title", title);
        body = Form.body("body", body);
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<SubmitSuggestion, Suggestion> DECISION = Suggestion.decision(
                    SubmitSuggestion.class, SubmitSuggestion::decide)
            .past(Past.ALLOWED);

    static List<SuggestionSubmitted> decide(SubmitSuggestion command, Suggestion suggestion, Actor by) {
        by.mustBe(Right.MEMBER);
        if (suggestion.facts() == null) return List.of(command.submitted(by.visibility(command.visibility)));
        SuggestionSubmitted before = suggestion.facts().submitted();
        boolean same = before.equals(command.submitted(before.visibility())) && suggestion.writtenBy(by);
        if (same) return List.of();
        throw Refusal.taken("suggestionId", command.suggestionId);
    }

    /** @param otherwise the visibility, if the command says none */
    private SuggestionSubmitted submitted(Visibility otherwise) {
        return new SuggestionSubmitted(suggestionId, about, title, body, visibility == null ? otherwise : visibility);
    }
}
