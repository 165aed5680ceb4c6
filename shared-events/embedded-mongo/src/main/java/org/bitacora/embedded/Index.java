package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

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
record Index(String name, Document key, List<String> fields, boolean unique, int number, long multikey) {
    private static final int FIELDS_MAX = 32;
    private static final int ENTRIES_OF_ONE_DOCUMENT_MAX = 50_000;
    private static final Set<String> UNDERSTOOD = Set.of("v", "key", "name", "unique");

    static Index requested(Document request, int number) {
        Request.refuseOthers("an index", request, UNDERSTOOD);
        Document key = Bson.field(request, "key", Document.class);
        if (key.isEmpty() || key.size() > FIELDS_MAX) {
            throw new BadValueException("an index needs a key of 1 to " + FIELDS_MAX + " fields");
        }
        key.forEach((path, direction) -> {
            if (!(direction instanceof Number sign) || Math.abs(sign.doubleValue()) != 1) {
                throw Refusal.notSupported("an index of the kind " + direction);
            }
            Paths.split(path);
        });
        List<String> fields =
                key.keySet().stream().takeWhile(path -> !path.equals("_id")).toList();
        return new Index(
                Bson.field(request, "name", String.class), key, fields, Bson.isTrue(request.get("unique")), number, 0);
    }

    Index withMultikey(long more) {
        return new Index(name, key, fields, unique, number, multikey | more);
    }

    Document stored() {
        Document request = new Document("name", name).append("key", key).append("unique", unique);
        return new Document("request", request).append("table", number).append("multikey", multikey);
    }

    static Index fromStored(Document stored) {
        return requested(Bson.field(stored, "request", Document.class), Bson.field(stored, "table", Integer.class))
                .withMultikey(Bson.field(stored, "multikey", Long.class));
    }

    Rows.Table table() {
        return Rows.Table.ofIndex(number, fields.size());
    }

    boolean isMultikey(int field) {
        return (multikey & (1L << field)) != 0;
    }

    /** Whether two documents may not agree in its fields; with {@code _id} among them they never do. */
    boolean refusesEqual() {
        return unique && fields.size() == key.size();
    }

    /** The keys of a document's entries; {@code id} is the document's own key. */
    Set<byte[][]> entries(Document document, byte[] id) {
        List<byte[][]> entries = new ArrayList<>();
        entries.add(new byte[][] {});
        int several = 0;
        for (String field : fields) {
            NavigableSet<byte[]> values = Paths.keys(document, field);
            several += values.size() > 1 ? 1 : 0;
            if (several > 1) {
                throw new CannotIndexParallelArraysError(fields);
            }
            entries = entries.stream()
                    .flatMap(entry -> values.stream().map(value -> Keys.with(entry, value)))
                    .toList();
        }
        if (entries.size() > ENTRIES_OF_ONE_DOCUMENT_MAX) {
            throw new BadValueException(
                    "a document has more than " + ENTRIES_OF_ONE_DOCUMENT_MAX + " keys in the index " + name);
        }
        Set<byte[][]> whole = noEntries();
        entries.forEach(entry -> whole.add(Keys.with(entry, id)));
        return whole;
    }

    static Set<byte[][]> noEntries() {
        return new TreeSet<>((left, right) -> Arrays.compare(left, right, Arrays::compareUnsigned));
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
