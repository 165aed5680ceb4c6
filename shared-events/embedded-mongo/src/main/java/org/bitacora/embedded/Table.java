package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the documents of one collection, with all of their index entries.
 *
 * <p>Each change looks first at everything that could refuse it, and only then writes; so one that is refused has
 * changed nothing. Used on the writer's thread, within one change of the store.
 */
final class Table {
    static final int DOCUMENT_BYTES_MAX = 16 << 20;

    private final Rows rows;
    private final Catalog catalog;
    private Catalog.Collection collection;

    Table(Rows rows, Catalog catalog, Catalog.Collection collection) {
        this.rows = rows;
        this.catalog = catalog;
        this.collection = collection;
    }

    /** A document ready to be stored: its {@code _id} in front, encoded, checked. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Prepared(Document document, byte[] id, byte[] bytes) {
        static Prepared of(Document given) {
            Object idValue = given.containsKey("_id") ? given.get("_id") : new ObjectId();
            if (idValue instanceof Collection<?> || idValue instanceof BsonRegularExpression) {
                throw new MongoServerError(53, "InvalidIdField", "The '_id' value cannot be of type array or regex");
            }
            Document document = new Document("_id", idValue);
            document.putAll(given);
            byte[] bytes = Bson.bytes(document);
            if (bytes.length > DOCUMENT_BYTES_MAX) {
                throw new MongoServerError(
                        10334, "BSONObjectTooLarge", "a document of " + bytes.length + " bytes is too large");
            }
            return new Prepared(document, Keys.of(idValue), bytes);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(Index index, byte[] key) {}

    /** @throws MongoServerError with code 11000 if a unique key is taken */
    void insert(Prepared added) {
        if (rows.get(Rows.Kind.DATA, collection.table(), added.id) != null) {
            throw Refusal.duplicateKey(
                    collection.namespace(), "_id_", new Document("_id", added.document.get("_id")).toString(true));
        }
        write(null, added);
    }

    void replace(Document old, Prepared replacement) {
        write(old, replacement);
    }

    void delete(byte[] id, Document old) {
        for (Index index : collection.indexes()) {
            for (byte[] fields : index.entries(old).fields()) {
                rows.delete(Rows.Kind.INDEX, index.table(), index.entry(fields, id));
            }
        }
        rows.delete(Rows.Kind.DATA, collection.table(), id);
    }

    private void write(@Nullable Document old, Prepared now) {
        List<Entry> gone = new ArrayList<>();
        List<Entry> added = new ArrayList<>();
        Catalog.Collection changed = collection;
        for (Index index : collection.indexes()) {
            Index.Entries after = index.entries(now.document);
            List<byte[]> before = old == null ? List.of() : index.entries(old).fields();
            for (byte[] fields : after.fields()) {
                if (!contains(before, fields)) {
                    checkUnique(index, fields, now);
                    added.add(new Entry(index, index.entry(fields, now.id)));
                }
            }
            for (byte[] fields : before) {
                if (!contains(after.fields(), fields)) {
                    gone.add(new Entry(index, index.entry(fields, now.id)));
                }
            }
            if ((after.multikey() & ~index.multikey()) != 0) {
                changed = changed.with(index.with(after.multikey(), index.ready()));
            }
        }
        gone.forEach(entry -> rows.delete(Rows.Kind.INDEX, entry.index.table(), entry.key));
        byte[] type = {Keys.typeOf(now.document.get("_id"))};
        added.forEach(entry -> rows.put(Rows.Kind.INDEX, entry.index.table(), entry.key, type));
        rows.put(Rows.Kind.DATA, collection.table(), now.id, now.bytes);
        save(changed);
    }

    /** Adds the entries of a document that is there already to an index that is being built. */
    void index(String name, Document document) {
        Index index = collection.index(name);
        if (index == null) {
            throw Refusal.planKilled(collection.namespace());
        }
        byte[] id = Keys.of(document.get("_id"));
        Index.Entries entries = index.entries(document);
        byte[] type = {Keys.typeOf(document.get("_id"))};
        for (byte[] fields : entries.fields()) {
            checkUnique(index, fields, new Prepared(document, id, Keys.NONE));
            rows.put(Rows.Kind.INDEX, index.table(), index.entry(fields, id), type);
        }
        if ((entries.multikey() & ~index.multikey()) != 0) {
            save(collection.with(index.with(entries.multikey(), index.ready())));
        }
    }

    private void save(Catalog.Collection changed) {
        if (!changed.equals(collection)) {
            catalog.save(rows, changed);
            collection = changed;
        }
    }

    private static boolean contains(List<byte[]> keys, byte[] key) {
        return keys.stream().anyMatch(each -> Arrays.equals(each, key));
    }

    private void checkUnique(Index index, byte[] fields, Prepared mine) {
        if (!index.unique()) {
            return;
        }
        try (Rows.Scan scan = rows.scan(Rows.Kind.INDEX, index.table(), fields, Keys.join(fields, Keys.AFTER), false)) {
            for (byte[] entry = scan.next(); entry != null; entry = scan.next()) {
                if (!Arrays.equals(index.idOf(entry), mine.id)) {
                    Document key = new Document();
                    index.fields()
                            .forEach(field -> key.append(
                                    field.path(),
                                    Utils.getSubdocumentValueCollectionAware(mine.document, field.path())));
                    throw Refusal.duplicateKey(collection.namespace(), index.name(), key.toString(true));
                }
            }
        }
    }
}
