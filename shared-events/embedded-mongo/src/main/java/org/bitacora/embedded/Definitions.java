package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IllegalOperationException;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.NamespaceExistsException;
import java.util.List;
import java.util.Set;

/**
 * The commands that define collections and indexes. Each definition is one commit: it is there whole or not at all. While
 * an index is built over documents that are there already, other changes wait; reads do not. Holds nothing itself; any
 * thread may use it.
 */
final class Definitions {
    private final Store store;

    Definitions(Store store) {
        this.store = store;
    }

    Document createIndexes(Request request) {
        List<Document> wanted = request.documents("indexes");
        return store.write(rows -> {
            Catalog.Collection before = Catalog.findOrCreate(rows, request.namespace());
            Catalog.Collection now = before;
            for (Document each : wanted) {
                now = createIndex(rows, now, each);
            }
            return new Document("numIndexesBefore", before.indexes().size() + 1)
                    .append("numIndexesAfter", now.indexes().size() + 1)
                    .append("createdCollectionAutomatically", false);
        });
    }

    private Catalog.Collection createIndex(Rows rows, Catalog.Collection collection, Document requested) {
        Index wanted = Index.requested(requested, Catalog.nextTable(rows));
        if (wanted.key().keySet().equals(Set.of("_id"))) {
            return collection;
        }
        for (Index index : collection.indexes()) {
            boolean sameName = index.name().equals(wanted.name());
            boolean sameKey = List.copyOf(index.key().entrySet())
                    .equals(List.copyOf(wanted.key().entrySet()));
            if (sameName && sameKey && index.unique() == wanted.unique()) {
                return collection;
            }
            if (sameName || sameKey) {
                throw new MongoServerError(
                        sameName ? 86 : 85,
                        sameName ? "IndexKeySpecsConflict" : "IndexOptionsConflict",
                        "the index " + index.name() + " is there, with " + (sameName ? "another key" : "this key"));
            }
        }
        rows.create(wanted.table());
        Catalog.save(rows, collection.with(wanted));
        Documents documents = new Documents(rows, collection.with(wanted));
        Rows.Table table = collection.table();
        try (Rows.Scan scan = rows.scan(table, "select k,v from " + table.name() + " order by k", List.of())) {
            for (byte[][] key = scan.next(); key != null; key = scan.next()) {
                documents.index(wanted.name(), key[0], Bson.read(scan.value()));
            }
        }
        return Catalog.existing(rows, collection.namespace());
    }

    Document dropIndexes(Request request) {
        Object wanted = request.document().get("index");
        return store.write(rows -> {
            Catalog.Collection collection = Catalog.existing(rows, request.namespace());
            Index dropped = collection.indexes().stream()
                    .filter(index -> index.name().equals(wanted) || index.key().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IndexNotFoundException("index not found with name or key " + wanted));
            rows.drop(dropped.table());
            Catalog.save(rows, collection.without(dropped));
            return new Document("nIndexesWas", collection.indexes().size() + 1);
        });
    }

    Document drop(Request request) {
        return store.write(rows -> {
            drop(rows, Catalog.existing(rows, request.namespace()));
            return new Document("ns", request.namespace());
        });
    }

    private void drop(Rows rows, Catalog.Collection collection) {
        collection.indexes().forEach(index -> rows.drop(index.table()));
        rows.drop(collection.table());
        Catalog.remove(rows, collection.namespace());
    }

    Document renameCollection(Request request) {
        String from = request.text(request.name());
        String to = request.text("to");
        Catalog.checkName(to);
        return store.write(rows -> {
            Catalog.Collection collection = Catalog.existing(rows, from);
            Catalog.Collection target = Catalog.find(rows, to);
            if (target.exists() && !request.isTrue("dropTarget")) {
                throw new NamespaceExistsException("target namespace exists");
            }
            if (from.equals(to)) {
                throw new IllegalOperationException("Can't rename a collection to itself");
            }
            if (target.exists()) {
                drop(rows, target);
            }
            Catalog.remove(rows, from);
            Catalog.save(rows, new Catalog.Collection(to, collection.number(), collection.indexes()));
            return new Document();
        });
    }
}
