package org.bitacora.query;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the documents of a view up to date: {@code {_id, at, json, …index}}. {@code at} is the last position folded into the document, so
 * that an event that comes twice is folded once.
 *
 * @param <V> the view's document
 */
public final class DocumentProjection<V> implements Projection {
    private final View<V> view;
    private final List<String> sortedBy;
    private final JsonMapper json;

    /**
     * @param sortedBy index fields by which lists are sorted, each with {@code _id} as the second; one index is kept for each
     */
    public DocumentProjection(View<V> view, List<String> sortedBy, JsonMapper json) {
        this.view = view;
        this.sortedBy = List.copyOf(sortedBy);
        this.json = json;
    }

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public int version() {
        return view.version();
    }

    @Override
    public void prepare(Build build) {
        for (String field : sortedBy) build.collection(view.name()).createIndex(Indexes.ascending(field, "_id"));
    }

    @Override
    public void apply(List<Fact> facts, Build build) {
        Map<String, List<Fact>> concerned = new HashMap<>();
        for (Fact fact : facts) {
            if (!view.events().contains(fact.recorded().event().getClass())) continue;
            for (String id : view.concerned(fact)) {
                concerned.computeIfAbsent(id, key -> new ArrayList<>()).add(fact);
            }
        }
        if (concerned.isEmpty()) return;
        Map<String, Document> known = new HashMap<>();
        build.collection(view.name())
                .find(in("_id", concerned.keySet()))
                .forEach(document -> known.put(document.getString("_id"), document));
        List<Document> written = new ArrayList<>();
        concerned.forEach((id, news) -> {
            Document document = fold(id, known.get(id), news);
            if (document != null) written.add(document);
        });
        build.writeNewer(view.name(), written);
    }

    private @Nullable Document fold(String id, @Nullable Document known, List<Fact> news) {
        V current = known == null ? null : json.readValue(known.getString("json"), view.document());
        long at = known == null ? -1 : known.getLong("at");
        long last = at;
        for (Fact fact : news) {
            if (fact.recorded().position() <= at) continue;
            current = view.evolve(current, fact, id);
            last = fact.recorded().position();
        }
        if (current == null || last == at) return null;
        Document document = new Document("_id", id).append("at", last).append("json", json.writeValueAsString(current));
        view.index(current).forEach(document::append);
        return document;
    }
}
