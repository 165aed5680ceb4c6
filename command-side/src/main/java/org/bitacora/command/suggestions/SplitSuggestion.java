package org.bitacora.command.suggestions;

import java.util.ArrayList;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;

/**
 * Makes several suggestions of one that asks several things. It is final; the parts keep author, age and visibility of the whole.
 * Those merged into it open again, in the same append: which part speaks for each, somebody has to say anew.
 *
 * @param steps at which the page showed the whole
 * @param parts 2 to 10, worded by the actor
 */
public record SplitSuggestion(String suggestionId, int steps, List<Part> parts, String reason) implements Command {
    private static final int PARTS_MIN = 2;
    private static final int PARTS_MAX = 10;

    /** @param suggestionId a new one */
    public record Part(String suggestionId, String title, String body) {
        public Part {
            suggestionId = Form.id("suggestionId", suggestionId);
            title = Form.title("title", title);
            body = Form.body("body", body);
        }
    }

    public SplitSuggestion {
        suggestionId = Form.id("suggestionId", suggestionId);
        parts = Form.distinct("parts", parts, PARTS_MIN, PARTS_MAX, Part::suggestionId);
        reason = Form.note("reason", reason, "suggestion.reason-required");
    }

    @Override
    public String id() {
        return suggestionId;
    }

    static final Decision<SplitSuggestion, Family> DECISION = new Decision<>(
            SplitSuggestion.class,
            command -> Family.boundary(command.suggestionId, command.partIds()),
            command -> Family.unknown(command.suggestionId, command.partIds()),
            Family::evolve,
            SplitSuggestion::decide);

    private List<String> partIds() {
        return parts.stream().map(Part::suggestionId).toList();
    }

    static List<SuggestionEvent> decide(SplitSuggestion command, Family family, Actor by) {
        by.mustBe(Right.REVIEWER, Right.SECRETARIAT);
        Suggestion whole = family.root();
        Suggestion.Facts facts = whole.mustExist("suggestionId");
        for (Suggestion part : family.branches()) {
            if (part.exists()) throw Refusal.taken("parts", part.id());
        }
        whole.mustBeOpen();
        whole.mustBeAt(command.steps);
        List<SuggestionEvent> events = new ArrayList<>(
                whole.acknowledgedThen(new SuggestionSplit(command.suggestionId, command.partIds(), command.reason)));
        for (Part part : command.parts) events.add(submitted(part, command.suggestionId, facts, by));
        events.addAll(whole.sourcesReopened(ReopeningCause.TARGET_SPLIT));
        return events;
    }

    private static SuggestionSubmitted submitted(Part part, String whole, Suggestion.Facts facts, Actor by) {
        return new SuggestionSubmitted(
                part.suggestionId,
                facts.submitted().about(),
                part.title,
                part.body,
                facts.visibility(),
                whole,
                facts.author(),
                by.id(),
                facts.openSince());
    }
}
