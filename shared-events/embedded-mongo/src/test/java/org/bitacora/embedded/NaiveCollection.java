package org.bitacora.embedded;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A collection as one would write it without thinking of speed: a map, and every query a walk over all of it. It shares
 * nothing with the server, so that the two can be held against each other.
 */
final class NaiveCollection {
    private static final Object MISSING = new Object();
    private static final Object EMPTY_ARRAY = new Object();

    final TreeMap<Object, Document> documents = new TreeMap<>(NaiveCollection::compare);

    List<Document> find(Document filter, Document sort) {
        List<Document> found = new ArrayList<>();
        for (Document document : documents.values()) {
            if (matches(document, filter)) {
                found.add(document);
            }
        }
        found.sort(order(sort));
        return found;
    }

    /** Whether another document has the same values in unique fields. */
    boolean clashes(Document added, String uniquePath) {
        return documents.values().stream()
                .filter(other -> compare(other.get("_id"), added.get("_id")) != 0)
                .anyMatch(other -> indexed(other, uniquePath).stream()
                        .anyMatch(value ->
                                indexed(added, uniquePath).stream().anyMatch(mine -> compare(mine, value) == 0)));
    }

    private static List<@Nullable Object> indexed(Document document, String path) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object reached : reach(document, List.of(path.split("\\.")))) {
            if (reached instanceof List<?> list) {
                values.addAll(list);
            } else {
                values.add(reached == MISSING ? null : reached);
            }
        }
        return values;
    }

    static boolean matches(Document document, Document filter) {
        return filter.entrySet().stream().allMatch(entry -> switch (entry.getKey()) {
            case "$and" ->
                entry.getValue() instanceof List<?> all
                        && all.stream().allMatch(each -> matches(document, (Document) each));
            case "$or" ->
                entry.getValue() instanceof List<?> any
                        && any.stream().anyMatch(each -> matches(document, (Document) each));
            default -> matchesField(reach(document, List.of(entry.getKey().split("\\."))), entry.getValue());
        });
    }

    private static boolean matchesField(List<@Nullable Object> reached, @Nullable Object condition) {
        if (!(condition instanceof Document operators)
                || operators.isEmpty()
                || !operators.keySet().iterator().next().startsWith("$")) {
            return holds(reached, "$eq", condition);
        }
        return operators.entrySet().stream().allMatch(each -> holds(reached, each.getKey(), each.getValue()));
    }

    private static boolean holds(List<@Nullable Object> reached, String operator, @Nullable Object operand) {
        return switch (operator) {
            case "$eq" -> candidates(reached).stream().anyMatch(value -> compare(value, operand) == 0);
            case "$ne" -> !holds(reached, "$eq", operand);
            case "$in" ->
                operand instanceof List<?> list && list.stream().anyMatch(each -> holds(reached, "$eq", each));
            case "$all" ->
                operand instanceof List<?> list
                        && !list.isEmpty()
                        && list.stream().allMatch(each -> holds(reached, "$eq", each));
            case "$elemMatch" ->
                reached.stream()
                        .anyMatch(value -> value instanceof List<?> list
                                && operand instanceof Document condition
                                && list.stream()
                                        .anyMatch(element -> condition
                                                        .keySet()
                                                        .iterator()
                                                        .next()
                                                        .startsWith("$")
                                                ? matchesField(List.of(element), condition)
                                                : element instanceof Document embedded
                                                        && matches(embedded, condition)));
            case "$gt", "$gte", "$lt", "$lte" ->
                candidates(reached).stream().anyMatch(value -> ordered(value, operator, operand));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean ordered(@Nullable Object value, String operator, @Nullable Object operand) {
        if (rank(value) != rank(operand)) {
            return false;
        }
        int order = compare(value, operand);
        return switch (operator) {
            case "$gt" -> order > 0;
            case "$gte" -> order >= 0;
            case "$lt" -> order < 0;
            default -> order <= 0;
        };
    }

    /** Each value, and each element of a value that is an array. */
    private static List<@Nullable Object> candidates(List<@Nullable Object> reached) {
        List<@Nullable Object> all = new ArrayList<>(reached);
        for (Object value : reached) {
            if (value instanceof List<?> list) {
                all.addAll(list);
            }
        }
        return all;
    }

    private static List<@Nullable Object> reach(@Nullable Object from, List<String> path) {
        if (path.isEmpty()) {
            List<@Nullable Object> end = new ArrayList<>();
            end.add(from);
            return end;
        }
        if (from instanceof Document document) {
            Object next = document.containsKey(path.getFirst()) ? document.get(path.getFirst()) : MISSING;
            return reach(next, path.subList(1, path.size()));
        }
        List<@Nullable Object> reached = new ArrayList<>();
        if (from instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Document) {
                    reached.addAll(reach(element, path));
                }
            }
        } else {
            reached.add(MISSING);
        }
        return reached;
    }

    private static Comparator<Document> order(Document sort) {
        Comparator<Document> order = Comparator.comparingInt(document -> 0);
        for (Map.Entry<String, Object> field : sort.entrySet()) {
            boolean descending = ((Integer) field.getValue()) < 0;
            order = order.thenComparing((left, right) -> {
                int byField = compare(
                        sortValue(left, field.getKey(), descending), sortValue(right, field.getKey(), descending));
                return descending ? -byField : byField;
            });
        }
        return order;
    }

    private static @Nullable Object sortValue(Document document, String path, boolean descending) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object value : reach(document, List.of(path.split("\\.")))) {
            if (value instanceof List<?> list) {
                values.addAll(list.isEmpty() ? List.of(EMPTY_ARRAY) : list);
            } else {
                values.add(value);
            }
        }
        if (values.isEmpty()) {
            return null;
        }
        values.sort(NaiveCollection::compare);
        return descending ? values.getLast() : values.getFirst();
    }

    private static int rank(@Nullable Object value) {
        if (value == EMPTY_ARRAY) {
            return 0;
        }
        return value == null || value == MISSING
                ? 1
                : switch (value) {
                    case Number number -> 2;
                    case String text -> 3;
                    case Document document -> 4;
                    case List<?> list -> 5;
                    case Boolean truth -> 8;
                    default -> throw new IllegalArgumentException(String.valueOf(value));
                };
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        int byRank = Integer.compare(rank(left), rank(right));
        if (byRank != 0 || left == null || right == null || rank(left) < 2) {
            return byRank;
        }
        return switch (left) {
            case Number number -> decimal(number).compareTo(decimal((Number) right));
            case String text -> text.compareTo((String) right);
            case Boolean truth -> truth.compareTo((Boolean) right);
            case List<?> list -> compareLists(list, (List<?>) right);
            case Document document -> compareLists(flat(document), flat((Document) right));
            default -> 0;
        };
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Double real ? BigDecimal.valueOf(real) : BigDecimal.valueOf(number.longValue());
    }

    private static List<@Nullable Object> flat(Document document) {
        List<@Nullable Object> parts = new ArrayList<>();
        document.forEach((field, value) -> {
            parts.add(rank(value));
            parts.add(field);
            parts.add(value);
        });
        return parts;
    }

    private static int compareLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
