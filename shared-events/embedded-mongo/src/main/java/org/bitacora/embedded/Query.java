package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A filter, read once: a predicate over documents, and what of it an index can narrow. An operator that is not here is
 * refused by name when the query is read, even if no document would ever meet it.
 *
 * <p>Immutable once read, so any thread may use it.
 */
final class Query {
    /** What a query demands of one path: its value is among {@code points}, or lies between the bounds, or both. */
    static final class Demand {
        /** Encoded values, in order; null if none are named. */
        @Nullable
        List<byte[]> points;
        /** Whether all of the points are demanded ({@code $all}) rather than any. */
        boolean all;

        boolean hasNull;
        byte @Nullable [] from;
        boolean fromInclusive;
        byte @Nullable [] to;
        boolean toInclusive;

        boolean isRange() {
            return from != null || to != null;
        }
    }

    private final Predicate<Document> predicate;
    private final Map<String, Demand> demands = new TreeMap<>();
    /** Whether the demands say all that the filter says. */
    private boolean demandsAreExact = true;

    Query(@Nullable Document filter) {
        Document read = filter == null ? new Document() : filter;
        predicate = document(read);
        gather(read);
    }

    boolean matches(Document document) {
        return predicate.test(document);
    }

    Map<String, Demand> demands() {
        return demands;
    }

    boolean demandsAreExact() {
        return demandsAreExact;
    }

    // ---- the predicate

    private static Predicate<Document> document(Document filter) {
        List<Predicate<Document>> parts = new ArrayList<>();
        filter.forEach((key, value) -> parts.add(
                switch (key) {
                    case "$and" -> allOf(documents(key, value));
                    case "$or" -> anyOf(documents(key, value));
                    case "$nor" -> anyOf(documents(key, value)).negate();
                    case "$comment" -> document -> true;
                    default -> {
                        if (key.startsWith("$")) {
                            throw Refusal.notSupported("the query operator " + key);
                        }
                        String[] path = Paths.split(key);
                        Predicate<Document> all = document -> true;
                        for (Predicate<Document> part : operators(path, value)) {
                            all = all.and(part);
                        }
                        yield all;
                    }
                }));
        return allOf(parts);
    }

    private static <T> Predicate<T> allOf(List<Predicate<T>> parts) {
        return parts.size() == 1 ? parts.getFirst() : tested -> parts.stream().allMatch(part -> part.test(tested));
    }

    private static <T> Predicate<T> anyOf(List<Predicate<T>> parts) {
        return tested -> parts.stream().anyMatch(part -> part.test(tested));
    }

    private static List<Predicate<Document>> documents(String operator, @Nullable Object value) {
        if (!(value instanceof Collection<?> filters) || filters.isEmpty()) {
            throw Refusal.badValue(operator + " must be a nonempty array");
        }
        List<Predicate<Document>> parts = new ArrayList<>();
        for (Object filter : filters) {
            if (!(filter instanceof Document part)) {
                throw Refusal.badValue(operator + " takes documents");
            }
            parts.add(document(part));
        }
        return parts;
    }

    /** Each operator asks for itself: on an array, different elements may satisfy different operators. */
    private static List<Predicate<Document>> operators(String[] path, @Nullable Object value) {
        if (!(value instanceof Document operators) || !isOperators(value)) {
            return List.of(at(path, equalTo(value)));
        }
        List<Predicate<Document>> parts = new ArrayList<>();
        operators.forEach((operator, operand) -> {
            switch (operator) {
                case "$ne" -> parts.add(at(path, equalTo(operand)).negate());
                case "$nin" -> parts.add(at(path, in(operand)).negate());
                case "$not" -> parts.add(not(path, operand));
                case "$all" -> parts.add(all(path, operand));
                case "$exists" -> {
                    boolean wanted = Utils.isTrue(operand);
                    Predicate<Document> exists = at(path, found -> !(found instanceof Missing));
                    parts.add(wanted ? exists : exists.negate());
                }
                case "$options" -> {}
                default -> parts.add(at(path, valueOperator(operator, operand, operators)));
            }
        });
        return parts;
    }

    /** Whether a value is a document of operators rather than a value to compare with. */
    static boolean isOperators(@Nullable Object value) {
        return value instanceof Document document
                && !document.isEmpty()
                && document.keySet().iterator().next().startsWith("$");
    }

    private static Predicate<Document> at(String[] path, Predicate<@Nullable Object> condition) {
        return document -> Paths.any(document, path, 0, condition);
    }

    private static Predicate<@Nullable Object> valueOperator(
            String operator, @Nullable Object operand, Document operators) {
        return switch (operator) {
            case "$eq" -> equalTo(operand);
            case "$in" -> in(operand);
            case "$gt" -> compared(operand, order -> order > 0, false);
            case "$gte" -> compared(operand, order -> order >= 0, true);
            case "$lt" -> compared(operand, order -> order < 0, false);
            case "$lte" -> compared(operand, order -> order <= 0, true);
            case "$size" -> {
                if (!(operand instanceof Number size)) {
                    throw Refusal.badValue("$size needs a number");
                }
                yield found -> found instanceof Collection<?> elements && elements.size() == size.doubleValue();
            }
            case "$elemMatch" -> elemMatch(operand);
            case "$regex" -> matching(BsonRegularExpression.convertToRegularExpression(operators));
            default -> throw Refusal.notSupported("the query operator " + operator);
        };
    }

    private static Predicate<@Nullable Object> onValueOrElements(Predicate<@Nullable Object> condition) {
        return found -> condition.test(found)
                || (found instanceof Collection<?> elements && elements.stream().anyMatch(condition));
    }

    private static Predicate<@Nullable Object> equalTo(@Nullable Object operand) {
        if (operand instanceof BsonRegularExpression expression) {
            return matching(expression);
        }
        byte[] wanted = Keys.of(operand);
        return onValueOrElements(found -> Arrays.equals(wanted, Keys.of(found)));
    }

    private static Predicate<@Nullable Object> in(@Nullable Object operand) {
        if (!(operand instanceof Collection<?> values)) {
            throw Refusal.badValue("$in and $nin need an array");
        }
        Set<byte[]> wanted = new TreeSet<>(Arrays::compareUnsigned);
        List<Predicate<@Nullable Object>> expressions = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof BsonRegularExpression expression) {
                expressions.add(matching(expression));
            } else {
                wanted.add(Keys.of(value));
            }
        }
        Predicate<@Nullable Object> listed = onValueOrElements(found -> wanted.contains(Keys.of(found)));
        for (Predicate<@Nullable Object> expression : expressions) {
            listed = listed.or(expression);
        }
        return listed;
    }

    private static Predicate<@Nullable Object> compared(
            @Nullable Object operand, Predicate<Integer> order, boolean inclusive) {
        if (operand instanceof BsonRegularExpression) {
            throw Refusal.badValue("regular expressions cannot be compared by order");
        }
        byte[] bound = Keys.of(operand);
        if (operand == null) {
            return inclusive ? onValueOrElements(Missing::isNullOrMissing) : found -> false;
        }
        return onValueOrElements(found -> {
            if (Missing.isNullOrMissing(found)) {
                return false;
            }
            byte[] key = Keys.of(found);
            return Keys.sameType(key, bound)
                    && Keys.isNotANumber(key) == Keys.isNotANumber(bound)
                    && order.test(Arrays.compareUnsigned(key, bound));
        });
    }

    private static Predicate<@Nullable Object> matching(BsonRegularExpression expression) {
        return onValueOrElements(found ->
                found instanceof String text && expression.matcher(text).find());
    }

    private static Predicate<Document> not(String[] path, @Nullable Object operand) {
        if (operand instanceof BsonRegularExpression expression) {
            return at(path, matching(expression)).negate();
        }
        if (!isOperators(operand)) {
            throw Refusal.badValue("$not needs a regex or a document of operators");
        }
        return allOf(operators(path, operand)).negate();
    }

    private static Predicate<Document> all(String[] path, @Nullable Object operand) {
        if (!(operand instanceof Collection<?> values)) {
            throw Refusal.badValue("$all needs an array");
        }
        if (values.isEmpty()) {
            return document -> false;
        }
        List<Predicate<Document>> parts = new ArrayList<>();
        for (Object value : values) {
            boolean element = isOperators(value) && ((Document) value).containsKey("$elemMatch");
            parts.add(at(path, element ? elemMatch(((Document) value).get("$elemMatch")) : equalTo(value)));
        }
        return allOf(parts);
    }

    /** What {@code $pull} takes out of an array: elements that a filter matches, or that are equal to a value. */
    static Predicate<@Nullable Object> ofElement(@Nullable Object operand) {
        if (isOperators(operand)) {
            Predicate<Document> element = allOf(operators(new String[] {""}, operand));
            return value -> element.test(new Document("", value));
        }
        if (operand instanceof Document filter) {
            Predicate<Document> element = document(filter);
            return value -> value instanceof Document part && element.test(part);
        }
        byte[] wanted = Keys.of(operand);
        return value -> Arrays.equals(wanted, Keys.of(value));
    }

    private static Predicate<@Nullable Object> elemMatch(@Nullable Object operand) {
        if (!(operand instanceof Document filter)) {
            throw Refusal.badValue("$elemMatch needs an Object");
        }
        boolean logical = Set.of("$and", "$or", "$nor")
                .contains(filter.isEmpty() ? "" : filter.keySet().iterator().next());
        Predicate<Document> matching = logical ? document(filter) : found -> false;
        Predicate<@Nullable Object> element =
                logical ? value -> value instanceof Document part && matching.test(part) : ofElement(filter);
        return found ->
                found instanceof Collection<?> elements && elements.stream().anyMatch(element);
    }

    // ---- what an index can narrow

    private void gather(Document filter) {
        filter.forEach((key, value) -> {
            if (key.equals("$and")) {
                ((Collection<?>) value).forEach(part -> gather((Document) part));
            } else if (key.startsWith("$")) {
                demandsAreExact &= key.equals("$comment");
            } else if (isOperators(value)) {
                ((Document) value).forEach((operator, operand) -> demand(key, operator, operand));
            } else {
                demand(key, "$eq", value);
            }
        });
    }

    private void demand(String path, String operator, @Nullable Object operand) {
        Demand demand = demands.computeIfAbsent(path, unseen -> new Demand());
        boolean taken = switch (operator) {
            case "$eq" -> points(demand, List.of(new Document("", operand)), false);
            case "$in", "$all" -> {
                List<Document> values = new ArrayList<>();
                if (operand instanceof Collection<?> listed) {
                    listed.forEach(value -> values.add(new Document("", value)));
                }
                yield !values.isEmpty() && points(demand, values, operator.equals("$all"));
            }
            case "$gt", "$gte" -> {
                if (demand.from != null || !Keys.hasRange(Keys.of(operand))) {
                    yield false;
                }
                demand.from = Keys.of(operand);
                demand.fromInclusive = operator.equals("$gte");
                yield true;
            }
            case "$lt", "$lte" -> {
                if (demand.to != null || !Keys.hasRange(Keys.of(operand))) {
                    yield false;
                }
                demand.to = Keys.of(operand);
                demand.toInclusive = operator.equals("$lte");
                yield true;
            }
            default -> false;
        };
        demandsAreExact &= taken;
        if (demand.from != null && demand.to != null && !Keys.sameType(demand.from, demand.to)) {
            demand.to = null;
            demandsAreExact = false;
        }
    }

    private static boolean points(Demand demand, List<Document> values, boolean all) {
        if (demand.points != null) {
            return false;
        }
        Set<byte[]> points = new TreeSet<>(Arrays::compareUnsigned);
        for (Document holder : values) {
            Object value = holder.get("");
            if (value instanceof Collection<?> || value instanceof Document || value instanceof BsonRegularExpression) {
                return false;
            }
            demand.hasNull |= value == null;
            points.add(Keys.of(value));
        }
        demand.points = List.copyOf(points);
        demand.all = all && points.size() > 1;
        // An index has null also where the path leads into an array that holds no document: the filter decides.
        return !demand.hasNull;
    }
}
