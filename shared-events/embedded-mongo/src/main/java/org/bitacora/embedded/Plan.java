package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of one table that answer a query, and what is still to be done with what they hold.
 *
 * <p>The ranges are read side by side and merged by the part of their keys from {@code Range.mergeAt} on; so rows that
 * agree in the fields before it, or are listed there by {@code $in}, come in the order of the fields behind it.
 *
 * @param index the index whose entries are read, or null for the documents themselves
 * @param ids the encoded {@code _id}s to look up instead of reading ranges, in order; null if ranges are read
 * @param mergeFields how many fields of the index lie before {@code mergeAt}
 * @param ordered whether the merged ranges come in the order that was asked for
 * @param everyRange whether a document counts only if it is in all of the ranges ({@code $all})
 * @param exact whether what is in the ranges needs no further check
 * @param severalEntries whether one document can come up more than once with different merge keys
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plan(
        @Nullable Index index,
        List<Range> ranges,
        @Nullable List<byte[]> ids,
        int mergeFields,
        boolean descending,
        boolean ordered,
        boolean everyRange,
        boolean exact,
        boolean severalEntries,
        int score) {

    /** Keys from {@code from} (inclusive) to {@code to} (exclusive), merged by what lies behind {@code mergeAt} bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Range(byte[] from, byte[] to, int mergeAt) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bounds(byte[] from, byte[] to) {}

    private static final int RANGES_MAX = 1_000;
    private static final int BY_ID = 1_000;
    private static final int BY_POINTS = 10;
    private static final int IN_ORDER = 7;
    private static final int BY_RANGE = 5;

    static Plan of(Catalog.Collection collection, Query query, Sort sort) {
        Plan best = documents(query, sort);
        for (Index index : collection.indexes()) {
            Plan plan = index.ready() ? index(index, query, sort) : null;
            if (plan != null && plan.score > best.score) {
                best = plan;
            }
        }
        return best;
    }

    private static Plan documents(Query query, Sort sort) {
        boolean byId = sort.isEmpty() || sort.fields().getFirst().path().equals("_id");
        boolean descending = byId && !sort.isEmpty() && sort.fields().getFirst().descending();
        Query.Demand id = query.demands().get("_id");
        boolean exact = query.demandsAreExact()
                && Set.of("_id").containsAll(query.demands().keySet());
        int score = byId && !sort.isEmpty() ? IN_ORDER : 0;
        if (id != null && id.points != null && !id.all) {
            List<byte[]> ids = descending ? id.points.reversed() : id.points;
            boolean ordered = byId || ids.size() == 1;
            return new Plan(null, List.of(), ids, 0, descending, ordered, false, exact && !id.isRange(), false, BY_ID);
        }
        Bounds bounds = new Bounds(Keys.NONE, Keys.AFTER);
        if (id != null && id.isRange()) {
            bounds = bounds(id, new Index.Field("_id", false), false);
            score += BY_RANGE;
            exact &= id.points == null;
        } else {
            exact &= id == null;
        }
        List<Range> all = List.of(new Range(bounds.from, bounds.to, 0));
        return new Plan(null, all, null, 0, descending, byId, false, exact, false, score);
    }

    private static @Nullable Plan index(Index index, Query query, Sort sort) {
        Map<String, Query.Demand> demands = query.demands();
        List<Index.Field> fields = index.fields();
        List<byte[]> prefixes = List.of(Keys.NONE);
        Set<String> used = new HashSet<>();
        boolean everyRange = false;
        boolean presentForSure = false;
        boolean exact = query.demandsAreExact();
        int bound = 0;
        for (; bound < fields.size(); bound++) {
            Index.Field field = fields.get(bound);
            Query.Demand demand = demands.get(field.path());
            if (demand == null
                    || demand.points == null
                    || (demand.all && bound > 0)
                    || (everyRange && demand.points.size() > 1)
                    || (long) prefixes.size() * demand.points.size() > RANGES_MAX) {
                break;
            }
            everyRange |= demand.all;
            presentForSure |= !demand.hasNull;
            exact &= !demand.isRange();
            used.add(field.path());
            List<byte[]> longer = new ArrayList<>();
            for (byte[] prefix : prefixes) {
                demand.points.forEach(point -> longer.add(Keys.join(prefix, field.encode(point))));
            }
            prefixes = longer;
        }
        Bounds bounds = new Bounds(Keys.NONE, Keys.AFTER);
        boolean ranged = false;
        if (bound < fields.size() || !index.endsWithId()) {
            Index.Field field = bound < fields.size() ? fields.get(bound) : new Index.Field("_id", false);
            Query.Demand demand = demands.get(field.path());
            if (demand != null && demand.isRange()) {
                boolean oneSided = bound < fields.size() && index.isMultikey(bound);
                exact &= demand.points == null && !(oneSided && demand.from != null && demand.to != null);
                bounds = bounds(demand, field, oneSided);
                presentForSure |= bound < fields.size();
                ranged = true;
                used.add(field.path());
            }
        }
        if (index.sparse() && !presentForSure) {
            return null;
        }
        Order order = Order.of(index, demands, sort, bound, ranged);
        List<Range> ranges = new ArrayList<>();
        for (byte[] prefix : prefixes) {
            ranges.add(new Range(
                    Keys.join(prefix, bounds.from),
                    Keys.join(prefix, bounds.to),
                    index.endOf(prefix, order.mergeFields)));
        }
        return new Plan(
                index,
                ranges,
                null,
                order.mergeFields,
                order.descending,
                order.asAsked,
                everyRange,
                exact && used.containsAll(demands.keySet()),
                index.multikey() >>> order.mergeFields != 0,
                bound * BY_POINTS + (ranged ? BY_RANGE : 0) + (order.asAsked && !sort.isEmpty() ? IN_ORDER : 0));
    }

    /** In what order the entries of an index come, once {@code bound} of its fields are bound to points. */
    private record Order(int mergeFields, boolean descending, boolean asAsked) {
        static Order of(Index index, Map<String, Query.Demand> demands, Sort sort, int bound, boolean ranged) {
            List<Index.Field> fields = new ArrayList<>(index.fields());
            if (!index.endsWithId()) {
                fields.add(new Index.Field("_id", false));
            }
            List<Index.Field> asked = sort.fields();
            Order unasked = new Order(bound, false, asked.isEmpty());
            int met = 0;
            int mergeFields = -1;
            boolean descending = false;
            for (int i = 0; i < fields.size() && met < asked.size(); i++) {
                Index.Field field = fields.get(i);
                boolean isAsked = field.path().equals(asked.get(met).path());
                boolean constant = i < bound && pointsOf(demands, field) == 1 && !index.isMultikey(i);
                if (constant) {
                    met += isAsked ? 1 : 0;
                    continue;
                }
                if (!isAsked) {
                    if (i < bound && (mergeFields < 0 || pointsOf(demands, field) == 1)) {
                        continue;
                    }
                    return unasked;
                }
                boolean reversed = field.descending() != asked.get(met).descending();
                boolean constrained = i < bound || (ranged && i == bound);
                if ((mergeFields >= 0 && reversed != descending) || (index.isMultikey(i) && constrained)) {
                    return unasked;
                }
                if (mergeFields < 0) {
                    mergeFields = i;
                    descending = reversed;
                }
                met++;
            }
            boolean asAsked = met == asked.size();
            return asAsked && mergeFields >= 0
                    ? new Order(mergeFields, descending, true)
                    : new Order(bound, false, asAsked);
        }

        private static int pointsOf(Map<String, Query.Demand> demands, Index.Field field) {
            Query.Demand demand = demands.get(field.path());
            return demand == null || demand.points == null ? 0 : demand.points.size();
        }
    }

    private static Bounds bounds(Query.Demand demand, Index.Field field, boolean oneSided) {
        byte[] low = demand.from;
        byte[] high = oneSided && low != null ? null : demand.to;
        byte[] either = low != null ? low : high;
        if (either == null) {
            return new Bounds(Keys.NONE, Keys.AFTER);
        }
        int type = either[0] & 0xFF;
        if (field.descending()) {
            byte[] from = high == null
                    ? new byte[] {(byte) ~type}
                    : demand.toInclusive ? Keys.complement(high) : Keys.join(Keys.complement(high), Keys.AFTER);
            byte[] to = low == null
                    ? Keys.behindTypeDescending(type)
                    : demand.fromInclusive ? Keys.join(Keys.complement(low), Keys.AFTER) : Keys.complement(low);
            return new Bounds(from, to);
        }
        byte[] from = low == null ? Keys.leastOfType(type) : demand.fromInclusive ? low : Keys.join(low, Keys.AFTER);
        byte[] to =
                high == null ? new byte[] {(byte) (type + 1)} : demand.toInclusive ? Keys.join(high, Keys.AFTER) : high;
        return new Bounds(from, to);
    }
}
