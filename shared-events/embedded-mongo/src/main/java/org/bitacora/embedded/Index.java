package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one secondary index, and the keys that a document has in it.
 *
 * <p>The key of an entry is the encoded fields, complemented where the field is descending, and then the encoded
 * {@code _id}, unless {@code _id} is the last field already. The value of an entry is one byte, {@link Keys#typeOf} the
 * {@code _id}: an entry alone can answer for the document's {@code _id}.
 *
 * @param table number of the table that holds the entries
 * @param multikey bit i is set once any document had more than one value in field i; never unset
 * @param ready false while the index is being built: written to, but not yet read
 */
record Index(String name, List<Field> fields, boolean unique, boolean sparse, int table, long multikey, boolean ready) {
    /** One field of an index, in the order of its values or in the reverse. */
    record Field(String path, boolean descending) {
        byte[] encode(byte[] key) {
            return descending ? Keys.complement(key) : key;
        }
    }

    /** The encoded fields of a document, without {@code _id} behind them, and which fields had more than one value. */
    record Entries(List<byte[]> fields, long multikey) {}

    private static final int FIELDS_MAX = 32;
    private static final int ENTRIES_OF_ONE_DOCUMENT_MAX = 50_000;
    private static final Set<String> UNDERSTOOD = Set.of("v", "key", "name", "ns", "unique", "sparse", "background");

    static Index requested(Document request, int table) {
        request.keySet().stream()
                .filter(option -> !UNDERSTOOD.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw Refusal.notSupported("the index option " + option);
                });
        if (!(request.get("key") instanceof Document key) || key.isEmpty() || key.size() > FIELDS_MAX) {
            throw Refusal.badValue("an index needs a key of 1 to " + FIELDS_MAX + " fields");
        }
        List<Field> fields = new ArrayList<>();
        key.forEach((path, direction) -> {
            if (!(direction instanceof Number number) || Math.abs(number.doubleValue()) != 1) {
                throw Refusal.notSupported("an index of the kind " + direction);
            }
            if (path.contains("$") || Arrays.stream(Paths.split(path)).anyMatch(Paths::isPosition)) {
                throw Refusal.notSupported("an index on the path " + path);
            }
            fields.add(new Field(path, number.intValue() < 0));
        });
        if (!(request.get("name") instanceof String name)) {
            throw Refusal.badValue("an index needs a name");
        }
        return new Index(
                name,
                List.copyOf(fields),
                isTrue(request.get("unique")),
                isTrue(request.get("sparse")),
                table,
                0,
                false);
    }

    static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || (value instanceof Number number && number.doubleValue() != 0);
    }

    Index with(long moreMultikey, boolean nowReady) {
        return new Index(name, fields, unique, sparse, table, multikey | moreMultikey, nowReady);
    }

    Document key() {
        Document key = new Document();
        fields.forEach(field -> key.append(field.path(), field.descending() ? -1 : 1));
        return key;
    }

    /** As {@code listIndexes} tells it. */
    Document description() {
        Document description = new Document("v", 2).append("key", key()).append("name", name);
        if (unique) {
            description.append("unique", true);
        }
        if (sparse) {
            description.append("sparse", true);
        }
        return description;
    }

    Document stored() {
        return description().append("table", table).append("multikey", multikey).append("ready", ready);
    }

    static Index fromStored(Document stored) {
        Document request = stored.clone();
        List.of("table", "multikey", "ready").forEach(request::remove);
        return requested(request, Bson.field(stored, "table", Integer.class))
                .with(Bson.field(stored, "multikey", Long.class), Bson.field(stored, "ready", Boolean.class));
    }

    boolean endsWithId() {
        return fields.getLast().path().equals("_id");
    }

    byte[] entry(byte[] encodedFields, byte[] id) {
        return endsWithId() ? encodedFields : Keys.join(encodedFields, id);
    }

    boolean isMultikey(int field) {
        return (multikey & (1L << field)) != 0;
    }

    /** Where the first {@code count} fields of an entry end. */
    int endOf(byte[] entry, int count) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = Keys.end(entry, at, fields.get(i).descending());
        }
        return at;
    }

    /** The encoded {@code _id} that an entry leads to. */
    byte[] idOf(byte[] entry) {
        if (endsWithId()) {
            byte[] id = Arrays.copyOfRange(entry, endOf(entry, fields.size() - 1), entry.length);
            return fields.getLast().encode(id);
        }
        return Arrays.copyOfRange(entry, endOf(entry, fields.size()), entry.length);
    }

    Entries entries(Document document) {
        List<byte[]> prefixes = List.of(Keys.NONE);
        long several = 0;
        boolean anything = false;
        for (int i = 0; i < fields.size(); i++) {
            Set<byte[]> values = new TreeSet<>(Arrays::compareUnsigned);
            anything |= gather(document, fields.get(i), values);
            if (values.size() > 1) {
                if (several != 0) {
                    throw new MongoServerError(
                            171, "CannotIndexParallelArrays", "cannot index parallel arrays in index " + name);
                }
                several = 1L << i;
            }
            List<byte[]> longer = new ArrayList<>(prefixes.size() * values.size());
            for (byte[] prefix : prefixes) {
                values.forEach(value -> longer.add(Keys.join(prefix, value)));
            }
            prefixes = longer;
        }
        if (prefixes.size() > ENTRIES_OF_ONE_DOCUMENT_MAX) {
            throw Refusal.badValue(
                    "a document has more than " + ENTRIES_OF_ONE_DOCUMENT_MAX + " keys in the index " + name);
        }
        return new Entries(sparse && !anything ? List.of() : prefixes, several);
    }

    private static boolean gather(Document document, Field field, Set<byte[]> values) {
        boolean[] anything = {false};
        Paths.any(document, Paths.split(field.path()), 0, found -> {
            anything[0] |= !(found instanceof Missing);
            if (found instanceof Collection<?> elements) {
                elements.forEach(element -> values.add(field.encode(Keys.of(element))));
                if (elements.isEmpty()) {
                    values.add(field.encode(Keys.ofEmptyArray()));
                }
            } else {
                values.add(field.encode(Keys.of(found)));
            }
            return false;
        });
        if (values.isEmpty()) {
            values.add(field.encode(Keys.of(null)));
        }
        return anything[0];
    }
}
