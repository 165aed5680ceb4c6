package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.NumericUtils;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.ConflictingUpdateOperatorsException;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.exception.ImmutableFieldException;
import de.bwaldvogel.mongo.exception.PathNotViableException;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an update makes of a document: a replacement, or changes by {@code $set}, {@code $setOnInsert}, {@code $inc},
 * {@code $min} and {@code $max}, which are applied in the order of their paths. Other operators, and paths into arrays, are refused by name when the
 * update is read.
 *
 * <p>mongo-java-server's own updates are not used: its {@code $set} leaves a number's type as it was and writes into null,
 * its sums wrap around, and its replacements keep the old order of the fields.
 */
final class Update {
    private record Change(String operator, @Nullable Object operand) {}

    private static final Set<String> OPERATORS = Set.of("$set", "$setOnInsert", "$inc", "$min", "$max");

    private final @Nullable Document replacement;
    private final Map<String, Change> changes = new TreeMap<>();

    Update(@Nullable Object requested) {
        if (!(requested instanceof Document update)) {
            throw Refusal.notSupported("an update by a pipeline");
        }
        boolean operators = update.keySet().stream().anyMatch(key -> key.startsWith("$"));
        replacement = operators ? null : update;
        if (operators) {
            Request.refuseOthers("an update by operators", update, OPERATORS);
            update.keySet()
                    .forEach(operator -> Bson.field(update, operator, Document.class)
                            .forEach((path, operand) -> read(operator, path, operand)));
        }
    }

    private void read(String operator, String path, @Nullable Object operand) {
        Paths.split(path);
        for (String other : changes.keySet()) {
            if ((path + ".").startsWith(other + ".") || (other + ".").startsWith(path + ".")) {
                throw new ConflictingUpdateOperatorsException(path, other);
            }
        }
        if (operator.equals("$inc")) {
            number(path, operand);
        }
        changes.put(path, new Change(operator, operand));
    }

    private static Number number(String path, @Nullable Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Double) {
            return (Number) value;
        }
        throw new TypeMismatchException("the field " + path + " must be a number to be increased");
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
        Document inserted = changed(base, true);
        Object id = inserted.containsKey("_id") ? inserted.get("_id") : base.get("_id");
        if (base.containsKey("_id") && !Arrays.equals(Keys.of(base.get("_id")), Keys.of(id))) {
            throw immutableId();
        }
        boolean none = !inserted.containsKey("_id") && !base.containsKey("_id");
        return withId(none ? new ObjectId() : id, inserted);
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
            if (path.equals("$and") && value instanceof List<?> parts) {
                parts.forEach(part -> gatherEqualities((Document) part, into));
            } else if (!path.startsWith("$") && !Query.isOperators(value)) {
                set(into, path, value);
            } else if (value instanceof Document operators && operators.containsKey("$eq")) {
                set(into, path, operators.get("$eq"));
            }
        });
    }

    private Document changed(Document document, boolean inserting) {
        if (replacement != null) {
            return replacement;
        }
        Document changed = document.cloneDeeply();
        changes.forEach((path, change) -> {
            Object now = Utils.getSubdocumentValue(changed, path);
            boolean missing = now instanceof Missing;
            switch (change.operator) {
                case "$inc" ->
                    set(changed, path, missing ? change.operand : sum(number(path, now), number(path, change.operand)));
                case "$min", "$max" -> {
                    int order = missing ? 0 : Arrays.compareUnsigned(Keys.of(change.operand), Keys.of(now));
                    if (missing || (change.operator.equals("$min") ? order < 0 : order > 0)) {
                        set(changed, path, change.operand);
                    }
                }
                case "$setOnInsert" -> {
                    if (inserting) {
                        set(changed, path, change.operand);
                    }
                }
                default -> set(changed, path, change.operand);
            }
        });
        return changed;
    }

    private static void set(Document document, String path, @Nullable Object value) {
        List<String> parts = Paths.split(path);
        Document at = document;
        for (int i = 0; i < parts.size() - 1; i++) {
            if (!at.containsKey(parts.get(i))) {
                at.put(parts.get(i), new Document());
            }
            Object next = at.get(parts.get(i));
            if (!(next instanceof Document inner)) {
                throw new PathNotViableException(parts.get(i + 1), new Document(parts.get(i), next));
            }
            at = inner;
        }
        at.put(parts.getLast(), value);
    }

    private static Number sum(Number left, Number right) {
        try {
            if (!(left instanceof Double || right instanceof Double)) {
                Math.addExact(left.longValue(), right.longValue());
            }
            return NumericUtils.addNumbers(left, right);
        } catch (ArithmeticException e) {
            throw new FailedToParseException("the sum of " + left + " and " + right + " does not fit into 64 bits");
        }
    }

    private static ImmutableFieldException immutableId() {
        return new ImmutableFieldException("the (immutable) field '_id' was found to have been altered");
    }
}
