package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.InvalidNamespaceError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What collections there are: one row each in table 0, under {@code database.collection}, with the number of its data
 * table and its indexes. So a rename moves one row, a drop removes one, and an index is there once its row says so: each
 * definition is one row of one commit, and a reader sees the definitions of its own snapshot. Nothing is kept in memory.
 */
final class Catalog {
    static final Rows.Table TABLE = Rows.Table.ofDocuments(0);

    private static final byte[] NEXT_TABLE = {0};
    private static final int NAME_BYTES_MAX = 255;

    private Catalog() {}

    /**
     * One collection.
     *
     * @param number of its documents' table; 0 if the collection does not exist
     * @param indexes other than that of {@code _id}
     */
    record Collection(String namespace, int number, List<Index> indexes) {
        boolean exists() {
            return number != 0;
        }

        Rows.Table table() {
            return Rows.Table.ofDocuments(number);
        }

        /** @throws IndexNotFoundException if there is none of this name */
        Index index(String name) {
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
            List<Index> left =
                    indexes.stream().filter(index -> !index.equals(dropped)).toList();
            return new Collection(namespace, number, left);
        }
    }

    static Collection find(Rows rows, String namespace) {
        byte[] row = rows.get(TABLE, name(namespace));
        if (row == null) {
            return new Collection(namespace, 0, List.of());
        }
        Document stored = Bson.read(row);
        List<Index> indexes = new ArrayList<>();
        for (Object index : Bson.field(stored, "indexes", List.class)) {
            indexes.add(Index.fromStored((Document) index));
        }
        return new Collection(namespace, Bson.field(stored, "table", Integer.class), List.copyOf(indexes));
    }

    static Collection findOrCreate(Rows rows, String namespace) {
        Collection found = find(rows, namespace);
        if (found.exists()) {
            return found;
        }
        checkName(namespace);
        Collection created = new Collection(namespace, nextTable(rows), List.of());
        rows.create(created.table());
        save(rows, created);
        return created;
    }

    static Collection existing(Rows rows, String namespace) {
        Collection found = find(rows, namespace);
        if (!found.exists()) {
            throw Refusal.noSuchNamespace(namespace);
        }
        return found;
    }

    static void save(Rows rows, Collection collection) {
        List<Document> indexes =
                collection.indexes().stream().map(Index::stored).toList();
        Document stored = new Document("table", collection.number()).append("indexes", indexes);
        rows.put(TABLE, Bson.bytes(stored), name(collection.namespace()));
    }

    static void remove(Rows rows, String namespace) {
        rows.delete(TABLE, name(namespace));
    }

    /** The full names that begin with this, in order. */
    static List<String> namesFrom(Rows rows, String prefix) {
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
    static int nextTable(Rows rows) {
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
                || name(namespace).length > NAME_BYTES_MAX) {
            throw new InvalidNamespaceError(namespace);
        }
    }

    private static byte[] name(String namespace) {
        return namespace.getBytes(StandardCharsets.UTF_8);
    }
}
