package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that read: each from one snapshot of what is durable. Holds nothing itself; any thread may use it. */
final class Reads {
    private final Store store;
    private final Catalog catalog;
    private final Cursors cursors;

    Reads(Store store, Catalog catalog, Cursors cursors) {
        this.store = store;
        this.catalog = catalog;
        this.cursors = cursors;
    }

    Document find(Request request) {
        Query query = new Query(request.document("filter"));
        Sort sort = Sort.of(request.document("sort"));
        Projection projection = new Projection(request.document("projection"));
        long limit = request.integer("limit");
        boolean only = request.isTrue("singleBatch") || limit < 0;
        return store.read(rows -> {
            Catalog.Collection collection = catalog.find(rows, request.namespace());
            Cursors.Source source = collection == null
                    ? Cursors.of(List.of())
                    : new Found(
                            new Search(rows, collection, query, sort, projection.isOfIds()),
                            projection,
                            request.integer("skip"),
                            limit == 0 ? Long.MAX_VALUE : Math.abs(limit));
            return cursors.first(rows, request.namespace(), source, request.number("batchSize"), only);
        });
    }

    /** The documents of a search, less those to be skipped and those over the limit. */
    private final class Found implements Cursors.Source {
        private final Search search;
        private final Projection projection;
        private long toSkip;
        private long toTake;
        private boolean started;

        Found(Search search, Projection projection, long toSkip, long toTake) {
            this.search = search;
            this.projection = projection;
            this.toSkip = toSkip;
            this.toTake = toTake;
        }

        @Override
        public void fill(Rows rows, Cursors.Batch batch) {
            if (started) {
                search.check(catalog.find(rows, search.namespace()));
            }
            started = true;
            long atMost = toTake > Long.MAX_VALUE - toSkip ? Long.MAX_VALUE : toSkip + toTake;
            search.next(rows, atMost, match -> {
                if (toSkip > 0) {
                    toSkip--;
                    return true;
                }
                toTake--;
                return batch.add(projection.apply(match.document()), match.bytes()) && toTake > 0;
            });
        }

        @Override
        public boolean isFinished() {
            return toTake <= 0 || search.isFinished();
        }
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
        Query query = new Query(request.document("query"));
        long all = store.read(rows -> count(rows, catalog.find(rows, request.namespace()), query));
        long limit = Math.abs(request.integer("limit"));
        long left = Math.max(0, all - request.integer("skip"));
        return new Document("n", (int) (limit == 0 ? left : Math.min(left, limit)));
    }

    private static long count(Rows rows, Catalog.@Nullable Collection collection, Query query) {
        if (collection == null) {
            return 0;
        }
        if (query.conditions().isEmpty() && query.hasOnlyConditions()) {
            return rows.count("select count(*) from " + collection.table().name());
        }
        long[] count = {0};
        new Search(rows, collection, query, Sort.NONE, true).next(rows, Long.MAX_VALUE, match -> ++count[0] > 0);
        return count[0];
    }

    Document aggregate(Request request) {
        Pipeline pipeline = new Pipeline(request.documents("pipeline"));
        Document options = request.document("cursor");
        Number batchSize = options == null ? null : Bson.fieldIfThere(options, "batchSize", Number.class);
        return store.read(rows -> {
            Catalog.Collection collection = catalog.find(rows, request.namespace());
            List<Document> results = pipeline.run(rows, collection, () -> count(rows, collection, pipeline.match()));
            return cursors.first(rows, request.namespace(), Cursors.of(results), batchSize, false);
        });
    }

    Document listCollections(Request request) {
        Query filter = new Query(request.document("filter"));
        String prefix = request.database() + ".";
        return store.read(rows -> {
            List<Document> collections = catalog.namesFrom(rows, prefix).stream()
                    .map(namespace -> new Document("name", namespace.substring(prefix.length()))
                            .append("type", "collection")
                            .append("options", new Document())
                            .append("info", new Document("readOnly", false)))
                    .filter(filter::matches)
                    .toList();
            return cursors.first(
                    rows, prefix + "$cmd.listCollections", Cursors.of(collections), Integer.MAX_VALUE, true);
        });
    }
}
