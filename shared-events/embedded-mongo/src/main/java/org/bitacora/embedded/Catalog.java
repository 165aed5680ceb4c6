package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.InvalidNamespaceError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What collections there are: one row each in table 0, under {@code database.collection}, with the number of its data
 * table and its indexes. So a rename moves one row, a drop removes one, and an index is there once its row says so: each
 * definition is one row of one commit, and a reader sees the definitions of its own snapshot.
 *
 * <p>The only thing kept between calls is the last row read of each collection, with what was read from it.
 */
final class Catalog {
    static final Rows.Table TABLE = Rows.Table.ofDocuments(0);

    private static final byte[] NEXT_TABLE = {0};

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Read(byte[] row, Collection collection) {}

    /** One collection: its full name, the number of its documents' table, its indexes other than that of {@code _id}. */
    record Collection(String namespace, int number, List<Index> indexes) {
        Rows.Table table() {
            return Rows.Table.ofDocuments(number);
        }

        /** @throws IndexNotFoundException if there is none of this name */
        Index existing(String name) {
            return indexes.stream()
                    .filter(index -> index.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IndexNotFoundException("index not found with name [" + name + "]"));
        }

        /** With this index in place of the one of the same name, or behind the others. */
        Collection with(Index changed) {
            List<Index> all = new ArrayList<>(indexes);
            all.replaceAll(index -> index.name().equals(changed.name()) ? changed : index);
            if (!all.contains(changed)) {
                all.add(changed);
            }
            return new Collection(namespace, number, List.copyOf(all));
        }

        Collection without(Index dropped) {
            return new Collection(
                    namespace,
                    number,
                    indexes.stream().filter(index -> !index.equals(dropped)).toList());
        }

        Collection renamed(String to) {
            return new Collection(to, number, indexes);
        }
    }

    private final Map<String, Read> read = new ConcurrentHashMap<>();

    @Nullable
    Collection find(Rows rows, String namespace) {
        byte[] row = rows.get(TABLE, name(namespace));
        if (row == null) {
            read.remove(namespace);
            return null;
        }
        Read last = read.get(namespace);
        if (last == null || !Arrays.equals(last.row, row)) {
            last = new Read(row, fromStored(namespace, Bson.read(row)));
            read.put(namespace, last);
        }
        return last.collection;
    }

    Collection findOrCreate(Rows rows, String namespace) {
        Collection found = find(rows, namespace);
        if (found != null) {
            return found;
        }
        checkName(namespace);
        Collection created = new Collection(namespace, nextTable(rows), List.of());
        rows.create(created.table());
        save(rows, created);
        return created;
    }

    Collection existing(Rows rows, String namespace) {
        Collection found = find(rows, namespace);
        if (found == null) {
            throw Refusal.noSuchNamespace(namespace);
        }
        return found;
    }

    void save(Rows rows, Collection collection) {
        List<Document> indexes =
                collection.indexes().stream().map(Index::stored).toList();
        Document stored = new Document("table", collection.number()).append("indexes", indexes);
        rows.put(TABLE, Bson.bytes(stored), name(collection.namespace()));
    }

    void remove(Rows rows, String namespace) {
        rows.delete(TABLE, name(namespace));
    }

    /** The full names that begin with this, in order. */
    List<String> namesFrom(Rows rows, String prefix) {
        List<String> names = new ArrayList<>();
        List<byte[]> bounds = List.of(name(prefix), Keys.join(name(prefix), Keys.AFTER));
        try (Rows.Scan scan =
                rows.scan(TABLE, "select k,v from " + TABLE.name() + " where k>=? and k<? order by k", bounds)) {
            for (byte[][] key = scan.next(); key != null; key = scan.next()) {
                names.add(new String(key[0], StandardCharsets.UTF_8));
            }
        }
        return names;
    }

    /** A number no table has had before. */
    int nextTable(Rows rows) {
        byte[] last = rows.get(TABLE, NEXT_TABLE);
        int next = last == null ? 1 : Bson.field(Bson.read(last), "next", Integer.class);
        rows.put(TABLE, Bson.bytes(new Document("next", next + 1)), NEXT_TABLE);
        return next;
    }

    static void checkName(String namespace) {
        String collection = namespace.substring(namespace.indexOf('.') + 1);
        if (collection.isEmpty()
                || collection.startsWith(".")
                || collection.contains("$")
                || collection.contains("\0")
                || collection.startsWith("system.")
                || namespace.getBytes(StandardCharsets.UTF_8).length > 255) {
            throw new InvalidNamespaceError(namespace);
        }
    }

    private static byte[] name(String namespace) {
        return namespace.getBytes(StandardCharsets.UTF_8);
    }

    private static Collection fromStored(String namespace, Document stored) {
        List<Index> indexes = new ArrayList<>();
        for (Object index : Bson.field(stored, "indexes", List.class)) {
            indexes.add(Index.fromStored((Document) index));
        }
        return new Collection(namespace, Bson.field(stored, "table", Integer.class), List.copyOf(indexes));
    }
}
