package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that read: each from one snapshot of what is durable. Holds nothing itself; any thread may use it. */
final class Reads {
    private static final List<String> COUNTING = List.of("$match", "$skip", "$limit", "$group");
    private static final Document COUNT = new Document("_id", 1).append("n", new Document("$sum", 1));

    private final Store store;
    private final Cursors cursors;

    Reads(Store store, Cursors cursors) {
        this.store = store;
        this.cursors = cursors;
    }

    Document find(Request request) {
        Query query = new Query(request.document("filter"));
        Sort sort = Sort.of(request.document("sort"));
        Projection projection = new Projection(request.document("projection"));
        long limit = request.integer("limit");
        return store.read(rows -> {
            Catalog.Collection collection = Catalog.find(rows, request.namespace());
            Search search = new Search(rows, collection, query, sort, projection.isOfIds());
            Cursors.Cursor cursor = new Cursors.Cursor(search, projection, request.integer("skip"), Math.abs(limit));
            boolean only = request.isTrue("singleBatch") || limit < 0;
            return cursors.first(rows, cursor, request.number("batchSize"), only);
        });
    }

    Document getMore(Request request) {
        String namespace = request.database() + "." + request.text("collection");
        return store.read(
                rows -> cursors.next(rows, namespace, request.integer("getMore"), request.number("batchSize")));
    }

    Document killCursors(Request request) {
        List<Object> killed = new ArrayList<>();
        List<Object> notFound = new ArrayList<>();
        for (Object id : Bson.field(request.document(), "cursors", List.class)) {
            (id instanceof Long known && cursors.kill(known) ? killed : notFound).add(id);
        }
        return new Document("cursorsKilled", killed)
                .append("cursorsNotFound", notFound)
                .append("cursorsAlive", List.of())
                .append("cursorsUnknown", List.of());
    }

    Document count(Request request) {
        return new Document("n", Math.toIntExact(count(request.namespace(), request.document("query"))));
    }

    private long count(String namespace, @Nullable Document filter) {
        Query query = new Query(filter);
        return store.read(rows -> {
            Catalog.Collection collection = Catalog.find(rows, namespace);
            if (query.isEmpty() && collection.exists()) {
                return rows.count("select count(*) from " + collection.table().name());
            }
            long[] count = {0};
            new Search(rows, collection, query, Sort.NONE, true).next(rows, Long.MAX_VALUE, match -> ++count[0] > 0);
            return count[0];
        });
    }

    /** What drivers send for {@code countDocuments}: a match, a skip, a limit, a count. No other aggregation is answered. */
    Document aggregate(Request request) {
        List<Document> pipeline = request.documents("pipeline");
        Document stages = new Document();
        pipeline.forEach(stages::putAll);
        List<String> inOrder = COUNTING.stream().filter(stages::containsKey).toList();
        if (pipeline.size() != stages.size()
                || !inOrder.equals(List.copyOf(stages.keySet()))
                || !COUNT.equals(stages.get("$group"))) {
            throw Refusal.notSupported("an aggregation that does not just count documents");
        }
        Request counted = new Request("aggregate", stages);
        long matching = count(request.namespace(), counted.document("$match"));
        long left = Math.max(0, matching - counted.integer("$skip"));
        long count = stages.containsKey("$limit") ? Math.min(left, counted.integer("$limit")) : left;
        return Cursors.whole(
                request.namespace(),
                count == 0 ? List.of() : List.of(new Document("_id", 1).append("n", Math.toIntExact(count))));
    }

    Document listCollections(Request request) {
        Query filter = new Query(request.document("filter"));
        String prefix = request.database() + ".";
        List<Document> collections = store.read(rows -> Catalog.namesFrom(rows, prefix).stream()
                .map(namespace -> new Document("name", namespace.substring(prefix.length()))
                        .append("type", "collection")
                        .append("options", new Document())
                        .append("info", new Document("readOnly", false)))
                .filter(filter::matches)
                .toList());
        return Cursors.whole(prefix + "$cmd.listCollections", collections);
    }
}
