package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;

/**
 * The definition of one secondary index, and the entries that a document has in it.
 *
 * <p>An entry's key is one column for each field and behind them the document's key; what the definition names behind
 * {@code _id} changes nothing and has no column. All columns ascend: SQLite reads them in both directions. The value of
 * an entry is a document with nothing but the {@code _id}, so that an entry alone can answer for it.
 *
 * @param key as it was asked for: fields, each 1 or -1
 * @param fields the paths that have a column of their own
 * @param number of the table that holds the entries
 * @param multikey bit i is set once any document had more than one value in field i; never unset
 */
record Index(String name, BsonDocument key, List<String> fields, boolean unique, int number, long multikey) {
    private static final int FIELDS_MAX = 32;
    private static final int ENTRIES_OF_ONE_DOCUMENT_MAX = 50_000;
    private static final Set<String> UNDERSTOOD = Set.of("v", "key", "name", "unique");

    static Index requested(BsonDocument request, int number) {
        Refusal.ofOthers("an index", request, UNDERSTOOD);
        BsonDocument key = request.getDocument("key");
        if (key.isEmpty() || key.size() > FIELDS_MAX) {
            throw Refusal.badValue("an index needs a key of 1 to " + FIELDS_MAX + " fields");
        }
        key.forEach((path, direction) -> {
            if (!(direction instanceof BsonNumber sign) || Math.abs(sign.doubleValue()) != 1) {
                throw Refusal.notSupported("an index of the kind " + direction);
            }
            Paths.checked(path);
        });
        List<String> fields =
                key.keySet().stream().takeWhile(path -> !path.equals("_id")).toList();
        boolean unique = Bson.isTrue(request.get("unique"));
        return new Index(request.getString("name").getValue(), key, fields, unique, number, 0);
    }

    Index withMultikey(long more) {
        return new Index(name, key, fields, unique, number, multikey | more);
    }

    BsonDocument stored() {
        BsonDocument request = new BsonDocument("name", new BsonString(name))
                .append("key", key)
                .append("unique", BsonBoolean.valueOf(unique));
        return new BsonDocument("request", request)
                .append("table", new BsonInt32(number))
                .append("multikey", new BsonInt64(multikey));
    }

    static Index fromStored(BsonDocument stored) {
        return requested(stored.getDocument("request"), stored.getInt32("table").getValue())
                .withMultikey(stored.getInt64("multikey").getValue());
    }

    Rows.Table table() {
        return Rows.Table.ofIndex(number, fields.size());
    }

    /** Whether two documents may not agree in its fields; with {@code _id} among them they never do. */
    boolean refusesEqual() {
        return unique && fields.size() == key.size();
    }

    /** The keys of a document's entries; {@code id} is the document's own key. */
    Set<byte[][]> entries(BsonDocument document, byte[] id) {
        List<byte[][]> entries = new ArrayList<>();
        entries.add(new byte[][] {});
        boolean several = false;
        for (String field : fields) {
            NavigableSet<byte[]> values = Paths.keys(document, field);
            if (several && values.size() > 1) {
                throw new Refusal(171, "CannotIndexParallelArrays", "cannot index parallel arrays: " + fields);
            }
            several |= values.size() > 1;
            entries = entries.stream()
                    .flatMap(entry -> values.stream().map(value -> Keys.with(entry, value)))
                    .toList();
        }
        if (entries.size() > ENTRIES_OF_ONE_DOCUMENT_MAX) {
            throw Refusal.badValue(
                    "a document has more than " + ENTRIES_OF_ONE_DOCUMENT_MAX + " keys in the index " + name);
        }
        Set<byte[][]> whole = new TreeSet<>((left, right) -> Arrays.compare(left, right, Arrays::compareUnsigned));
        entries.forEach(entry -> whole.add(Keys.with(entry, id)));
        return whole;
    }

    /** Which fields have more than one value, as told by the keys of one document's entries. */
    long severalIn(Set<byte[][]> entries) {
        long several = 0;
        byte[][] first = entries.iterator().next();
        for (byte[][] entry : entries) {
            for (int field = 0; field < fields.size(); field++) {
                several |= Arrays.equals(first[field], entry[field]) ? 0 : 1L << field;
            }
        }
        return several;
    }
}
