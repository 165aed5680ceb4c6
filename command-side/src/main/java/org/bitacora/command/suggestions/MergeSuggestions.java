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
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;

/**
 * Lets one suggestion speak for others that ask the same: from then on they show its answer as theirs. Each keeps its page and its thread.
 *
 * @param into the one that stays open
 * @param intoSteps at which the page showed it
 * @param sources those that are merged into it, 1 to 20
 */
public record MergeSuggestions(String into, int intoSteps, List<Source> sources, String reason) implements Command {
    private static final int AT_ONCE_MAX = 20;
    private static final int LIVE_SOURCES_MAX = 50;

    /** @param steps at which the page showed it */
    public record Source(String suggestionId, int steps) {
        public Source {
            suggestionId = Form.id("suggestionId", suggestionId);
        }
    }

    public MergeSuggestions {
        into = Form.id("into", into);
        sources = Form.distinct("sources", sources, 1, AT_ONCE_MAX, Source::suggestionId);
        reason = Form.note("reason", reason, "suggestion.reason-required");
    }

    @Override
    public String id() {
        return into;
    }

    static final Decision<MergeSuggestions, Family> DECISION = new Decision<>(
            MergeSuggestions.class,
            command -> Family.boundary(command.into, command.sourceIds()),
            command -> Family.unknown(command.into, command.sourceIds()),
            Family::evolve,
            MergeSuggestions::decide);

    private List<String> sourceIds() {
        return sources.stream().map(Source::suggestionId).toList();
    }

    private SuggestionMerged merged(String source) {
        return new SuggestionMerged(source, into, reason);
    }

    static List<SuggestionEvent> decide(MergeSuggestions command, Family family, Actor by) {
        by.mustBe(Right.REVIEWER, Right.SECRETARIAT);
        Suggestion into = family.root();
        List<Suggestion> sources = family.branches();
        into.mustExist("into");
        sources.forEach(source -> source.mustExist("sources"));
        if (sources.stream().allMatch(source -> command.merged(source.id()).equals(source.latest()))) return List.of();
        sources.forEach(Suggestion::mustBeOpen);
        into.mustBeOpen();
        if (sources.contains(into)) throw Refusal.ruleOn("sources", "suggestion.merge-itself", command.into);
        if (into.sources().size() + sources.size() > LIVE_SOURCES_MAX) {
            throw Refusal.ruleOn("sources", "suggestion.merge-limit", command.into);
        }
        into.mustBeAt(command.intoSteps);
        List<SuggestionEvent> events = new ArrayList<>();
        for (int i = 0; i < command.sources.size(); i++) {
            Suggestion source = sources.get(i);
            source.mustBeAt(command.sources.get(i).steps);
            events.addAll(source.acknowledgedThen(command.merged(source.id())));
        }
        return events;
    }
}
