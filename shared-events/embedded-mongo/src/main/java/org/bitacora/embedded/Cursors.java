package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cursors that clients have open. One that was not used for ten minutes is forgotten, as by MongoDB; no more than
 * {@value #OPEN_MAX} are kept. Any thread may use this; a cursor serves one batch at a time.
 */
final class Cursors {
    private static final int OPEN_MAX = 5_000;
    private static final int FIRST_BATCH_DOCUMENTS = 101;
    /** A batch ends behind the document that reaches this; the largest document is as large as a message may be anyway. */
    private static final int BATCH_BYTES = 12 << 20;

    /** The documents of a search, less those to be skipped and those over the limit. */
    static final class Cursor {
        private final Search search;
        private final Projection projection;
        private long toSkip;
        private long toTake;
        private volatile long usedAtNanos = System.nanoTime();

        /** @param limit how many documents at most, 0 for all */
        Cursor(Search search, Projection projection, long skip, long limit) {
            this.search = search;
            this.projection = projection;
            toSkip = skip;
            toTake = limit == 0 ? Long.MAX_VALUE - skip : limit;
        }

        private synchronized List<Document> batch(Rows rows, long documentsMax) {
            usedAtNanos = System.nanoTime();
            List<Document> documents = new ArrayList<>();
            long[] bytes = {0};
            if (documentsMax > 0 && !isFinished()) {
                search.next(rows, toSkip + toTake, match -> {
                    if (toSkip > 0) {
                        toSkip--;
                        return true;
                    }
                    toTake--;
                    bytes[0] += match.bytes();
                    documents.add(projection.apply(match.document()));
                    return toTake > 0 && documents.size() < documentsMax && bytes[0] < BATCH_BYTES;
                });
            }
            usedAtNanos = System.nanoTime();
            return documents;
        }

        private boolean isFinished() {
            return toTake <= 0 || search.isFinished();
        }
    }

    private final Map<Long, Cursor> open = new ConcurrentHashMap<>();
    private final SecureRandom ids = new SecureRandom();
    private final long idleNanosMax;

    Cursors(Duration idleMax) {
        idleNanosMax = idleMax.toNanos();
    }

    /**
     * The first batch, and a cursor for the others if there are any.
     *
     * @param batchSize how many documents; null for the usual number
     * @param only whether no others are wanted
     */
    Document first(Rows rows, Cursor cursor, @Nullable Number batchSize, boolean only) {
        forgetIdle();
        List<Document> batch = cursor.batch(rows, batchSize == null ? FIRST_BATCH_DOCUMENTS : batchSize.longValue());
        long id = 0;
        if (!cursor.isFinished() && !only) {
            if (open.size() >= OPEN_MAX) {
                throw new BadValueException("more than " + OPEN_MAX + " cursors are open");
            }
            id = (ids.nextLong() >>> 1) | 1;
            open.put(id, cursor);
        }
        return answer("firstBatch", batch, id, cursor.search.namespace());
    }

    /** The next batch of an open cursor. */
    Document next(Rows rows, String namespace, long id, @Nullable Number batchSize) {
        forgetIdle();
        Cursor cursor = open.get(id);
        if (cursor == null || !cursor.search.namespace().equals(namespace)) {
            throw new CursorNotFoundException(id);
        }
        cursor.search.check(rows);
        long documentsMax = batchSize == null || batchSize.longValue() == 0 ? Long.MAX_VALUE : batchSize.longValue();
        List<Document> batch = cursor.batch(rows, documentsMax);
        if (cursor.isFinished()) {
            open.remove(id);
        }
        return answer("nextBatch", batch, cursor.isFinished() ? 0 : id, namespace);
    }

    /** Documents that are there already, as one batch. */
    static Document whole(String namespace, List<Document> documents) {
        return answer("firstBatch", documents, 0, namespace);
    }

    boolean kill(long id) {
        return open.remove(id) != null;
    }

    private void forgetIdle() {
        long now = System.nanoTime();
        open.values().removeIf(cursor -> now - cursor.usedAtNanos > idleNanosMax);
    }

    private static Document answer(String batchName, List<Document> documents, long id, String namespace) {
        return new Document(
                "cursor", new Document(batchName, documents).append("id", id).append("ns", namespace));
    }
}
