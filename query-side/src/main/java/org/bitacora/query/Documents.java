package org.bitacora.query;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitacora.query.journal.Journal;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the documents of a view at any moment: those of now from its projection, those of the past folded on demand from the journal, by
 * the same fold.
 *
 * @param <V> the view's document
 */
public final class Documents<V> {
    private static final int PAST_DOCUMENTS_MAX = 20_000;

    private final View<V> view;
    private final ProjectionRunner runner;
    private final Journal journal;
    private final JsonMapper json;

    /** Whole views of the past, as long as nothing is recorded: paging through one folds it once. */
    private final Cache<Past, Map<String, V>> pasts = Caffeine.newBuilder()
            .maximumWeight(PAST_DOCUMENTS_MAX)
            .weigher((Past past, Map<String, V> whole) -> whole.size() + 1)
            .build();

    private record Past(Moment moment, long position) {}

    /** All that the view was ever folded from, as long as nothing is recorded and memory is not short: decoding it takes longest. */
    private final Cache<Long, List<Fact>> facts =
            Caffeine.newBuilder().maximumSize(1).softValues().build();

    public Documents(View<V> view, ProjectionRunner runner, Journal journal, JsonMapper json) {
        this.view = view;
        this.runner = runner;
        this.journal = journal;
        this.json = json;
    }

    /** The first position that what is read now may lack. */
    long position() {
        return runner.position();
    }

    /** The document of that id; null if it did not exist at that moment. */
    public @Nullable V find(String id, Moment moment) {
        return find(List.of(id), moment).get(id);
    }

    /** Those of these documents that existed at that moment. */
    public Map<String, V> find(Collection<String> ids, Moment moment) {
        Map<String, V> found = new LinkedHashMap<>();
        if (ids.isEmpty()) return found;
        if (moment instanceof Moment.Now) {
            for (Document document : collection().find(in("_id", ids)))
                found.put(document.getString("_id"), read(document));
            return found;
        }
        Map<String, V> all = fold(journal.about(ids.stream().map(view::tag).toList(), moment));
        all.keySet().retainAll(ids);
        return all;
    }

    /** The documents that are asked for, at most {@code limit}. */
    public List<V> list(Listing listing, Moment moment, int limit) {
        if (moment instanceof Moment.Now) return listNow(listing, limit);
        Map<String, V> past = pasts.get(new Past(moment, runner.position()), key -> fold(facts(key)));
        Map<String, Map<String, Object>> indexes = new LinkedHashMap<>();
        past.forEach((id, document) -> {
            Map<String, Object> index = view.index(document);
            if (listing.matches(index) && listing.follows(index, id)) indexes.put(id, index);
        });
        return indexes.entrySet().stream()
                .sorted((a, b) -> listing.compare(a.getValue(), a.getKey(), b.getValue(), b.getKey()))
                .limit(limit)
                .map(entry -> past.get(entry.getKey()))
                .toList();
    }

    private List<V> listNow(Listing listing, int limit) {
        List<Bson> all = new ArrayList<>();
        listing.filters().forEach((field, value) -> all.add(eq(field, value)));
        Listing.After after = listing.after();
        if (after != null) {
            all.add(
                    listing.descending()
                            ? or(
                                    lt(listing.sortedBy(), after.value()),
                                    and(eq(listing.sortedBy(), after.value()), lt("_id", after.id())))
                            : or(
                                    gt(listing.sortedBy(), after.value()),
                                    and(eq(listing.sortedBy(), after.value()), gt("_id", after.id()))));
        }
        List<V> documents = new ArrayList<>();
        for (Document document : collection()
                .find(all.isEmpty() ? new BsonDocument() : and(all))
                .sort(
                        listing.descending()
                                ? descending(listing.sortedBy(), "_id")
                                : ascending(listing.sortedBy(), "_id"))
                .limit(limit)
                .batchSize(Math.max(2, limit))) {
            documents.add(read(document));
        }
        return documents;
    }

    private List<Fact> facts(Past past) {
        return facts.get(past.position, position -> journal.ofTypes(view.events())).stream()
                .filter(fact -> Journal.belongs(fact, past.moment))
                .toList();
    }

    private Map<String, V> fold(List<Fact> facts) {
        Map<String, V> documents = new TreeMap<>();
        for (Fact fact : facts) {
            if (!view.events().contains(fact.recorded().event().getClass())) continue;
            for (String id : view.concerned(fact)) {
                V next = view.evolve(documents.get(id), fact, id);
                if (next != null) documents.put(id, next);
            }
        }
        return documents;
    }

    private V read(Document document) {
        return json.readValue(document.getString("json"), view.document());
    }

    private MongoCollection<Document> collection() {
        return runner.build(view.name()).collection(view.name());
    }
}
