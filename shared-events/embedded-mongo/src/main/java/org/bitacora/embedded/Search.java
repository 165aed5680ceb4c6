package org.bitacora.embedded;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.bson.RawBsonDocument;
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

    /** Takes a match: its key and the document, or nothing but its {@code _id} where the caller wants no more. */
    interface Taker extends BiPredicate<byte[], RawBsonDocument> {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Gathered(byte[] sortKey, byte[] id) {
        static final Comparator<Gathered> ORDER = Comparator.comparing(Gathered::sortKey, Arrays::compareUnsigned)
                .thenComparing(Gathered::id, Arrays::compareUnsigned);

        int bytes() {
            return sortKey.length + id.length + GATHERED_OVERHEAD_BYTES;
        }
    }

    private final int number;
    private final Query query;
    private final Sort sort;
    private final Plan plan;
    private final boolean entriesSuffice;
    private long toSkip;
    private long toTake;
    private byte @Nullable [][] last;
    private @Nullable Iterator<Gathered> gathered;
    private boolean finished;

    /**
     * @param limit how many matches at most, 0 for all
     * @param idsSuffice whether the caller wants no more of a match than its {@code _id}
     */
    Search(Collection collection, Query query, Sort sort, long skip, long limit, boolean idsSuffice) {
        number = collection.number();
        this.query = query;
        this.sort = sort;
        toSkip = skip;
        toTake = limit == 0 ? Long.MAX_VALUE - skip : limit;
        plan = Plan.of(collection, query, sort);
        entriesSuffice = plan.isExact() && (plan.isOrdered() ? idsSuffice : sort.isEmpty());
    }

    boolean isFinished() {
        return finished;
    }

    /**
     * Offers the next matches to the taker until it returns false, or there are no more.
     *
     * @param now the collection as it is now
     * @throws Refusal if what the plan reads is no longer there
     */
    void next(Collection now, Taker taker) {
        if (now.number() != number || (plan.index() != null && !now.indexes().contains(plan.index()))) {
            throw new Refusal(175, "QueryPlanKilled", "the collection or an index of it went away under the query");
        }
        finished |= !now.exists();
        if (finished) {
            return;
        }
        Taker inWindow = (id, document) -> {
            if (toSkip > 0) {
                toSkip--;
                return true;
            }
            toTake--;
            return taker.test(id, document) && toTake > 0;
        };
        finished = !(plan.isOrdered() ? scan(now, inWindow) : walk(now, inWindow)) || toTake == 0;
    }

    /** @return whether there may be more behind where the taker stopped it */
    private boolean scan(Collection now, Taker taker) {
        return plan.scan(now.rows(), last, (key, value) -> {
            byte[][] place = plan.place(key);
            if (Arrays.deepEquals(place, last)) {
                return true;
            }
            last = place;
            byte[] id = key[key.length - 1];
            boolean whole = plan.index() == null || entriesSuffice;
            RawBsonDocument document = whole ? new RawBsonDocument(value) : now.read(id);
            return !(plan.isExact() || query.matches(document)) || taker.test(id, document);
        });
    }

    private boolean walk(Collection now, Taker taker) {
        Iterator<Gathered> each = gathered == null ? gather(now).iterator() : gathered;
        gathered = each;
        boolean more = true;
        while (more && each.hasNext()) {
            byte[] id = each.next().id;
            byte[] stored = now.rows().get(now.table(), id);
            RawBsonDocument document = stored == null ? null : new RawBsonDocument(stored);
            more = document == null || !query.matches(document) || taker.test(id, document);
        }
        return each.hasNext();
    }

    private NavigableSet<Gathered> gather(Collection now) {
        NavigableSet<Gathered> found = new TreeSet<>(Gathered.ORDER);
        long atMost = toSkip + toTake;
        long[] bytes = {0};
        scan(now, (id, document) -> {
            Gathered added = new Gathered(sort.key(document), id);
            bytes[0] += found.add(added) ? added.bytes() : 0;
            while (found.size() > atMost) {
                bytes[0] -= found.removeLast().bytes();
            }
            if (bytes[0] > GATHERED_BYTES_MAX) {
                throw new Refusal(
                        292,
                        "QueryExceededMemoryLimitNoDiskUseAllowed",
                        "too much to sort in memory; create an index in the order of the sort");
            }
            return true;
        });
        return found;
    }
}
