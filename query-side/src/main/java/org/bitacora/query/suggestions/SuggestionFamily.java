package org.bitacora.query.suggestions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Documents;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion.Genealogy;
import org.bitacora.query.suggestions.SuggestionView.Edge;

/** A suggestion and all that it is joined with, over any number of lines, as far as they are for a reader; at most {@value #MAX}. */
record SuggestionFamily(Map<String, SuggestionView> members) {
    private static final int MAX = 200;

    static SuggestionFamily of(SuggestionView view, Documents<SuggestionView> documents, ViewRequest request) {
        Map<String, SuggestionView> family = new LinkedHashMap<>(Map.of(view.suggestionId(), view));
        Set<String> next = neighbours(List.of(view));
        next.remove(view.suggestionId());
        while (!next.isEmpty() && family.size() < MAX) {
            Map<String, SuggestionView> found = new LinkedHashMap<>();
            documents.find(next, request.moment()).forEach((id, other) -> {
                if (other.isFor(request.reader()) && family.size() + found.size() < MAX) found.put(id, other);
            });
            family.putAll(found);
            next = neighbours(found.values());
            next.removeAll(family.keySet());
        }
        return new SuggestionFamily(family);
    }

    private static Set<String> neighbours(Iterable<SuggestionView> views) {
        Set<String> ids = new LinkedHashSet<>();
        for (SuggestionView view : views) {
            for (Edge edge : view.edges()) {
                ids.add(edge.from());
                ids.add(edge.to());
            }
        }
        return ids;
    }

    /** With the lines of which both ends are here, each as the one knows it from which it starts. */
    Genealogy genealogy() {
        List<Edge> edges = new ArrayList<>();
        for (SuggestionView view : members.values()) {
            for (Edge edge : view.edges()) {
                if (edge.from().equals(view.suggestionId()) && members.containsKey(edge.to())) edges.add(edge);
            }
        }
        return new Genealogy(members.values().stream().map(Suggestion::ref).toList(), edges);
    }
}
