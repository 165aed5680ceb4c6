package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A filter, read once: conditions that an index can answer, and other tests. An operator that is not here is refused by
 * name when the query is read, even if no document would ever meet it. A query finds the same documents with an index
 * and without, because both look at the same bytes ({@link Keys}). Immutable once read, so any thread may use it.
 */
final class Query {
    static final Query ALL = new Query(new BsonDocument());

    /**
     * That a value at the path, or an element of it, has its key in one of these intervals.
     *
     * @param intervals from where (inclusive) to where (exclusive), apart from each other
     * @param points whether each interval holds one value, whose key is where it begins
     * @param ofArrays whether an array as a whole may be meant, which no index has
     */
    record Condition(String path, NavigableMap<byte[], byte[]> intervals, boolean points, boolean ofArrays) {
        private static Condition among(String path, List<BsonValue> values) {
            Condition condition = none(path, true, values.stream().anyMatch(BsonValue::isArray));
            for (BsonValue value : values) {
                byte[] key = Keys.of(value);
                condition.intervals.put(key, Keys.join(key, Keys.AFTER));
            }
            return condition;
        }

        /** Only values of the bound's own type lie in a range; null and "not a number" have but themselves beside them. */
        private static Condition range(String path, String operator, BsonValue bound) {
            byte[] key = Keys.of(bound);
            byte[] behind = Keys.join(key, Keys.AFTER);
            boolean alone = Keys.isAlone(key);
            boolean upwards = operator.startsWith("$g");
            boolean inclusive = operator.endsWith("e");
            byte[] from = upwards ? inclusive ? key : behind : alone ? key : Keys.startOfType(key);
            byte[] to = upwards ? alone ? behind : Keys.endOfType(key) : inclusive ? behind : key;
            Condition condition = none(path, false, bound.isArray());
            if (Arrays.compareUnsigned(from, to) < 0) {
                condition.intervals.put(from, to);
            }
            return condition;
        }

        private static Condition none(String path, boolean points, boolean ofArrays) {
            return new Condition(Paths.checked(path), new TreeMap<>(Arrays::compareUnsigned), points, ofArrays);
        }

        boolean holds(BsonDocument document) {
            return Paths.any(
                    document,
                    path,
                    found -> found instanceof BsonArray elements
                            ? elements.stream().anyMatch(element -> holds(Keys.of(element)))
                                    || (ofArrays && holds(Keys.of(found)))
                            : holds(Keys.of(found)));
        }

        boolean holds(byte[] key) {
            Map.Entry<byte[], byte[]> interval = intervals.floorEntry(key);
            return interval != null && Arrays.compareUnsigned(key, interval.getValue()) < 0;
        }

        /** An index has null also where the path leads into an array that holds no document. */
        boolean isToldByIndex() {
            return !holds(Keys.of(null));
        }
    }

    private final List<Condition> conditions = new ArrayList<>();
    private final List<Predicate<BsonDocument>> others = new ArrayList<>();

    Query(BsonDocument filter) {
        filter.forEach(this::read);
    }

    boolean matches(BsonDocument document) {
        return conditions.stream().allMatch(condition -> condition.holds(document))
                && others.stream().allMatch(other -> other.test(document));
    }

    List<Condition> conditions() {
        return conditions;
    }

    boolean isEmpty() {
        return conditions.isEmpty() && others.isEmpty();
    }

    /** Whether the conditions say all that the filter says. */
    boolean hasOnlyConditions() {
        return others.isEmpty();
    }

    private void read(String key, BsonValue value) {
        if (key.equals("$and")) {
            parts(key, value).forEach(part -> {
                conditions.addAll(part.conditions);
                others.addAll(part.others);
            });
        } else if (key.equals("$or")) {
            List<Query> parts = parts(key, value);
            others.add(document -> parts.stream().anyMatch(part -> part.matches(document)));
        } else if (key.startsWith("$")) {
            throw Refusal.notSupported("the query operator " + key);
        } else if (isOperators(value)) {
            // Each asks for itself: of an array, different elements may satisfy different operators.
            value.asDocument().forEach((operator, operand) -> read(key, operator, operand));
        } else {
            read(key, "$eq", value);
        }
    }

    private void read(String path, String operator, BsonValue operand) {
        switch (operator) {
            case "$eq" -> conditions.add(Condition.among(path, List.of(operand)));
            case "$in" -> conditions.add(Condition.among(path, operand.asArray()));
            case "$gt", "$gte", "$lt", "$lte" -> conditions.add(Condition.range(path, operator, operand));
            case "$all" -> {
                operand.asArray().forEach(value -> {
                    if (isOperators(value)) {
                        throw Refusal.notSupported("an operator in $all");
                    }
                    read(path, "$eq", value);
                });
                if (operand.asArray().isEmpty()) {
                    others.add(document -> false);
                }
            }
            case "$ne" -> {
                Condition equal = Condition.among(path, List.of(operand));
                others.add(document -> !equal.holds(document));
            }
            case "$elemMatch" -> {
                Predicate<BsonValue> element = ofElement(operand.asDocument());
                Paths.checked(path);
                others.add(document -> Paths.any(
                        document,
                        path,
                        found -> found instanceof BsonArray elements
                                && elements.stream().anyMatch(element)));
            }
            default -> throw Refusal.notSupported("the query operator " + operator);
        }
    }

    private static List<Query> parts(String operator, BsonValue value) {
        if (value.asArray().isEmpty()) {
            throw Refusal.badValue(operator + " must be a nonempty array");
        }
        return value.asArray().stream()
                .map(part -> new Query(part.asDocument()))
                .toList();
    }

    private static Predicate<BsonValue> ofElement(BsonDocument filter) {
        boolean ofValues = isOperators(filter) && !Set.of("$and", "$or").contains(filter.getFirstKey());
        Query query = new Query(ofValues ? new BsonDocument("", filter) : filter);
        return ofValues
                ? value -> query.matches(new BsonDocument("", value))
                : value -> value.isDocument() && query.matches(value.asDocument());
    }

    /** Whether a value is a document of operators rather than a value to compare with. */
    static boolean isOperators(@Nullable BsonValue value) {
        return value instanceof BsonDocument document
                && !document.isEmpty()
                && document.getFirstKey().startsWith("$");
    }
}
