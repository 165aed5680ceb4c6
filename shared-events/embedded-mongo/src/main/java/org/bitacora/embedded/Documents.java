package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.InvalidIdFieldError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the documents of one collection, with all of their index entries.
 *
 * <p>Each change looks first at everything that could refuse it, and only then writes; so one that is refused has
 * changed nothing. Used on the writer's thread, within one change of the store.
 */
final class Documents {
    static final int DOCUMENT_BYTES_MAX = 16 << 20;

    private final Rows rows;
    private Catalog.Collection collection;

    Documents(Rows rows, Catalog.Collection collection) {
        this.rows = rows;
        this.collection = collection;
    }

    /** A document ready to be stored: its {@code _id} in front, its key, its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Prepared(Document document, byte[] id, byte[] bytes) {
        static Prepared of(Document given) {
            Object idValue = given.containsKey("_id") ? given.get("_id") : new ObjectId();
            if (idValue instanceof Collection<?> || idValue instanceof BsonRegularExpression) {
                throw new InvalidIdFieldError("The '_id' value cannot be of type array or regex");
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

    Document read(byte[] id) {
        byte[] stored = rows.get(collection.table(), id);
        if (stored == null) {
            throw new StorageFailure("a document of " + collection.namespace() + " is gone from its table");
        }
        return Bson.read(stored);
    }

    /** @throws MongoServerError with code 11000 if a unique key is taken */
    void insert(Prepared added) {
        if (rows.get(collection.table(), added.id) != null) {
            throw duplicate("_id_", new Document("_id", added.document.get("_id")));
        }
        write(null, added);
    }

    /** @return whether the document became another */
    boolean replace(Document old, Document edited) {
        Prepared replacement = Prepared.of(edited);
        if (Arrays.equals(replacement.bytes, Bson.bytes(old))) {
            return false;
        }
        write(old, replacement);
        return true;
    }

    void delete(byte[] id, Document old) {
        for (Index index : collection.indexes()) {
            index.entries(old, id).forEach(entry -> rows.delete(index.table(), entry));
        }
        rows.delete(collection.table(), id);
    }

    private void write(@Nullable Document old, Prepared now) {
        List<Index> indexes = collection.indexes();
        List<Set<byte[][]>> after = new ArrayList<>();
        for (Index index : indexes) {
            Set<byte[][]> entries = index.entries(now.document, now.id);
            checkUnique(index, now.document, entries);
            after.add(entries);
        }
        byte[] idAlone = Bson.bytes(new Document("_id", now.document.get("_id")));
        for (int i = 0; i < indexes.size(); i++) {
            Index index = indexes.get(i);
            Set<byte[][]> before = old == null ? Index.noEntries() : index.entries(old, now.id);
            Set<byte[][]> entries = after.get(i);
            before.stream()
                    .filter(entry -> !entries.contains(entry))
                    .forEach(entry -> rows.delete(index.table(), entry));
            entries.stream()
                    .filter(entry -> !before.contains(entry))
                    .forEach(entry -> rows.put(index.table(), idAlone, entry));
            noteSeveral(index, entries);
        }
        rows.put(collection.table(), now.bytes, now.id);
    }

    /** Adds the entries of a document that is there already to an index that is being built. */
    void index(String name, byte[] id, Document document) {
        Index index = collection.index(name);
        Set<byte[][]> entries = index.entries(document, id);
        checkUnique(index, document, entries);
        byte[] idAlone = Bson.bytes(new Document("_id", document.get("_id")));
        entries.forEach(entry -> rows.put(index.table(), idAlone, entry));
        noteSeveral(index, entries);
    }

    private void noteSeveral(Index index, Set<byte[][]> entries) {
        Index changed = index.withMultikey(index.severalIn(entries));
        if (!changed.equals(index)) {
            collection = collection.with(changed);
            Catalog.save(rows, collection);
        }
    }

    private void checkUnique(Index index, Document document, Set<byte[][]> entries) {
        if (!index.refusesEqual()) {
            return;
        }
        Rows.Table table = index.table();
        String others = "select count(*) from " + table.name() + " where "
                + String.join("=? and ", table.columns()).replaceFirst("k$", "k<>?");
        for (byte[][] entry : entries) {
            if (rows.count(others, entry) > 0) {
                Document key = new Document();
                index.fields()
                        .forEach(field -> key.append(field, Utils.getSubdocumentValueCollectionAware(document, field)));
                throw duplicate(index.name(), key);
            }
        }
    }

    private DuplicateKeyError duplicate(String index, Document key) {
        return new DuplicateKeyError(collection.namespace(), index + " dup key: " + key.toString(true));
    }
}
