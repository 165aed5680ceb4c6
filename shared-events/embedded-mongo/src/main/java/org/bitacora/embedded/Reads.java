package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    Document find(String namespace, Request request) {
        request.refuseOthers(
                "filter", "sort", "projection", "skip", "limit", "batchSize", "singleBatch", "allowDiskUse");
        Query query = new Query(request.document("filter"));
        Sort sort = Sort.of(request.document("sort"));
        Projection projection = new Projection(request.document("projection"));
        long limit = request.integer("limit", 0);
        boolean only = request.isTrue("singleBatch") || limit < 0;
        return store.read(rows -> {
            Catalog.Collection collection = catalog.find(rows, namespace);
            Cursors.Source source = collection == null
                    ? Cursors.of(List.of())
                    : new Found(
                            new Search(collection, query, sort, projection.idsSuffice()),
                            projection,
                            request.integer("skip", 0),
                            limit == 0 ? Long.MAX_VALUE : Math.abs(limit));
            return cursors.first(rows, namespace, source, request.number("batchSize"), only);
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
                Document document = match.document();
                Document answer = document == null ? new Document("_id", match.idValue()) : projection.apply(document);
                return batch.add(answer, match.bytes()) && toTake > 0;
            });
        }

        @Override
        public boolean isFinished() {
            return toTake <= 0 || search.isFinished();
        }
    }

    Document getMore(String namespace, Request request) {
        request.refuseOthers("collection", "batchSize");
        long id = request.integer("getMore", 0);
        return store.read(rows -> cursors.next(rows, namespace, id, request.number("batchSize")));
    }

    Document count(String namespace, Request request) {
        request.refuseOthers("query", "limit", "skip");
        Document filter = request.document("query");
        long limit = Math.abs(request.integer("limit", 0));
        long skip = request.integer("skip", 0);
        long all = store.read(rows -> count(rows, catalog.find(rows, namespace), filter));
        long left = Math.max(0, all - skip);
        return new Document("n", (int) (limit == 0 ? left : Math.min(left, limit))).append("ok", 1.0);
    }

    private static long count(Rows rows, Catalog.@Nullable Collection collection, @Nullable Document filter) {
        if (collection == null) {
            return 0;
        }
        if (filter == null || filter.isEmpty()) {
            return rows.count(Rows.Kind.DATA, collection.table());
        }
        long[] count = {0};
        new Search(collection, new Query(filter), Sort.of(null), true)
                .next(rows, Long.MAX_VALUE, match -> ++count[0] > 0);
        return count[0];
    }

    Document distinct(String namespace, Request request) {
        request.refuseOthers("key", "query");
        String[] path = Paths.split(request.text("key"));
        Query query = new Query(request.document("query"));
        TreeMap<byte[], Object> values = new TreeMap<>(Arrays::compareUnsigned);
        store.read(rows -> {
            Catalog.Collection collection = catalog.find(rows, namespace);
            if (collection != null) {
                new Search(collection, query, Sort.of(null), false).next(rows, Long.MAX_VALUE, match -> {
                    Paths.any(match.read(), path, 0, found -> {
                        Stream<?> each = found instanceof Collection<?> elements ? elements.stream() : Stream.of(found);
                        each.filter(value -> !(value instanceof Missing))
                                .forEach(value -> values.put(Keys.of(value), value));
                        return false;
                    });
                    return true;
                });
            }
            return values;
        });
        return new Document("values", new ArrayList<>(values.values())).append("ok", 1.0);
    }

    Document aggregate(String namespace, Request request) {
        request.refuseOthers("pipeline", "cursor", "allowDiskUse");
        Pipeline pipeline = new Pipeline(request.documents("pipeline"));
        Document options = request.document("cursor");
        Number batchSize = options != null && options.get("batchSize") instanceof Number number ? number : null;
        return store.read(rows -> {
            List<Document> results = pipeline.run(rows, catalog.find(rows, namespace));
            return cursors.first(rows, namespace, Cursors.of(results), batchSize, false);
        });
    }
}
