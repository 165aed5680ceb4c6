package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a query is answered from one table: that of an index or that of the documents, which is planned as an index
 * without fields. The leading columns are bound to values, each combination of them a selection of its own; the next
 * column may be bound to a range; SQLite merges the selections in the order of the columns behind those that are bound.
 *
 * @param index the index whose entries are read, or null for the documents themselves
 * @param points the values that the first columns are bound to, one combination each
 * @param bound how many columns that are
 * @param listed what the column behind them is bound to: one of these values, if there are any
 * @param range what the column behind them is bound to: from (inclusive), to (exclusive)
 * @param others keys that the first column must have in another entry of the same document ({@code $all})
 * @param ordered whether what is found comes in the order that was asked for, each document once or one right after the
 *     other; else it must be gathered first
 * @param exact whether what is found needs no further check
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plan(
        Rows.Table table,
        @Nullable Index index,
        List<byte[][]> points,
        int bound,
        List<byte[]> listed,
        byte @Nullable [][] range,
        List<byte[]> others,
        boolean descending,
        boolean ordered,
        boolean exact,
        int score) {
    /** More selections than this are not merged: SQLite takes 500. */
    private static final int SELECTIONS_MAX = 200;
    /** More values than this are not listed: SQLite takes 32,766 parameters. */
    private static final int LISTED_MAX = 20_000;

    private static final int BY_ID = 1_000;
    private static final int BY_POINTS = 10;
    private static final int IN_ORDER = 7;
    private static final int BY_RANGE = 5;
    /** How far the entries of each key of an {@code $all} are counted, to begin with the one that has fewest. */
    private static final int COUNTED_MAX = 1_000;

    static Plan of(Rows rows, Catalog.Collection collection, Query query, Sort sort) {
        Plan best = of(rows, collection.table(), null, query, sort);
        for (Index index : collection.indexes()) {
            Plan plan = of(rows, index.table(), index, query, sort);
            best = plan.score > best.score ? plan : best;
        }
        return best;
    }

    private static Plan of(Rows rows, Rows.Table table, @Nullable Index index, Query query, Sort sort) {
        List<String> paths = new ArrayList<>(index == null ? List.of() : index.fields());
        paths.add("_id");
        Set<Query.Condition> used = new HashSet<>();
        List<byte[][]> points = new ArrayList<>();
        points.add(new byte[][] {});
        List<byte[]> others = new ArrayList<>();
        Set<String> constant = new HashSet<>();
        List<byte[]> listed = new ArrayList<>();
        int bound = 0;
        for (; bound < paths.size(); bound++) {
            boolean multikey = index != null && index.isMultikey(bound);
            List<Query.Condition> here = conditions(query, paths.get(bound));
            List<Query.Condition> pointed =
                    here.stream().filter(Query.Condition::points).toList();
            if (pointed.isEmpty()) {
                break;
            }
            Query.Condition first = multikey ? rarest(rows, table, bound, pointed) : pointed.getFirst();
            List<byte[]> values = new ArrayList<>(first.intervals().keySet());
            used.add(first);
            if (!multikey) {
                values.removeIf(value -> !here.stream().allMatch(condition -> condition.holds(value)));
                used.addAll(here);
            } else if (bound == 0 && paths.size() == 2) {
                pointed.stream()
                        .filter(each -> !each.equals(first) && each.intervals().size() == 1)
                        .forEach(each -> {
                            others.add(each.intervals().firstKey());
                            used.add(each);
                        });
            }
            long selections = (long) points.size() * values.size();
            if (selections > LISTED_MAX) {
                used.removeAll(here);
                break;
            }
            if (selections > SELECTIONS_MAX) {
                listed.addAll(values);
                break;
            }
            if (values.size() == 1 && !multikey) {
                constant.add(paths.get(bound));
            }
            points = points.stream()
                    .flatMap(before -> values.stream().map(value -> Keys.with(before, value)))
                    .toList();
        }
        byte[][] range = bound == paths.size() || !listed.isEmpty()
                ? null
                : range(conditions(query, paths.get(bound)), index != null && index.isMultikey(bound), used);
        List<Sort.Field> asked = sort.fields().stream()
                .filter(field -> !constant.contains(field.path()))
                .toList();
        boolean descending = !asked.isEmpty() && asked.getFirst().descending();
        boolean ordered = (index == null || index.multikey() >>> bound == 0)
                && asked.stream().allMatch(field -> field.descending() == descending)
                && startsWith(paths.subList(bound, paths.size()), asked);
        boolean exact = query.hasOnlyConditions()
                && used.containsAll(query.conditions())
                && used.stream().allMatch(Query.Condition::isToldByIndex);
        boolean byId = index == null && (bound == 1 || !listed.isEmpty());
        int score = (byId ? BY_ID : bound * BY_POINTS)
                + (range == null && listed.isEmpty() ? 0 : BY_RANGE)
                + (ordered && !sort.isEmpty() ? IN_ORDER : 0);
        return new Plan(table, index, points, bound, listed, range, others, descending, ordered, exact, score);
    }

    private static List<Query.Condition> conditions(Query query, String path) {
        return query.conditions().stream()
                .filter(condition -> condition.path().equals(path) && !condition.ofArrays())
                .toList();
    }

    private static Query.Condition rarest(Rows rows, Rows.Table table, int column, List<Query.Condition> conditions) {
        Query.Condition rarest = conditions.getFirst();
        long fewest = Long.MAX_VALUE;
        for (Query.Condition condition :
                conditions.size() > 1 && column == 0 ? conditions : List.<Query.Condition>of()) {
            long count = 0;
            for (byte[] value : condition.intervals().keySet()) {
                String counted = "select count(*) from (select 1 from " + table.name() + " where c0=? limit "
                        + COUNTED_MAX + ")";
                count += count < fewest ? rows.count(counted, value) : 0;
            }
            rarest = count < fewest ? condition : rarest;
            fewest = Math.min(fewest, count);
        }
        return rarest;
    }

    /** What all of the conditions leave; of several values in one document, each may satisfy one of them. */
    private static byte @Nullable [][] range(
            List<Query.Condition> conditions, boolean multikey, Set<Query.Condition> used) {
        byte[][] range = null;
        for (Query.Condition condition : multikey ? conditions.stream().limit(1).toList() : conditions) {
            boolean empty = condition.intervals().isEmpty();
            byte[] from = empty ? Keys.NONE : condition.intervals().firstKey();
            byte[] to = empty ? Keys.NONE : condition.intervals().lastEntry().getValue();
            if (condition.intervals().size() < 2) {
                used.add(condition);
            }
            range = range == null
                    ? new byte[][] {from, to}
                    : new byte[][] {
                        Arrays.compareUnsigned(from, range[0]) > 0 ? from : range[0],
                        Arrays.compareUnsigned(to, range[1]) < 0 ? to : range[1]
                    };
        }
        return range;
    }

    private static boolean startsWith(List<String> paths, List<Sort.Field> asked) {
        return asked.size() <= paths.size()
                && paths.subList(0, asked.size())
                        .equals(asked.stream().map(Sort.Field::path).toList());
    }

    /** The columns whose order is that of the plan. */
    private List<String> order() {
        return table.columns()
                .subList(
                        Math.min(bound, table.columns().size() - 1),
                        table.columns().size());
    }

    /** The part of a key that says where in the order it stands. */
    byte[][] place(byte[][] key) {
        return Arrays.copyOfRange(key, key.length - order().size(), key.length);
    }

    /** @param after the place behind which to begin, or null for the beginning */
    Rows.Scan scan(Rows rows, byte @Nullable [][] after) {
        List<byte[]> parameters = new ArrayList<>();
        List<String> selections = new ArrayList<>();
        for (byte[][] values : points) {
            List<String> terms = new ArrayList<>();
            for (int column = 0; column < bound; column++) {
                add(terms, parameters, table.columns().get(column) + "=?", values[column]);
            }
            for (byte[] other : others) {
                String same =
                        "exists(select 1 from " + table.name() + " x where x.c0=? and x.k=" + table.name() + ".k)";
                add(terms, parameters, same, other);
            }
            if (!listed.isEmpty()) {
                String list = "?" + ",?".repeat(listed.size() - 1);
                terms.add(table.columns().get(bound) + " in (" + list + ")");
                parameters.addAll(listed);
            }
            // Where it goes on it needs no other bound on that side; with two, SQLite might begin at the lesser one.
            if (range != null && (after == null || descending)) {
                add(terms, parameters, table.columns().get(bound) + ">=?", range[0]);
            }
            if (range != null && (after == null || !descending)) {
                add(terms, parameters, table.columns().get(bound) + "<?", range[1]);
            }
            if (after != null) {
                String place = "(" + String.join(",", order()) + ")" + (descending ? "<" : ">") + "(?"
                        + ",?".repeat(after.length - 1) + ")";
                add(terms, parameters, place, after);
            }
            selections.add("select " + String.join(",", table.columns()) + ",v from " + table.name()
                    + (terms.isEmpty() ? "" : " where " + String.join(" and ", terms)));
        }
        String direction = descending ? " desc" : "";
        String sql = String.join(" union all ", selections) + " order by " + String.join(direction + ",", order())
                + direction;
        return rows.scan(table, sql, parameters);
    }

    private static void add(List<String> terms, Collection<byte[]> parameters, String term, byte[]... values) {
        terms.add(term);
        parameters.addAll(List.of(values));
    }
}
