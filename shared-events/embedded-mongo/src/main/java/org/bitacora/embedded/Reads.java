package org.bitacora.embedded;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The commands that read, each from one snapshot of what is durable, and the cursors that clients have open. A cursor
 * that was not used for a while is forgotten, as by MongoDB; no more than {@value #CURSORS_MAX} are kept. Any thread may
 * use this; a cursor serves one batch at a time.
 */
final class Reads {
    private static final int CURSORS_MAX = 5_000;
    private static final int FIRST_BATCH_DOCUMENTS = 101;
    /** A batch ends behind the document that reaches this; the largest document is as large as a message may be anyway. */
    private static final int BATCH_BYTES = 12 << 20;

    private static final List<String> COUNTING = List.of("$match", "$skip", "$limit", "$group");
    private static final BsonDocument COUNT = BsonDocument.parse("{_id: 1, n: {$sum: 1}}");

    private static final class Cursor {
        private final String namespace;
        private final Search search;
        private final Projection projection;
        private volatile long usedAtNanos = System.nanoTime();

        private Cursor(String namespace, Search search, Projection projection) {
            this.namespace = namespace;
            this.search = search;
            this.projection = projection;
        }

        private synchronized BsonArray batch(Rows rows, long documentsMax) {
            BsonArray documents = new BsonArray();
            long[] bytes = {0};
            if (documentsMax > 0) {
                search.next(Collection.find(rows, namespace), (id, document) -> {
                    documents.add(projection.apply(document));
                    bytes[0] += document.getByteLength();
                    return documents.size() < documentsMax && bytes[0] < BATCH_BYTES;
                });
            }
            usedAtNanos = System.nanoTime();
            return documents;
        }
    }

    private final Map<Long, Cursor> cursors = new ConcurrentHashMap<>();
    private final SecureRandom ids = new SecureRandom();
    private final long idleNanosMax;

    Reads(Duration cursorIdleMax) {
        idleNanosMax = cursorIdleMax.toNanos();
    }

    BsonDocument find(Rows rows, BsonDocument command) {
        forgetIdle();
        String namespace = Commands.namespace(command);
        Query query = new Query(command.getDocument("filter", new BsonDocument()));
        Sort sort = Sort.of(command.getDocument("sort", new BsonDocument()));
        Projection projection = new Projection(command.getDocument("projection", new BsonDocument()));
        long skip = Bson.count(command, "skip", 0);
        long limit = command.getNumber("limit", new BsonInt32(0)).longValue();
        Collection collection = Collection.find(rows, namespace);
        Search search = new Search(collection, query, sort, skip, Math.abs(limit), projection.isOfIds());
        Cursor cursor = new Cursor(namespace, search, projection);
        BsonArray batch = cursor.batch(rows, Bson.count(command, "batchSize", FIRST_BATCH_DOCUMENTS));
        long id = 0;
        if (!search.isFinished() && limit >= 0 && !Bson.isTrue(command.get("singleBatch"))) {
            if (cursors.size() >= CURSORS_MAX) {
                throw Refusal.badValue("more than " + CURSORS_MAX + " cursors are open");
            }
            id = (ids.nextLong() >>> 1) | 1;
            cursors.put(id, cursor);
        }
        return answer("firstBatch", batch, id, namespace);
    }

    BsonDocument getMore(Rows rows, BsonDocument command) {
        forgetIdle();
        String namespace =
                Commands.database(command) + command.getString("collection").getValue();
        long id = command.getNumber("getMore").longValue();
        Cursor cursor = cursors.get(id);
        if (cursor == null || !cursor.namespace.equals(namespace)) {
            throw new Refusal(43, "CursorNotFound", "cursor id " + id + " not found");
        }
        long documentsMax = Bson.count(command, "batchSize", 0);
        BsonArray batch = cursor.batch(rows, documentsMax == 0 ? Long.MAX_VALUE : documentsMax);
        if (cursor.search.isFinished()) {
            cursors.remove(id);
            id = 0;
        }
        return answer("nextBatch", batch, id, namespace);
    }

    BsonDocument killCursors(Rows rows, BsonDocument command) {
        BsonArray killed = new BsonArray();
        BsonArray notFound = new BsonArray();
        for (BsonValue id : command.getArray("cursors")) {
            (cursors.remove(id.asNumber().longValue()) != null ? killed : notFound).add(id);
        }
        return new BsonDocument("cursorsKilled", killed)
                .append("cursorsNotFound", notFound)
                .append("cursorsAlive", new BsonArray())
                .append("cursorsUnknown", new BsonArray());
    }

    private void forgetIdle() {
        long now = System.nanoTime();
        cursors.values().removeIf(cursor -> now - cursor.usedAtNanos > idleNanosMax);
    }

    private static BsonDocument answer(String batchName, BsonArray documents, long id, String namespace) {
        return new BsonDocument(
                "cursor",
                new BsonDocument(batchName, documents)
                        .append("id", new BsonInt64(id))
                        .append("ns", new BsonString(namespace)));
    }

    static BsonDocument count(Rows rows, BsonDocument command) {
        long count = count(rows, Commands.namespace(command), command.getDocument("query", new BsonDocument()));
        return new BsonDocument("n", new BsonInt32(Math.toIntExact(count)));
    }

    private static long count(Rows rows, String namespace, BsonDocument filter) {
        Collection collection = Collection.find(rows, namespace);
        if (filter.isEmpty() && collection.exists()) {
            return rows.count("select count(*) from " + collection.table().name());
        }
        long[] count = {0};
        new Search(collection, new Query(filter), Sort.NONE, 0, 0, true)
                .next(collection, (id, document) -> ++count[0] > 0);
        return count[0];
    }

    /** What drivers send for {@code countDocuments}: a match, a skip, a limit, a count. No other aggregation is answered. */
    static BsonDocument aggregate(Rows rows, BsonDocument command) {
        BsonArray pipeline = command.getArray("pipeline");
        BsonDocument stages = new BsonDocument();
        pipeline.forEach(stage -> stages.putAll(stage.asDocument()));
        List<String> inOrder = COUNTING.stream().filter(stages::containsKey).toList();
        if (pipeline.size() != stages.size()
                || !inOrder.equals(List.copyOf(stages.keySet()))
                || !COUNT.equals(stages.get("$group"))) {
            throw Refusal.notSupported("an aggregation that does not just count documents");
        }
        String namespace = Commands.namespace(command);
        long matching = count(rows, namespace, stages.getDocument("$match", new BsonDocument()));
        long left = Math.max(0, matching - Bson.count(stages, "$skip", 0));
        int count = (int) Math.min(left, Bson.count(stages, "$limit", Integer.MAX_VALUE));
        BsonArray found = new BsonArray();
        if (count > 0) {
            found.add(new BsonDocument("_id", new BsonInt32(1)).append("n", new BsonInt32(count)));
        }
        return answer("firstBatch", found, 0, namespace);
    }

    static BsonDocument listCollections(Rows rows, BsonDocument command) {
        Query filter = new Query(command.getDocument("filter", new BsonDocument()));
        String prefix = Commands.database(command);
        List<BsonDocument> collections = new ArrayList<>();
        for (String namespace : Collection.namesFrom(rows, prefix)) {
            collections.add(new BsonDocument("name", new BsonString(namespace.substring(prefix.length())))
                    .append("type", new BsonString("collection"))
                    .append("options", new BsonDocument()));
        }
        collections.removeIf(collection -> !filter.matches(collection));
        return answer("firstBatch", new BsonArray(collections), 0, prefix + "$cmd.listCollections");
    }
}
