package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The matches of a query in the order asked for, a piece at a time.
 *
 * <p>Between two pieces it holds no snapshot, only the place it has come to: the last key, or, where no index has the
 * order, the sorted keys of the matches (at most {@value #GATHERED_BYTES_MAX} bytes). So a piece shows what is true when
 * it is read; a document that was changed meanwhile is checked again.
 *
 * <p>Used by one thread at a time.
 */
final class Search {
    private static final int GATHERED_BYTES_MAX = 32 << 20;
    private static final int GATHERED_OVERHEAD_BYTES = 120;

    /** A document that matches, under its key; where the caller wants no more, it may have nothing but its {@code _id}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Match(byte[] id, Document document, int bytes) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Gathered(byte[] sortKey, byte[] id) {}

    private static final Comparator<Gathered> ORDER = Comparator.comparing(Gathered::sortKey, Arrays::compareUnsigned)
            .thenComparing(Gathered::id, Arrays::compareUnsigned);

    private final Catalog.Collection collection;
    private final Query query;
    private final Sort sort;
    private final Plan plan;
    private final boolean entriesSuffice;
    private byte @Nullable [][] last;
    private @Nullable Iterator<Gathered> gathered;
    private boolean finished;

    /** @param idsSuffice whether the caller wants no more of a match than its {@code _id} */
    Search(Rows rows, Catalog.Collection collection, Query query, Sort sort, boolean idsSuffice) {
        this.collection = collection;
        this.query = query;
        this.sort = sort;
        plan = Plan.of(rows, collection, query, sort);
        entriesSuffice = plan.exact() && (plan.ordered() ? idsSuffice : sort.isEmpty());
    }

    boolean isFinished() {
        return finished;
    }

    String namespace() {
        return collection.namespace();
    }

    /** @throws de.bwaldvogel.mongo.exception.MongoServerError if what the plan reads is no longer there */
    void check(Rows rows) {
        Catalog.Collection now = Catalog.find(rows, collection.namespace());
        boolean there = plan.index() == null || now.indexes().contains(plan.index());
        if (!there || now.number() != collection.number()) {
            throw Refusal.planKilled(collection.namespace());
        }
    }

    /**
     * Offers the next matches to the taker until it returns false, or there are no more.
     *
     * @param atMost how many the caller will take in all; bounds what is gathered
     */
    void next(Rows rows, long atMost, Predicate<Match> taker) {
        if (plan.ordered()) {
            finished = !scan(rows, taker);
            return;
        }
        Iterator<Gathered> each = gathered;
        if (each == null) {
            each = gather(rows, atMost).iterator();
            gathered = each;
        }
        boolean more = true;
        while (more && each.hasNext()) {
            byte[] id = each.next().id;
            byte[] stored = rows.get(collection.table(), id);
            Match match = stored == null ? null : checked(id, stored, false);
            more = match == null || taker.test(match);
        }
        finished = !each.hasNext();
    }

    private Iterable<Gathered> gather(Rows rows, long atMost) {
        TreeSet<Gathered> found = new TreeSet<>(ORDER);
        long[] bytes = {0};
        scan(rows, match -> {
            Gathered added = new Gathered(sort.isEmpty() ? Keys.NONE : sort.key(match.document), match.id);
            bytes[0] += found.add(added) ? bytes(added) : 0;
            while (found.size() > atMost) {
                bytes[0] -= bytes(found.pollLast());
            }
            if (bytes[0] > GATHERED_BYTES_MAX) {
                throw Refusal.tooMuchToSort();
            }
            return true;
        });
        return found;
    }

    private static int bytes(@Nullable Gathered gathered) {
        return gathered == null ? 0 : gathered.sortKey.length + gathered.id.length + GATHERED_OVERHEAD_BYTES;
    }

    /** @return whether there may be more behind where the taker stopped it */
    private boolean scan(Rows rows, Predicate<Match> taker) {
        if (plan.points().isEmpty() || !collection.exists()) {
            return false;
        }
        try (Rows.Scan scan = plan.scan(rows, last)) {
            for (byte[][] key = scan.next(); key != null; key = scan.next()) {
                byte[][] place = plan.place(key);
                if (last != null && Arrays.deepEquals(place, last)) {
                    continue;
                }
                last = place;
                Match match = match(rows, key[key.length - 1], scan);
                if (match != null && !taker.test(match)) {
                    return scan.next() != null;
                }
            }
            return false;
        }
    }

    private @Nullable Match match(Rows rows, byte[] id, Rows.Scan scan) {
        byte[] value = scan.value();
        if (plan.index() == null || entriesSuffice) {
            return checked(id, value, plan.exact());
        }
        byte[] stored = rows.get(collection.table(), id);
        if (stored == null) {
            throw new StorageFailure("index " + plan.index().name() + " of " + collection.namespace()
                    + " has an entry without a document");
        }
        return checked(id, stored, plan.exact());
    }

    private @Nullable Match checked(byte[] id, byte[] stored, boolean exact) {
        Document document = Bson.read(stored);
        return exact || query.matches(document) ? new Match(id, document, stored.length) : null;
    }
}
