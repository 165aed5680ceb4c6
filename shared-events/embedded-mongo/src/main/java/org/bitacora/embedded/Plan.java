package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a query is answered from one table: that of an index or that of the documents, which is planned as an index
 * without fields. The leading columns are bound to values, each combination of them a selection of its own; the next
 * column may be bound to a list of values or to a range; SQLite merges the selections in the order of the columns behind
 * those that are bound. Immutable once made.
 */
final class Plan {
    /** More selections than this are not merged: SQLite takes 500. */
    private static final int SELECTIONS_MAX = 200;
    /** More values than this are not listed: SQLite takes 32,766 parameters. */
    private static final int LISTED_MAX = 20_000;
    /** How far the entries of each key of an {@code $all} are counted, to begin with the one that has fewest. */
    private static final int COUNTED_MAX = 1_000;

    private static final int BY_ID = 1_000;
    private static final int BY_POINTS = 10;
    private static final int IN_ORDER = 7;
    private static final int BY_RANGE = 5;

    /** Some rows of the table: terms of SQL, and what stands for their question marks. */
    private record Selection(List<String> terms, List<byte[]> parameters) {
        Selection and(String term, byte[]... values) {
            return new Selection(
                    Stream.concat(terms.stream(), Stream.of(term)).toList(),
                    Stream.concat(parameters.stream(), Stream.of(values)).toList());
        }
    }

    private final @Nullable Index index;
    private final Rows.Table table;
    private final List<String> paths;
    private final Set<Query.Condition> used = new HashSet<>();
    private List<Selection> selections = List.of(new Selection(List.of(), List.of()));
    /** How many columns each selection binds to one value. */
    private int bound;
    /** What the column behind them is bound to: from (inclusive), to (exclusive). */
    private byte @Nullable [][] range;

    private final boolean descending;
    private final boolean ordered;
    private final boolean exact;
    private final int score;

    /** The plan that binds most. */
    static Plan of(Collection collection, Query query, Sort sort) {
        Plan best = new Plan(collection.rows(), collection.table(), null, query, sort);
        for (Index index : collection.indexes()) {
            Plan plan = new Plan(collection.rows(), index.table(), index, query, sort);
            best = plan.score > best.score ? plan : best;
        }
        return best;
    }

    private Plan(Rows rows, Rows.Table table, @Nullable Index index, Query query, Sort sort) {
        this.index = index;
        this.table = table;
        paths = new ArrayList<>(index == null ? List.of() : index.fields());
        paths.add("_id");
        Set<String> constant = new HashSet<>();
        boolean listed = false;
        while (bound < paths.size() && !listed) {
            List<Query.Condition> here = conditions(query);
            List<Query.Condition> pointed =
                    here.stream().filter(Query.Condition::points).toList();
            if (pointed.isEmpty()) {
                break;
            }
            Query.Condition first = bound == 0 ? rarest(rows, pointed) : pointed.getFirst();
            List<byte[]> values = new ArrayList<>(first.intervals().keySet());
            if (!isMultikey()) {
                values.removeIf(value -> !here.stream().allMatch(condition -> condition.holds(value)));
            }
            int merged = selections.size() * values.size();
            if (merged > LISTED_MAX) {
                break;
            }
            used.addAll(isMultikey() ? List.of(first) : here);
            if (isMultikey() && bound == 0 && paths.size() == 2) {
                demandAll(pointed);
            }
            listed = merged > SELECTIONS_MAX;
            if (listed) {
                String list = column() + " in (?" + ",?".repeat(values.size() - 1) + ")";
                selections = selections.stream()
                        .map(each -> each.and(list, values.toArray(byte[][]::new)))
                        .toList();
            } else {
                constant.addAll(values.size() == 1 && !isMultikey() ? List.of(paths.get(bound)) : List.of());
                selections = selections.stream()
                        .flatMap(each -> values.stream().map(value -> each.and(column() + "=?", value)))
                        .toList();
                bound++;
            }
        }
        if (bound < paths.size() && !listed) {
            conditions(query).forEach(this::narrow);
        }
        List<Sort.Field> asked = sort.fields().stream()
                .filter(field -> !constant.contains(field.path()))
                .toList();
        descending = !asked.isEmpty() && asked.getFirst().descending();
        ordered = (index == null || index.multikey() >>> bound == 0)
                && asked.equals(paths.stream()
                        .skip(bound)
                        .limit(asked.size())
                        .map(path -> new Sort.Field(path, descending))
                        .toList());
        exact = query.hasOnlyConditions()
                && used.containsAll(query.conditions())
                && used.stream().allMatch(Query.Condition::isToldByIndex);
        score = (index == null && (bound == 1 || listed) ? BY_ID : bound * BY_POINTS)
                + (range != null || listed ? BY_RANGE : 0)
                + (ordered && !sort.isEmpty() ? IN_ORDER : 0);
    }

    /** The column behind those that are bound. */
    private String column() {
        return table.columns().get(bound);
    }

    /** Whether a document may have several values in that column. */
    private boolean isMultikey() {
        return index != null && (index.multikey() & (1L << bound)) != 0;
    }

    /** What the query wants of that column. */
    private List<Query.Condition> conditions(Query query) {
        return query.conditions().stream()
                .filter(condition -> condition.path().equals(paths.get(bound)) && !condition.ofArrays())
                .toList();
    }

    /** The condition that fewest entries meet. */
    private Query.Condition rarest(Rows rows, List<Query.Condition> conditions) {
        Query.Condition rarest = conditions.getFirst();
        long fewest = Long.MAX_VALUE;
        String counting = "select count(*) from (select 1 from " + table.name() + " where " + column() + "=? limit "
                + COUNTED_MAX + ")";
        for (Query.Condition condition : conditions.size() == 1 ? List.<Query.Condition>of() : conditions) {
            long count = 0;
            for (byte[] value : condition.intervals().keySet()) {
                count += count < fewest ? rows.count(counting, value) : 0;
            }
            rarest = count < fewest ? condition : rarest;
            fewest = Math.min(fewest, count);
        }
        return rarest;
    }

    /** Each of the other values that the document must have is another entry of it ({@code $all}). */
    private void demandAll(List<Query.Condition> pointed) {
        for (Query.Condition condition : pointed) {
            if (condition.intervals().size() == 1 && used.add(condition)) {
                byte[] other = condition.intervals().firstKey();
                String entry =
                        "exists(select 1 from " + table.name() + " x where x.c0=? and x.k=" + table.name() + ".k)";
                selections =
                        selections.stream().map(each -> each.and(entry, other)).toList();
            }
        }
    }

    /** The range becomes what the condition leaves of it; of several values in a document each may meet another one. */
    private void narrow(Query.Condition condition) {
        if (range != null && isMultikey()) {
            return;
        }
        boolean empty = condition.intervals().isEmpty();
        byte[] from = empty ? Keys.NONE : condition.intervals().firstKey();
        byte[] to = empty ? Keys.NONE : condition.intervals().lastEntry().getValue();
        if (condition.intervals().size() < 2) {
            used.add(condition);
        }
        if (range != null) {
            from = Arrays.compareUnsigned(from, range[0]) > 0 ? from : range[0];
            to = Arrays.compareUnsigned(to, range[1]) < 0 ? to : range[1];
        }
        range = new byte[][] {from, to};
    }

    @Nullable
    Index index() {
        return index;
    }

    /** Whether what is found comes in the order asked for, a document's entries one right after the other. */
    boolean isOrdered() {
        return ordered;
    }

    /** Whether what is found needs no further check. */
    boolean isExact() {
        return exact;
    }

    /** The columns whose order is that of the plan. */
    private List<String> order() {
        int columns = table.columns().size();
        return table.columns().subList(Math.min(bound, columns - 1), columns);
    }

    /** The part of a key that says where in the order it stands. */
    byte[][] place(byte[][] key) {
        return Arrays.copyOfRange(key, key.length - order().size(), key.length);
    }

    /**
     * Offers what is found to the taker until it returns false.
     *
     * @param after the place behind which to begin, or null for the beginning
     * @return whether there may be more
     */
    boolean scan(Rows rows, byte @Nullable [][] after, BiPredicate<byte[][], byte[]> taker) {
        List<byte[]> parameters = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Selection selection : selections) {
            Selection part = selection.and("true");
            // Where it goes on it needs no other bound on that side; with two, SQLite might begin at the lesser one.
            if (range != null && (after == null || descending)) {
                part = part.and(column() + ">=?", range[0]);
            }
            if (range != null && (after == null || !descending)) {
                part = part.and(column() + "<?", range[1]);
            }
            if (after != null) {
                String place = "(" + String.join(",", order()) + ")" + (descending ? "<" : ">") + "(?"
                        + ",?".repeat(after.length - 1) + ")";
                part = part.and(place, after);
            }
            parameters.addAll(part.parameters);
            parts.add("select " + String.join(",", table.columns()) + ",v from " + table.name() + " where "
                    + String.join(" and ", part.terms));
        }
        String direction = descending ? " desc" : "";
        String sql =
                String.join(" union all ", parts) + " order by " + String.join(direction + ",", order()) + direction;
        return !parts.isEmpty() && rows.scan(table, sql, parameters, taker);
    }
}
