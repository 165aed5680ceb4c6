package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The commands that define collections and indexes. Each definition is one commit. An index over documents that are
 * there already is built in steps, others writing in between; it is read only once the last step is committed, and one
 * that was being built when the process ended is removed at the next start.
 */
final class Definitions {
    private static final int STEP_DOCUMENTS = 500;
    private static final int STEP_BYTES = 4 << 20;

    private final Store store;
    private final Catalog catalog;
    private final Cursors cursors;

    Definitions(Store store, Catalog catalog, Cursors cursors) {
        this.store = store;
        this.catalog = catalog;
        this.cursors = cursors;
    }

    /** Removes what was being built when the process ended. */
    void removeUnfinished() {
        store.write(rows -> {
            for (String namespace : catalog.namesFrom(rows, "")) {
                Catalog.Collection collection = existing(rows, namespace);
                for (Index index : collection.indexes()) {
                    if (!index.ready()) {
                        remove(rows, existing(rows, namespace), index);
                    }
                }
            }
            return true;
        });
    }

    Document create(String namespace, Request request) {
        request.refuseOthers();
        return store.write(rows -> {
            if (catalog.find(rows, namespace) != null) {
                throw new MongoServerError(48, "NamespaceExists", "Collection already exists. NS: " + namespace);
            }
            catalog.findOrCreate(rows, namespace);
            return new Document("ok", 1.0);
        });
    }

    Document createIndexes(String namespace, Request request) {
        request.refuseOthers("indexes", "commitQuorum");
        int before = store.write(
                rows -> catalog.findOrCreate(rows, namespace).indexes().size() + 1);
        int after = before;
        for (Document requested : request.documents("indexes")) {
            after += createIndex(namespace, requested) ? 1 : 0;
        }
        return new Document("numIndexesBefore", before)
                .append("numIndexesAfter", after)
                .append("createdCollectionAutomatically", false)
                .append("ok", 1.0);
    }

    private boolean createIndex(String namespace, Document requested) {
        if (requested.get("key") instanceof Document key && key.keySet().equals(Set.of("_id"))) {
            return false;
        }
        Index defined = store.<@Nullable Index>write(rows -> define(rows, namespace, requested));
        if (defined == null) {
            return false;
        }
        try {
            byte @Nullable [] from = Keys.NONE;
            while (from != null) {
                byte[] step = from;
                from = store.<byte @Nullable []>write(rows -> buildStep(rows, namespace, defined, step));
            }
        } catch (MongoServerError e) {
            store.write(rows -> remove(rows, existing(rows, namespace), defined));
            throw e;
        }
        return true;
    }

    /** @return the index to be built, or null if it is there already */
    private @Nullable Index define(Rows rows, String namespace, Document requested) {
        Catalog.Collection collection = catalog.findOrCreate(rows, namespace);
        Index wanted = Index.requested(requested, 0);
        for (Index index : collection.indexes()) {
            boolean sameKey = index.fields().equals(wanted.fields());
            boolean sameOptions = index.unique() == wanted.unique() && index.sparse() == wanted.sparse();
            if (index.name().equals(wanted.name()) && sameKey && sameOptions) {
                return null;
            }
            if (index.name().equals(wanted.name())) {
                throw new MongoServerError(
                        86, "IndexKeySpecsConflict", "an index of the name " + index.name() + " is there, and differs");
            }
            if (sameKey) {
                throw new MongoServerError(
                        85, "IndexOptionsConflict", "an index of the same key is there under the name " + index.name());
            }
        }
        Index defined = Index.requested(requested, catalog.nextTable(rows));
        rows.create(Rows.Kind.INDEX, defined.table());
        catalog.save(rows, collection.with(defined));
        return defined;
    }

    /** @return where the next step begins; null when the index is ready */
    private byte @Nullable [] buildStep(Rows rows, String namespace, Index index, byte[] from) {
        Catalog.Collection collection = existing(rows, namespace);
        if (collection.index(index.name()) == null) {
            throw Refusal.planKilled(namespace);
        }
        Table table = new Table(rows, catalog, collection);
        List<byte[]> read = new ArrayList<>();
        byte[] next = null;
        int bytes = 0;
        try (Rows.Scan scan = rows.scan(Rows.Kind.DATA, collection.table(), from, Keys.AFTER, false)) {
            for (byte[] id = scan.next(); id != null && next == null; id = scan.next()) {
                byte[] value = scan.value();
                read.add(value);
                bytes += value.length;
                next = read.size() >= STEP_DOCUMENTS || bytes >= STEP_BYTES ? Keys.successor(id) : null;
            }
        }
        read.forEach(document -> table.index(index.name(), Bson.read(document)));
        if (next == null) {
            Catalog.Collection now = existing(rows, namespace);
            Index built = now.index(index.name());
            if (built != null) {
                catalog.save(rows, now.with(built.with(0, true)));
            }
        }
        return next;
    }

    Document dropIndexes(String namespace, Request request) {
        request.refuseOthers("index");
        Object wanted = request.document().get("index");
        return store.write(rows -> {
            Catalog.Collection collection = catalog.find(rows, namespace);
            if (collection == null) {
                throw Refusal.noSuchNamespace(namespace);
            }
            List<Index> dropped = collection.indexes().stream()
                    .filter(index -> "*".equals(wanted)
                            || index.name().equals(wanted)
                            || (wanted instanceof Document key && sameKey(index.key(), key)))
                    .toList();
            if ("_id_".equals(wanted)) {
                throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
            }
            if (dropped.isEmpty() && !"*".equals(wanted)) {
                throw new MongoServerError(27, "IndexNotFound", "index not found: " + wanted);
            }
            dropped.forEach(index -> remove(rows, existing(rows, namespace), index));
            return new Document("nIndexesWas", collection.indexes().size() + 1).append("ok", 1.0);
        });
    }

    private static boolean sameKey(Document left, Document right) {
        return new ArrayList<>(left.keySet()).equals(new ArrayList<>(right.keySet()))
                && left.keySet().stream()
                        .allMatch(path -> Bson.field(left, path, Number.class).doubleValue()
                                == Bson.field(right, path, Number.class).doubleValue());
    }

    private boolean remove(Rows rows, Catalog.Collection collection, Index index) {
        rows.drop(Rows.Kind.INDEX, index.table());
        catalog.save(rows, collection.without(index));
        return true;
    }

    private Catalog.Collection existing(Rows rows, String namespace) {
        Catalog.Collection collection = catalog.find(rows, namespace);
        if (collection == null) {
            throw Refusal.noSuchNamespace(namespace);
        }
        return collection;
    }

    Document drop(String namespace, Request request) {
        request.refuseOthers();
        return store.write(rows -> {
            drop(rows, existing(rows, namespace));
            return new Document("ns", namespace).append("ok", 1.0);
        });
    }

    Document dropDatabase(Request request) {
        request.refuseOthers();
        return store.write(rows -> {
            catalog.namesFrom(rows, request.database() + ".").forEach(name -> drop(rows, existing(rows, name)));
            return new Document("dropped", request.database()).append("ok", 1.0);
        });
    }

    private void drop(Rows rows, Catalog.Collection collection) {
        collection.indexes().forEach(index -> rows.drop(Rows.Kind.INDEX, index.table()));
        rows.drop(Rows.Kind.DATA, collection.table());
        catalog.remove(rows, collection.namespace());
    }

    Document renameCollection(Request request) {
        request.refuseOthers("to", "dropTarget");
        String from = request.text(request.name());
        String to = request.text("to");
        return store.write(rows -> {
            Catalog.Collection collection = existing(rows, from);
            Catalog.Collection target = catalog.find(rows, to);
            if (target != null && !request.isTrue("dropTarget")) {
                throw new MongoServerError(48, "NamespaceExists", "target namespace exists");
            }
            if (from.equals(to)) {
                throw new MongoServerError(20, "IllegalOperation", "Can't rename a collection to itself");
            }
            if (target != null) {
                drop(rows, target);
            }
            Catalog.checkName(to);
            catalog.remove(rows, from);
            catalog.save(rows, collection.renamed(to));
            return new Document("ok", 1.0);
        });
    }

    Document listIndexes(String namespace, Request request) {
        request.refuseOthers("cursor");
        return store.read(rows -> {
            List<Document> indexes = new ArrayList<>();
            indexes.add(
                    new Document("v", 2).append("key", new Document("_id", 1)).append("name", "_id_"));
            existing(rows, namespace).indexes().forEach(index -> indexes.add(index.description()));
            return cursors.first(rows, namespace, Cursors.of(indexes), Integer.MAX_VALUE, true);
        });
    }

    Document listCollections(Request request) {
        request.refuseOthers("filter", "nameOnly", "cursor", "authorizedCollections");
        Query filter = new Query(request.document("filter"));
        String prefix = request.database() + ".";
        return store.read(rows -> {
            List<Document> collections = new ArrayList<>();
            for (String namespace : catalog.namesFrom(rows, prefix)) {
                Document collection = new Document("name", namespace.substring(prefix.length()))
                        .append("type", "collection")
                        .append("options", new Document())
                        .append("info", new Document("readOnly", false));
                if (filter.matches(collection)) {
                    collections.add(collection);
                }
            }
            return cursors.first(
                    rows, prefix + "$cmd.listCollections", Cursors.of(collections), Integer.MAX_VALUE, true);
        });
    }

    Document listDatabases(Request request) {
        request.refuseOthers("filter", "nameOnly", "authorizedDatabases");
        Query filter = new Query(request.document("filter"));
        return store.read(rows -> {
            TreeSet<String> names = new TreeSet<>();
            catalog.namesFrom(rows, "").forEach(name -> names.add(name.substring(0, name.indexOf('.'))));
            List<Document> databases = names.stream()
                    .map(name -> new Document("name", name).append("empty", false))
                    .filter(filter::matches)
                    .toList();
            return new Document("databases", databases).append("ok", 1.0);
        });
    }
}
