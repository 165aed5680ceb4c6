package org.bitacora.embedded;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What an update makes of a document: a replacement, or changes by {@code $set}, {@code $setOnInsert}, {@code $inc},
 * {@code $min} and {@code $max}, which are applied in the order of their paths. Other operators, and paths into arrays,
 * are refused by name when the update is read. Immutable once read.
 */
final class Update {
    private record Change(String operator, BsonValue operand) {}

    private static final Set<String> OPERATORS = Set.of("$set", "$setOnInsert", "$inc", "$min", "$max");
    private static final Set<BsonType> SUMMED = Set.of(BsonType.INT32, BsonType.INT64, BsonType.DOUBLE);

    private final @Nullable BsonDocument replacement;
    private final Map<String, Change> changes = new TreeMap<>();

    Update(@Nullable BsonValue requested) {
        if (!(requested instanceof BsonDocument update)) {
            throw Refusal.notSupported("an update by a pipeline");
        }
        if (update.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
            replacement = update;
            return;
        }
        replacement = null;
        Refusal.ofOthers("an update by operators", update, OPERATORS);
        update.forEach((operator, operands) ->
                operands.asDocument().forEach((path, operand) -> read(operator, path, operand)));
    }

    private void read(String operator, String path, BsonValue operand) {
        for (String other : changes.keySet()) {
            if ((path + ".").startsWith(other + ".") || (other + ".").startsWith(path + ".")) {
                throw new Refusal(
                        40, "ConflictingUpdateOperators", "two changes of one path: " + path + " and " + other);
            }
        }
        if (operator.equals("$inc")) {
            number(path, operand);
        }
        changes.put(Paths.checked(path), new Change(operator, operand));
    }

    private static BsonNumber number(String path, BsonValue value) {
        if (!SUMMED.contains(value.getBsonType())) {
            throw new Refusal(14, "TypeMismatch", "the field " + path + " must be a number to be increased");
        }
        return value.asNumber();
    }

    boolean isReplacement() {
        return replacement != null;
    }

    /** The document after the update; the one given is not touched. */
    BsonDocument edited(BsonDocument document) {
        BsonDocument edited = changed(document, false);
        // The same number of another type is the same _id: the first spelling of it stays.
        return withId(document.get("_id", BsonNull.VALUE), edited);
    }

    /** The document to insert where nothing matched the filter: with what the filter says of its fields. */
    BsonDocument upserted(BsonDocument filter) {
        BsonDocument base = new BsonDocument();
        gatherEqualities(filter, base);
        BsonDocument inserted = changed(base, true);
        BsonValue id = base.containsKey("_id") ? base.get("_id") : inserted.get("_id");
        return withId(id == null ? new BsonObjectId() : id, inserted);
    }

    private static BsonDocument withId(BsonValue id, BsonDocument fields) {
        if (fields.containsKey("_id") && Keys.compare(fields.get("_id"), id) != 0) {
            throw new Refusal(66, "ImmutableField", "the (immutable) field '_id' was found to have been altered");
        }
        BsonDocument document = new BsonDocument("_id", id);
        document.putAll(fields);
        document.put("_id", id);
        return document;
    }

    private static void gatherEqualities(BsonDocument filter, BsonDocument into) {
        filter.forEach((path, value) -> {
            if (path.equals("$and")) {
                value.asArray().forEach(part -> gatherEqualities(part.asDocument(), into));
            } else if (!path.startsWith("$")) {
                BsonValue equal = Query.isOperators(value) ? value.asDocument().get("$eq") : value;
                if (equal != null) {
                    merge(into, path, equal, (before, now) -> now);
                }
            }
        });
    }

    private BsonDocument changed(BsonDocument document, boolean inserting) {
        if (replacement != null) {
            return replacement;
        }
        BsonDocument changed = Bson.mutable(document);
        changes.forEach((path, change) -> {
            if (inserting || !change.operator.equals("$setOnInsert")) {
                merge(changed, path, change.operand, (now, operand) -> switch (change.operator) {
                    case "$inc" -> sum(number(path, now), operand.asNumber());
                    case "$min" -> Keys.compare(operand, now) < 0 ? operand : now;
                    case "$max" -> Keys.compare(operand, now) > 0 ? operand : now;
                    default -> operand;
                });
            }
        });
        return changed;
    }

    /** Puts the value at the path, or, where there is one already, what becomes of both. */
    private static void merge(BsonDocument into, String path, BsonValue value, BinaryOperator<BsonValue> both) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            into.merge(path, value, both);
            return;
        }
        String field = path.substring(0, dot);
        BsonValue inner = into.computeIfAbsent(field, absent -> new BsonDocument());
        if (!inner.isDocument()) {
            throw new Refusal(28, "PathNotViable", "cannot create the field " + path + " in " + field + ": " + inner);
        }
        merge(inner.asDocument(), path.substring(dot + 1), value, both);
    }

    /** Of two 32-bit integers one that fits, of integers a 64-bit one; else a double. */
    private static BsonNumber sum(BsonNumber left, BsonNumber right) {
        if (left.isDouble() || right.isDouble()) {
            return new BsonDouble(left.doubleValue() + right.doubleValue());
        }
        try {
            long sum = Math.addExact(left.longValue(), right.longValue());
            boolean small = left.isInt32() && right.isInt32() && sum == (int) sum;
            return small ? new BsonInt32((int) sum) : new BsonInt64(sum);
        } catch (ArithmeticException e) {
            throw Refusal.badValue("the sum of " + left + " and " + right + " does not fit into 64 bits");
        }
    }
}
