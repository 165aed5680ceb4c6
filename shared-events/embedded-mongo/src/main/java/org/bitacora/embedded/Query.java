package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A filter, read once: conditions that an index can answer, and other tests. An operator that is not here is refused by
 * name when the query is read, even if no document would ever meet it.
 *
 * <p>Why this is not mongo-java-server's matcher: a query must find the same documents with an index and without, so both
 * look at the same bytes ({@link Keys}). That matcher orders text by UTF-16, compares long with double by rounding, and
 * lets one element of an array satisfy two ends of a range that MongoDB lets two elements satisfy.
 *
 * <p>Immutable once read, so any thread may use it.
 */
final class Query {
    /**
     * That a value at the path, or an element of it, has its key in one of these intervals.
     *
     * @param intervals from where (inclusive) to where (exclusive), apart from each other
     * @param points whether each interval holds one value, whose key is where it begins
     * @param ofArrays whether an array as a whole may be meant, which no index has
     */
    record Condition(
            String path, List<String> parts, NavigableMap<byte[], byte[]> intervals, boolean points, boolean ofArrays) {
        private static Condition among(String path, Collection<?> values) {
            Condition condition = none(path, true, values.stream().anyMatch(Collection.class::isInstance));
            for (Object value : values) {
                byte[] key = Keys.of(value);
                condition.intervals.put(key, Keys.join(key, Keys.AFTER));
            }
            return condition;
        }

        private static Condition between(String path, @Nullable Object bound, byte[] from, byte[] to) {
            Condition condition = none(path, false, bound instanceof Collection);
            if (Arrays.compareUnsigned(from, to) < 0) {
                condition.intervals.put(from, to);
            }
            return condition;
        }

        private static Condition none(String path, boolean points, boolean ofArrays) {
            return new Condition(path, Paths.split(path), new TreeMap<>(Arrays::compareUnsigned), points, ofArrays);
        }

        boolean holds(Document document) {
            return Paths.any(
                    document,
                    parts,
                    found -> found instanceof Collection<?> elements
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
    private final List<Predicate<Document>> others = new ArrayList<>();

    Query(@Nullable Document filter) {
        if (filter != null) {
            filter.forEach(this::read);
        }
    }

    boolean matches(Document document) {
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

    private void read(String key, @Nullable Object value) {
        switch (key) {
            case "$and" ->
                parts(key, value).forEach(part -> {
                    conditions.addAll(part.conditions);
                    others.addAll(part.others);
                });
            case "$or" -> {
                List<Query> parts = parts(key, value);
                others.add(document -> parts.stream().anyMatch(part -> part.matches(document)));
            }
            default -> {
                if (key.startsWith("$")) {
                    throw Refusal.notSupported("the query operator " + key);
                }
                if (value instanceof Document operators && isOperators(value)) {
                    operators.forEach((operator, operand) -> read(key, operator, operand));
                } else {
                    conditions.add(equal(key, value));
                }
            }
        }
    }

    /** Each operator asks for itself: of an array, different elements may satisfy different operators. */
    private void read(String path, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> conditions.add(equal(path, operand));
            case "$in" -> conditions.add(Condition.among(path, values(operator, operand)));
            case "$gt", "$gte", "$lt", "$lte" -> conditions.add(range(path, operator, operand));
            case "$all" -> {
                Collection<?> values = values(operator, operand);
                values.forEach(value -> {
                    if (isOperators(value)) {
                        throw Refusal.notSupported("an operator in $all");
                    }
                    conditions.add(equal(path, value));
                });
                if (values.isEmpty()) {
                    others.add(document -> false);
                }
            }
            case "$ne" -> {
                Condition equal = equal(path, operand);
                others.add(document -> !equal.holds(document));
            }
            case "$elemMatch" -> {
                List<String> parts = Paths.split(path);
                Predicate<@Nullable Object> element = ofElement(operand);
                others.add(document -> Paths.any(
                        document,
                        parts,
                        found -> found instanceof Collection<?> elements
                                && elements.stream().anyMatch(element)));
            }
            default -> throw Refusal.notSupported("the query operator " + operator);
        }
    }

    private static Condition equal(String path, @Nullable Object value) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(value);
        return Condition.among(path, values);
    }

    /** Only values of the bound's own type lie in a range; null and "not a number" have none but themselves beside them. */
    private static Condition range(String path, String operator, @Nullable Object bound) {
        byte[] key = Keys.of(bound);
        byte[] behind = Keys.join(key, Keys.AFTER);
        boolean alone = Keys.isAlone(key);
        return switch (operator) {
            case "$gt" -> Condition.between(path, bound, behind, alone ? behind : Keys.endOfType(key));
            case "$gte" -> Condition.between(path, bound, key, alone ? behind : Keys.endOfType(key));
            case "$lt" -> Condition.between(path, bound, alone ? key : Keys.startOfType(key), key);
            default -> Condition.between(path, bound, alone ? key : Keys.startOfType(key), behind);
        };
    }

    private static Collection<?> values(String operator, @Nullable Object operand) {
        if (operand instanceof Collection<?> values) {
            return values;
        }
        throw new BadValueException(operator + " needs an array");
    }

    private static List<Query> parts(String operator, @Nullable Object value) {
        List<Query> parts = new ArrayList<>();
        for (Object part : values(operator, value)) {
            if (!(part instanceof Document filter)) {
                throw new BadValueException(operator + " takes documents");
            }
            parts.add(new Query(filter));
        }
        if (parts.isEmpty()) {
            throw new BadValueException(operator + " must be a nonempty array");
        }
        return parts;
    }

    /** Whether a value is a document of operators rather than a value to compare with. */
    static boolean isOperators(@Nullable Object value) {
        return value instanceof Document document
                && !document.isEmpty()
                && document.keySet().iterator().next().startsWith("$");
    }

    private static Predicate<@Nullable Object> ofElement(@Nullable Object operand) {
        if (!(operand instanceof Document filter)) {
            throw new BadValueException("$elemMatch needs an Object");
        }
        boolean ofValues = isOperators(filter)
                && !Set.of("$and", "$or").contains(filter.keySet().iterator().next());
        Query query = new Query(ofValues ? new Document("", filter) : filter);
        return ofValues
                ? value -> query.matches(new Document("", value))
                : value -> value instanceof Document document && query.matches(document);
    }
}
