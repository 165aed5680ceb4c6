package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The matches of a query in the order asked for, a piece at a time.
 *
 * <p>Between two pieces it holds no snapshot, only the place it has come to: the merge key of the last match, or, where
 * no index has the order, the sorted {@code _id}s of the matches (at most {@value #SORT_BYTES_MAX} bytes with their sort
 * keys). So a piece shows what is true when it is read; a document that was changed meanwhile is checked again.
 *
 * <p>Used by one thread at a time.
 */
final class Search {
    private static final int SORT_BYTES_MAX = 32 << 20;
    private static final int SORT_ENTRY_OVERHEAD_BYTES = 80;

    /**
     * A document that matches. One whose entry in an index said enough was not read: then there is no {@code document},
     * and {@code idType} is not 0.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Match(byte[] id, byte idType, @Nullable Document document, int bytes) {
        /** The document, where the search was told to read it. */
        Document read() {
            if (document == null) {
                throw new IllegalStateException("the document was not read");
            }
            return document;
        }

        Object idValue() {
            return document != null ? Bson.field(document, "_id", Object.class) : Keys.read(id, idType);
        }
    }

    private final Catalog.Collection collection;
    private final Query query;
    private final Sort sort;
    private final Plan plan;
    private final boolean idsSuffice;
    private byte @Nullable [] last;
    private @Nullable Iterator<byte[]> sorted;
    private boolean finished;

    /** @param idsSuffice whether the caller wants no more of a match than its {@code _id} */
    Search(Catalog.Collection collection, Query query, Sort sort, boolean idsSuffice) {
        this.collection = collection;
        this.query = query;
        this.sort = sort;
        this.idsSuffice = idsSuffice;
        plan = Plan.of(collection, query, sort);
    }

    boolean isFinished() {
        return finished;
    }

    String namespace() {
        return collection.namespace();
    }

    /** @throws de.bwaldvogel.mongo.exception.MongoServerError if what the plan reads is no longer there */
    void check(Catalog.@Nullable Collection now) {
        Index index = plan.index();
        boolean there = now != null
                && now.table() == collection.table()
                && (index == null || now.indexes().stream().anyMatch(each -> each.table() == index.table()));
        if (!there) {
            throw Refusal.planKilled(collection.namespace());
        }
    }

    /**
     * Offers the next matches to the taker until it returns false, or there are no more.
     *
     * @param atMost how many the caller will take in all; bounds what an in-memory sort keeps
     */
    void next(Rows rows, long atMost, Predicate<Match> taker) {
        if (plan.ordered()) {
            finished = !scan(rows, taker);
            return;
        }
        Iterator<byte[]> ids = sorted;
        if (ids == null) {
            ids = sort(rows, atMost).iterator();
            sorted = ids;
        }
        boolean more = true;
        while (more && ids.hasNext()) {
            Match match = lookUp(rows, ids.next());
            more = match == null || taker.test(match);
        }
        finished = !ids.hasNext();
    }

    private List<byte[]> sort(Rows rows, long atMost) {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Entry(byte[] key, byte[] id) {}
        Comparator<Entry> order = Comparator.comparing(Entry::key, Arrays::compareUnsigned)
                .thenComparing(Entry::id, Arrays::compareUnsigned);
        List<Entry> entries = new ArrayList<>();
        long[] bytes = {0};
        scan(rows, match -> {
            Entry entry = new Entry(sort.key(match.read()), match.id());
            entries.add(entry);
            bytes[0] += entry.key.length + entry.id.length + SORT_ENTRY_OVERHEAD_BYTES;
            if (bytes[0] > SORT_BYTES_MAX) {
                entries.sort(order);
                if (atMost >= entries.size() / 2) {
                    throw Refusal.tooMuchToSort();
                }
                entries.subList((int) atMost, entries.size()).clear();
                bytes[0] = entries.stream()
                        .mapToLong(kept -> kept.key.length + kept.id.length + SORT_ENTRY_OVERHEAD_BYTES)
                        .sum();
            }
            return true;
        });
        entries.sort(order);
        return entries.stream().limit(atMost).map(Entry::id).toList();
    }

    /** @return whether there is more behind where the taker stopped it */
    private boolean scan(Rows rows, Predicate<Match> taker) {
        return plan.ids() != null ? lookUpAll(rows, plan.ids(), taker) : merge(rows, taker);
    }

    private boolean lookUpAll(Rows rows, List<byte[]> ids, Predicate<Match> taker) {
        byte[] from = last;
        for (Iterator<byte[]> each = ids.iterator(); each.hasNext(); ) {
            byte[] id = each.next();
            if (from != null && order(id, from) <= 0) {
                continue;
            }
            Match match = lookUp(rows, id);
            last = id;
            if (match != null && !taker.test(match)) {
                return each.hasNext();
            }
        }
        return false;
    }

    private @Nullable Match lookUp(Rows rows, byte[] id) {
        byte[] stored = rows.get(Rows.Kind.DATA, collection.table(), id);
        return stored == null ? null : checked(id, stored, false);
    }

    private @Nullable Match checked(byte[] id, byte[] stored, boolean exact) {
        Document document = Bson.read(stored);
        return exact || query.matches(document) ? new Match(id, (byte) 0, document, stored.length) : null;
    }

    private boolean merge(Rows rows, Predicate<Match> taker) {
        byte[] from = last;
        try (Merge merge = new Merge(rows, plan, collection.table(), from)) {
            while (merge.next()) {
                last = merge.key();
                Match match = match(rows, merge);
                if (match != null && !taker.test(match)) {
                    return merge.next();
                }
            }
            return false;
        }
    }

    private @Nullable Match match(Rows rows, Merge merge) {
        Index index = plan.index();
        if (index == null) {
            return checked(merge.row(), merge.value(), plan.exact());
        }
        byte[] id = index.idOf(merge.row());
        boolean entrySuffices = plan.exact() && !plan.severalEntries();
        if (entrySuffices && idsSuffice && plan.ordered()) {
            byte type = merge.value()[0];
            if (type != 0) {
                return new Match(id, type, null, id.length);
            }
        }
        byte[] stored = rows.get(Rows.Kind.DATA, collection.table(), id);
        if (stored == null) {
            throw new StorageFailure(
                    "index " + index.name() + " of " + collection.namespace() + " has an entry without a document");
        }
        Match match = checked(id, stored, plan.exact());
        boolean counts =
                match == null || match.document() == null || isFirstEntry(index, match.document(), id, merge.key());
        return counts ? match : null;
    }

    /** A document with several entries in the ranges counts where it comes up first. */
    private boolean isFirstEntry(Index index, Document document, byte[] id, byte[] here) {
        if (!plan.severalEntries()) {
            return true;
        }
        for (byte[] fields : index.entries(document).fields()) {
            byte[] entry = index.entry(fields, id);
            boolean inRange = plan.ranges().stream()
                    .anyMatch(range -> Arrays.compareUnsigned(entry, range.from()) >= 0
                            && Arrays.compareUnsigned(entry, range.to()) < 0);
            byte[] key = Arrays.copyOfRange(entry, index.endOf(entry, plan.mergeFields()), entry.length);
            if (inRange && order(key, here) < 0) {
                return false;
            }
        }
        return true;
    }

    private int order(byte[] left, byte[] right) {
        int order = Arrays.compareUnsigned(left, right);
        return plan.descending() ? -order : order;
    }
}
