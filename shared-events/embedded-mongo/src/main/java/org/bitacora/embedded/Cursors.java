package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
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

    /** Where a cursor's documents come from. */
    interface Source {
        /** Gives documents to the batch until it is full. */
        void fill(Rows rows, Batch batch);

        boolean isFinished();
    }

    /** The documents of one answer; at most so many, and no more than fit into a message. */
    static final class Batch {
        private final List<Document> documents = new ArrayList<>();
        private final int documentsMax;
        private long bytes;

        private Batch(int documentsMax) {
            this.documentsMax = documentsMax;
        }

        boolean isFull() {
            return documents.size() >= documentsMax || bytes >= BATCH_BYTES;
        }

        /** Puts a document into the batch, and returns whether there is room for another. */
        boolean add(Document document, int itsBytes) {
            documents.add(document);
            bytes += itsBytes;
            return !isFull();
        }
    }

    private static final class Open {
        private final String namespace;
        private final Source source;
        private volatile long usedAtNanos;

        private Open(String namespace, Source source, long now) {
            this.namespace = namespace;
            this.source = source;
            usedAtNanos = now;
        }
    }

    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final SecureRandom ids = new SecureRandom();
    private final long idleNanosMax;

    Cursors(Duration idleMax) {
        idleNanosMax = idleMax.toNanos();
    }

    /**
     * The first batch, and a cursor for the others if there are any.
     *
     * @param batchSize how many documents; null for the usual number
     */
    Document first(Rows rows, String namespace, Source source, @Nullable Number batchSize, boolean only) {
        forgetIdle();
        Batch batch = new Batch(batchSize == null ? FIRST_BATCH_DOCUMENTS : batchSize.intValue());
        if (!batch.isFull()) {
            source.fill(rows, batch);
        }
        long id = 0;
        if (!source.isFinished() && !only) {
            if (open.size() >= OPEN_MAX) {
                throw new BadValueException("more than " + OPEN_MAX + " cursors are open");
            }
            id = (ids.nextLong() >>> 1) | 1;
            open.put(id, new Open(namespace, source, System.nanoTime()));
        }
        return answer("firstBatch", batch.documents, id, namespace);
    }

    /** The next batch of an open cursor. */
    Document next(Rows rows, String namespace, long id, @Nullable Number batchSize) {
        forgetIdle();
        Open cursor = open.get(id);
        if (cursor == null || !cursor.namespace.equals(namespace)) {
            throw new CursorNotFoundException(id);
        }
        synchronized (cursor) {
            cursor.usedAtNanos = System.nanoTime();
            int documentsMax =
                    batchSize == null || batchSize.intValue() == 0 ? Integer.MAX_VALUE : batchSize.intValue();
            Batch batch = new Batch(documentsMax);
            cursor.source.fill(rows, batch);
            boolean finished = cursor.source.isFinished();
            if (finished) {
                open.remove(id);
            }
            cursor.usedAtNanos = System.nanoTime();
            return answer("nextBatch", batch.documents, finished ? 0 : id, namespace);
        }
    }

    boolean kill(long id) {
        return open.remove(id) != null;
    }

    private void forgetIdle() {
        long now = System.nanoTime();
        for (Iterator<Open> each = open.values().iterator(); each.hasNext(); ) {
            if (now - each.next().usedAtNanos > idleNanosMax) {
                each.remove();
            }
        }
    }

    private static Document answer(String batchName, List<Document> documents, long id, String namespace) {
        return new Document(
                "cursor", new Document(batchName, documents).append("id", id).append("ns", namespace));
    }

    /** Documents that are there already. */
    static Source of(List<Document> documents) {
        Iterator<Document> each = documents.iterator();
        return new Source() {
            @Override
            public void fill(Rows rows, Batch batch) {
                boolean room = true;
                while (room && each.hasNext()) {
                    Document document = each.next();
                    room = batch.add(document, Bson.bytes(document).length);
                }
            }

            @Override
            public boolean isFinished() {
                return !each.hasNext();
            }
        };
    }
}
