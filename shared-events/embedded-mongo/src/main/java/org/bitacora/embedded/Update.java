package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an update makes of a document: a replacement, or changes by operators, which are applied in the order of their
 * paths. Operators, and paths with {@code $} in them, that are not here are refused by name when the update is read.
 */
final class Update {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Change(
            String operator, String[] path, @Nullable Object operand) {}

    private static final Set<String> OPERATORS = Set.of(
            "$set",
            "$setOnInsert",
            "$unset",
            "$inc",
            "$mul",
            "$min",
            "$max",
            "$push",
            "$addToSet",
            "$pull",
            "$pullAll",
            "$pop");
    private static final int ARRAY_ELEMENTS_MAX = 1_500_000;

    private final @Nullable Document replacement;
    private final Map<String, Change> changes = new TreeMap<>();

    Update(@Nullable Object requested) {
        if (!(requested instanceof Document update)) {
            throw Refusal.notSupported("an update by a pipeline");
        }
        boolean operators = update.keySet().stream().anyMatch(key -> key.startsWith("$"));
        replacement = operators ? null : update;
        if (operators) {
            update.forEach(this::read);
        }
    }

    private void read(String operator, @Nullable Object fields) {
        if (!operator.startsWith("$")) {
            throw failedToParse("an update either replaces or has operators only: " + operator);
        }
        if (!OPERATORS.contains(operator)) {
            throw Refusal.notSupported("the update operator " + operator);
        }
        if (!(fields instanceof Document document)) {
            throw failedToParse(operator + " takes a document");
        }
        document.forEach((path, operand) -> {
            if (path.contains("$")) {
                throw Refusal.notSupported("the path " + path + " in an update");
            }
            for (String other : changes.keySet()) {
                if ((path + ".").startsWith(other + ".") || (other + ".").startsWith(path + ".")) {
                    throw new MongoServerError(
                            40,
                            "ConflictingUpdateOperators",
                            "Updating the path '" + path + "' would create a conflict at '" + other + "'");
                }
            }
            checkOperand(operator, path, operand);
            changes.put(path, new Change(operator, Paths.split(path), operand));
        });
    }

    private static void checkOperand(String operator, String path, @Nullable Object operand) {
        switch (operator) {
            case "$inc", "$mul", "$pop" -> {
                if (!(operand instanceof Integer || operand instanceof Long || operand instanceof Double)) {
                    throw Refusal.typeMismatch(path, "number");
                }
            }
            case "$pull" -> Query.ofElement(operand);
            case "$pullAll" -> elements(path, operand);
            case "$push", "$addToSet" -> {
                if (operand instanceof Document each && each.containsKey("$each")) {
                    elements(path, each.get("$each"));
                    for (String modifier : each.keySet()) {
                        if (!modifier.equals("$each") && !(modifier.equals("$slice") && operator.equals("$push"))) {
                            throw Refusal.notSupported("the modifier " + modifier + " of " + operator);
                        }
                    }
                }
            }
            default -> {}
        }
    }

    boolean isReplacement() {
        return replacement != null;
    }

    /** The document after the update; the one given is not touched. */
    Document edited(Document document) {
        Document edited = changed(document, false);
        Object id = document.get("_id");
        if (edited.containsKey("_id") && !Arrays.equals(Keys.of(edited.get("_id")), Keys.of(id))) {
            throw immutableId();
        }
        // The same number of another type is the same _id: the first spelling of it stays.
        return withId(id, edited);
    }

    /** The document to insert where nothing matched the filter: with what the filter says of its fields. */
    Document upserted(Document filter) {
        Document base = new Document();
        gatherEqualities(filter, base);
        if (replacement != null) {
            Object known = base.get("_id");
            if (known != null
                    && replacement.containsKey("_id")
                    && !Arrays.equals(Keys.of(known), Keys.of(replacement.get("_id")))) {
                throw immutableId();
            }
            Object id = replacement.containsKey("_id") ? replacement.get("_id") : known;
            return withId(id == null ? new ObjectId() : id, replacement);
        }
        Document inserted = changed(base, true);
        return withId(inserted.containsKey("_id") ? inserted.get("_id") : new ObjectId(), inserted);
    }

    private static Document withId(@Nullable Object id, Document fields) {
        Document document = new Document("_id", id);
        fields.forEach((field, value) -> {
            if (!field.equals("_id")) {
                document.put(field, value);
            }
        });
        return document;
    }

    private static void gatherEqualities(Document filter, Document into) {
        filter.forEach((path, value) -> {
            if (path.equals("$and") && value instanceof Collection<?> parts) {
                parts.forEach(part -> gatherEqualities((Document) part, into));
            } else if (!path.startsWith("$")) {
                boolean operators = Query.isOperators(value);
                if (!operators) {
                    set(into, Paths.split(path), value);
                } else if (value instanceof Document document && document.containsKey("$eq")) {
                    set(into, Paths.split(path), document.get("$eq"));
                }
            }
        });
    }

    private Document changed(Document document, boolean inserting) {
        if (replacement != null) {
            return replacement;
        }
        Document changed = document.cloneDeeply();
        for (Change change : changes.values()) {
            apply(changed, change, inserting);
        }
        return changed;
    }

    private static void apply(Document document, Change change, boolean inserting) {
        Object operand = change.operand;
        Object now = get(document, change.path);
        boolean missing = now instanceof Missing;
        switch (change.operator) {
            case "$set" -> set(document, change.path, operand);
            case "$setOnInsert" -> {
                if (inserting) {
                    set(document, change.path, operand);
                }
            }
            case "$unset" -> unset(document, change.path);
            case "$inc" -> set(document, change.path, missing ? operand : computed(change, now, true));
            case "$mul" -> set(document, change.path, computed(change, missing ? 0 : now, false));
            case "$min", "$max" -> {
                int order = missing ? 0 : Arrays.compareUnsigned(Keys.of(operand), Keys.of(now));
                if (missing || (change.operator.equals("$min") ? order < 0 : order > 0)) {
                    set(document, change.path, operand);
                }
            }
            case "$push" -> set(document, change.path, pushed(array(change, now), operand));
            case "$addToSet" -> set(document, change.path, united(array(change, now), operand));
            case "$pull" -> {
                if (!missing) {
                    List<@Nullable Object> left = array(change, now);
                    left.removeIf(Query.ofElement(operand));
                    set(document, change.path, left);
                }
            }
            case "$pullAll" -> {
                if (!missing) {
                    List<byte[]> gone = elements(change.operator, operand).stream()
                            .map(Keys::of)
                            .toList();
                    List<@Nullable Object> left = array(change, now);
                    left.removeIf(element -> gone.stream().anyMatch(key -> Arrays.equals(key, Keys.of(element))));
                    set(document, change.path, left);
                }
            }
            default -> {
                List<@Nullable Object> left = array(change, now);
                if (!left.isEmpty()) {
                    left.remove(operand instanceof Number end && end.doubleValue() < 0 ? 0 : left.size() - 1);
                    set(document, change.path, left);
                }
            }
        }
    }

    private static Number computed(Change change, @Nullable Object now, boolean sum) {
        if (!(now instanceof Number left) || !(change.operand instanceof Number right)) {
            throw Refusal.typeMismatch(String.join(".", change.path), "number");
        }
        if (left instanceof Double || right instanceof Double) {
            return sum ? left.doubleValue() + right.doubleValue() : left.doubleValue() * right.doubleValue();
        }
        try {
            long result = sum
                    ? Math.addExact(left.longValue(), right.longValue())
                    : Math.multiplyExact(left.longValue(), right.longValue());
            boolean fits = left instanceof Integer && right instanceof Integer && result == (int) result;
            return fits ? (Number) (int) result : (Number) result;
        } catch (ArithmeticException e) {
            throw Refusal.badValue("the result at " + String.join(".", change.path) + " does not fit into 64 bits");
        }
    }

    private static List<@Nullable Object> pushed(List<@Nullable Object> array, @Nullable Object operand) {
        array.addAll(each(operand));
        if (operand instanceof Document modifiers && modifiers.get("$slice") instanceof Number slice) {
            int length = Math.min(array.size(), Math.abs(slice.intValue()));
            return slice.intValue() >= 0
                    ? array.subList(0, length)
                    : array.subList(array.size() - length, array.size());
        }
        return array;
    }

    private static List<@Nullable Object> united(List<@Nullable Object> array, @Nullable Object operand) {
        for (Object added : each(operand)) {
            byte[] key = Keys.of(added);
            if (array.stream().noneMatch(element -> Arrays.equals(key, Keys.of(element)))) {
                array.add(added);
            }
        }
        return array;
    }

    private static Collection<?> each(@Nullable Object operand) {
        return operand instanceof Document modifiers && modifiers.get("$each") instanceof Collection<?> several
                ? several
                : Stream.of(operand).toList();
    }

    private static Collection<?> elements(String where, @Nullable Object operand) {
        if (operand instanceof Collection<?> elements) {
            return elements;
        }
        throw Refusal.typeMismatch(where, "array");
    }

    private static List<@Nullable Object> array(Change change, @Nullable Object now) {
        if (now instanceof Missing) {
            return new ArrayList<>();
        }
        if (now instanceof Collection<?> elements) {
            return new ArrayList<>(elements);
        }
        throw Refusal.badValue("the field '" + String.join(".", change.path) + "' must be an array");
    }

    // ---- one path of a document

    private static @Nullable Object get(Document document, String[] path) {
        Object at = document;
        for (String fragment : path) {
            at = step(at, fragment);
        }
        return at;
    }

    private static @Nullable Object step(@Nullable Object at, String fragment) {
        if (at instanceof Document document) {
            return document.getOrMissing(fragment);
        }
        if (at instanceof List<?> list && Paths.isPosition(fragment) && Integer.parseInt(fragment) < list.size()) {
            return list.get(Integer.parseInt(fragment));
        }
        return Missing.getInstance();
    }

    @SuppressWarnings("unchecked") // the arrays of a document hold any value
    private static void set(Document document, String[] path, @Nullable Object value) {
        Object at = document;
        for (int i = 0; i < path.length; i++) {
            boolean last = i == path.length - 1;
            Object next = last ? value : step(at, path[i]);
            if (!last && !(next instanceof Missing)) {
                at = next;
                continue;
            }
            Object put = last ? value : new Document();
            if (at instanceof Document parent) {
                parent.put(path[i], put);
            } else if (at instanceof List<?> list && Paths.isPosition(path[i])) {
                putAt((List<@Nullable Object>) list, Integer.parseInt(path[i]), put);
            } else {
                throw new MongoServerError(
                        28, "PathNotViable", "Cannot create field '" + path[i] + "' in an element that is no document");
            }
            at = put;
        }
    }

    private static void putAt(List<@Nullable Object> list, int position, @Nullable Object value) {
        if (position > ARRAY_ELEMENTS_MAX) {
            throw Refusal.badValue("an array cannot have " + position + " elements");
        }
        while (list.size() <= position) {
            list.add(null);
        }
        list.set(position, value);
    }

    @SuppressWarnings("unchecked") // the arrays of a document hold any value
    private static void unset(Document document, String[] path) {
        Object parent = get(document, Arrays.copyOf(path, path.length - 1));
        String last = path[path.length - 1];
        if (parent instanceof Document holder) {
            holder.remove(last);
        } else if (parent instanceof List<?> && !(step(parent, last) instanceof Missing)) {
            ((List<@Nullable Object>) parent).set(Integer.parseInt(last), null);
        }
    }

    private static MongoServerError failedToParse(String why) {
        return new MongoServerError(9, "FailedToParse", why);
    }

    private static MongoServerError immutableId() {
        return new MongoServerError(66, "ImmutableField", "the (immutable) field '_id' was found to have been altered");
    }
}
