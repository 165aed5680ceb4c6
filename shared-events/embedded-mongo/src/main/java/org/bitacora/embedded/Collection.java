package org.bitacora.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * One collection within one command: what it is, and the changes to its documents, with all of their index entries.
 *
 * <p>The definition is one row of table 0, under {@code database.collection}: the number of the table that holds the
 * documents, and the indexes. So a rename moves one row, a drop removes one, an index is there once the row says so, and
 * a reader sees the definitions of its own snapshot. Nothing is kept in memory.
 *
 * <p>Each change of a document looks first at everything that could refuse it, and only then writes; so one that is
 * refused has changed nothing. Used by one thread, within one change or one reading of the store.
 */
final class Collection {
    static final Rows.Table CATALOG = Rows.Table.ofDocuments(0);
    static final int DOCUMENT_BYTES_MAX = 16 << 20;

    private static final byte[] LAST_TABLE = {0};
    private static final int NAME_BYTES_MAX = 255;
    private static final Set<BsonType> NO_IDS = Set.of(BsonType.ARRAY, BsonType.REGULAR_EXPRESSION);

    private final Rows rows;
    private final String namespace;
    private final int number;
    private final List<Index> indexes = new ArrayList<>();

    private Collection(Rows rows, String namespace, int number) {
        this.rows = rows;
        this.namespace = namespace;
        this.number = number;
    }

    /** A collection that may not exist: then it is empty. */
    static Collection find(Rows rows, String namespace) {
        byte[] row = rows.get(CATALOG, name(namespace));
        if (row == null) {
            return new Collection(rows, namespace, 0);
        }
        BsonDocument stored = new RawBsonDocument(row);
        Collection found =
                new Collection(rows, namespace, stored.getInt32("table").getValue());
        stored.getArray("indexes").forEach(index -> found.indexes.add(Index.fromStored(index.asDocument())));
        return found;
    }

    static Collection existing(Rows rows, String namespace) {
        Collection found = find(rows, namespace);
        if (!found.exists()) {
            throw new Refusal(26, "NamespaceNotFound", "ns not found: " + namespace);
        }
        return found;
    }

    static Collection findOrCreate(Rows rows, String namespace) {
        Collection found = find(rows, namespace);
        if (found.exists()) {
            return found;
        }
        checkName(namespace);
        Collection created = new Collection(rows, namespace, nextTable(rows));
        rows.create(created.table());
        created.save();
        return created;
    }

    /** The full names that begin with this, in order. */
    static List<String> namesFrom(Rows rows, String prefix) {
        List<String> names = new ArrayList<>();
        List<byte[]> bounds = List.of(name(prefix), Keys.join(name(prefix), Keys.AFTER));
        rows.scan(
                CATALOG,
                "select k,v from d0 where k>=? and k<? order by k",
                bounds,
                (key, value) -> names.add(new String(key[0], StandardCharsets.UTF_8)));
        return names;
    }

    private static byte[] name(String namespace) {
        return namespace.getBytes(StandardCharsets.UTF_8);
    }

    private static void checkName(String namespace) {
        String collection = namespace.substring(namespace.indexOf('.') + 1);
        if (!collection.matches("(?!system\\.)[^.$\0][^$\0]*") || name(namespace).length > NAME_BYTES_MAX) {
            throw new Refusal(73, "InvalidNamespace", "invalid namespace: " + namespace);
        }
    }

    /** A number no table has had before. */
    private static int nextTable(Rows rows) {
        byte[] last = rows.get(CATALOG, LAST_TABLE);
        int next = last == null ? 1 : new RawBsonDocument(last).getInt32("next").getValue();
        rows.put(CATALOG, Bson.bytes(new BsonDocument("next", new BsonInt32(next + 1))), LAST_TABLE);
        return next;
    }

    private void save() {
        BsonDocument stored = new BsonDocument("table", new BsonInt32(number))
                .append(
                        "indexes",
                        new BsonArray(indexes.stream().map(Index::stored).toList()));
        rows.put(CATALOG, Bson.bytes(stored), name(namespace));
    }

    boolean exists() {
        return number != 0;
    }

    Rows rows() {
        return rows;
    }

    /** The number of its documents' table, which no other collection ever has; 0 if it does not exist. */
    int number() {
        return number;
    }

    Rows.Table table() {
        return Rows.Table.ofDocuments(number);
    }

    /** The indexes other than that of {@code _id}. */
    List<Index> indexes() {
        return indexes;
    }

    /** @throws Refusal if there is another index of this name or of this key */
    void createIndex(BsonDocument request) {
        Index wanted = Index.requested(request, nextTable(rows));
        if (wanted.key().keySet().equals(Set.of("_id"))) {
            return;
        }
        for (Index index : indexes) {
            boolean sameName = index.name().equals(wanted.name());
            boolean sameKey = Keys.compare(index.key(), wanted.key()) == 0;
            if (sameName && sameKey && index.unique() == wanted.unique()) {
                return;
            }
            if (sameName) {
                throw new Refusal(86, "IndexKeySpecsConflict", "there is another index " + index.name());
            }
            if (sameKey) {
                throw new Refusal(85, "IndexOptionsConflict", "the index " + index.name() + " has this key");
            }
        }
        rows.create(wanted.table());
        indexes.add(wanted);
        int position = indexes.size() - 1;
        rows.scan(table(), "select k,v from " + table().name() + " order by k", List.of(), (key, value) -> {
            BsonDocument document = new RawBsonDocument(value);
            Index index = indexes.get(position);
            Set<byte[][]> entries = index.entries(document, key[0]);
            checkUnique(index, document, entries);
            putEntries(position, document, entries, Set.of());
            return true;
        });
        save();
    }

    /** @param wanted its name or its key */
    void dropIndex(BsonValue wanted) {
        Index dropped = indexes.stream()
                .filter(index -> wanted.equals(new BsonString(index.name())) || Keys.compare(index.key(), wanted) == 0)
                .findFirst()
                .orElseThrow(() -> new Refusal(27, "IndexNotFound", "index not found: " + wanted));
        rows.drop(dropped.table());
        indexes.remove(dropped);
        save();
    }

    void drop() {
        indexes.forEach(index -> rows.drop(index.table()));
        rows.drop(table());
        rows.delete(CATALOG, name(namespace));
    }

    void rename(String to) {
        checkName(to);
        rows.delete(CATALOG, name(namespace));
        Collection renamed = new Collection(rows, to, number);
        renamed.indexes.addAll(indexes);
        renamed.save();
    }

    RawBsonDocument read(byte[] id) {
        byte[] stored = rows.get(table(), id);
        if (stored == null) {
            throw new StorageFailure("a document of " + namespace + " is gone from its table");
        }
        return new RawBsonDocument(stored);
    }

    /**
     * @return the document as it was stored, with an {@code _id}, in front
     * @throws Refusal with code 11000 if a unique key is taken
     */
    BsonDocument insert(BsonDocument given) {
        BsonValue id = given.containsKey("_id") ? given.get("_id") : new BsonObjectId();
        if (NO_IDS.contains(id.getBsonType())) {
            throw new Refusal(53, "InvalidIdField", "the '_id' value cannot be of type " + id.getBsonType());
        }
        BsonDocument document = new BsonDocument("_id", id);
        document.putAll(given);
        if (rows.get(table(), Keys.of(id)) != null) {
            throw duplicate("_id_", new BsonDocument("_id", id));
        }
        write(null, document, Bson.bytes(document));
        return document;
    }

    /** @return whether the document became another */
    boolean replace(BsonDocument old, BsonDocument edited) {
        byte[] bytes = Bson.bytes(edited);
        if (Arrays.equals(bytes, Bson.bytes(old))) {
            return false;
        }
        write(old, edited, bytes);
        return true;
    }

    void delete(byte[] id, BsonDocument old) {
        for (Index index : indexes) {
            index.entries(old, id).forEach(entry -> rows.delete(index.table(), entry));
        }
        rows.delete(table(), id);
    }

    private void write(@Nullable BsonDocument old, BsonDocument now, byte[] bytes) {
        if (bytes.length > DOCUMENT_BYTES_MAX) {
            throw new Refusal(10334, "BSONObjectTooLarge", "a document of " + bytes.length + " bytes is too large");
        }
        byte[] id = Keys.of(now.get("_id"));
        List<Set<byte[][]>> entries = new ArrayList<>();
        for (Index index : indexes) {
            entries.add(index.entries(now, id));
            checkUnique(index, now, entries.getLast());
        }
        for (int i = 0; i < indexes.size(); i++) {
            Rows.Table entriesOf = indexes.get(i).table();
            Set<byte[][]> before = old == null ? Set.of() : indexes.get(i).entries(old, id);
            Set<byte[][]> after = entries.get(i);
            before.stream().filter(entry -> !after.contains(entry)).forEach(entry -> rows.delete(entriesOf, entry));
            if (putEntries(i, now, after, before)) {
                save();
            }
        }
        rows.put(table(), bytes, id);
    }

    /** @return whether the index has become multikey, in a field where it was not */
    private boolean putEntries(int position, BsonDocument document, Set<byte[][]> entries, Set<byte[][]> there) {
        Index index = indexes.get(position);
        byte[] idAlone = Bson.bytes(new BsonDocument("_id", document.get("_id")));
        entries.stream()
                .filter(entry -> !there.contains(entry))
                .forEach(entry -> rows.put(index.table(), idAlone, entry));
        Index changed = index.withMultikey(index.severalIn(entries));
        return !indexes.set(position, changed).equals(changed);
    }

    private void checkUnique(Index index, BsonDocument document, Set<byte[][]> entries) {
        if (!index.refusesEqual()) {
            return;
        }
        String others = "select count(*) from " + index.table().name() + " where "
                + String.join("=? and ", index.table().columns()).replaceFirst("k$", "k<>?");
        for (byte[][] entry : entries) {
            if (rows.count(others, entry) > 0) {
                BsonDocument clashed = new BsonDocument();
                index.fields()
                        .forEach(field -> Paths.any(document, field, value -> {
                            clashed.append(field, value == null ? BsonNull.VALUE : value);
                            return true;
                        }));
                throw duplicate(index.name(), clashed);
            }
        }
    }

    private Refusal duplicate(String index, BsonDocument key) {
        return new Refusal(
                11000,
                "DuplicateKey",
                "E11000 duplicate key error collection: " + namespace + " index: " + index + " dup key: " + key);
    }
}
