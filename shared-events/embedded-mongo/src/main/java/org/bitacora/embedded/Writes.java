package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The commands that change documents. Each is one change of the store: answered once it is durable, whatever write
 * concern it asked for. Within a command each document is changed whole or not at all, and the counts say how many were.
 * Holds nothing itself; any thread may use it.
 */
final class Writes {
    private final Store store;

    Writes(Store store) {
        this.store = store;
    }

    private interface Statement<T> {
        void apply(T statement, int index, Outcome outcome);
    }

    /** What became of the statements of one command. */
    private static final class Outcome {
        private int matched;
        private int modified;
        private final List<Document> upserted = new ArrayList<>();
        private final List<Document> errors = new ArrayList<>();

        static <T> Outcome of(List<T> statements, boolean ordered, Statement<T> statement) {
            Outcome outcome = new Outcome();
            for (int i = 0; i < statements.size() && !(ordered && !outcome.errors.isEmpty()); i++) {
                try {
                    statement.apply(statements.get(i), i, outcome);
                } catch (MongoServerException e) {
                    outcome.errors.add(Refusal.described(e).append("index", i));
                }
            }
            return outcome;
        }

        Document answer() {
            Document answer = new Document("n", matched + upserted.size());
            if (!errors.isEmpty()) {
                answer.append("writeErrors", errors);
            }
            return answer;
        }
    }

    Document insert(Request request) {
        // Prepared here rather than by the store's only writer; what cannot be is refused in its turn.
        List<Supplier<Documents.Prepared>> prepared =
                request.documents("documents").stream().map(Writes::prepared).toList();
        return store.write(rows -> {
            Documents documents = new Documents(rows, Catalog.findOrCreate(rows, request.namespace()));
            return Outcome.of(prepared, request.isOrdered(), (document, index, outcome) -> {
                        documents.insert(document.get());
                        outcome.matched++;
                    })
                    .answer();
        });
    }

    private static Supplier<Documents.Prepared> prepared(Document document) {
        try {
            Documents.Prepared prepared = Documents.Prepared.of(document);
            return () -> prepared;
        } catch (MongoServerException e) {
            return () -> {
                throw e;
            };
        }
    }

    Document update(Request request) {
        List<Document> statements = request.documents("updates");
        return store.write(rows -> {
            Outcome outcome = Outcome.of(
                    statements,
                    request.isOrdered(),
                    (statement, index, so) -> update(rows, request.namespace(), statement, index, so));
            Document answer = outcome.answer().append("nModified", outcome.modified);
            if (!outcome.upserted.isEmpty()) {
                answer.append("upserted", outcome.upserted);
            }
            return answer;
        });
    }

    private void update(Rows rows, String namespace, Document statement, int index, Outcome outcome) {
        Request.refuseOthers("an update", statement, Set.of("q", "u", "multi", "upsert"));
        Document filter = Bson.field(statement, "q", Document.class);
        Update update = new Update(statement.get("u"));
        boolean multi = Bson.isTrue(statement.get("multi"));
        if (multi && update.isReplacement()) {
            throw new FailedToParseException("multi update is not supported for replacement-style update");
        }
        Catalog.Collection collection = Catalog.find(rows, namespace);
        Documents documents = new Documents(rows, collection);
        List<byte[]> ids = ids(rows, collection, new Query(filter), Sort.NONE, multi);
        for (byte[] id : ids) {
            Document old = documents.read(id);
            boolean changed = documents.replace(old, update.edited(old));
            outcome.matched++;
            outcome.modified += changed ? 1 : 0;
        }
        if (ids.isEmpty() && Bson.isTrue(statement.get("upsert"))) {
            Document inserted = insert(rows, namespace, update.upserted(filter));
            outcome.upserted.add(new Document("index", index).append("_id", inserted.get("_id")));
        }
    }

    private Document insert(Rows rows, String namespace, Document document) {
        new Documents(rows, Catalog.findOrCreate(rows, namespace)).insert(Documents.Prepared.of(document));
        return document;
    }

    Document delete(Request request) {
        List<Document> statements = request.documents("deletes");
        return store.write(rows -> Outcome.of(
                        statements,
                        request.isOrdered(),
                        (statement, index, outcome) -> delete(rows, request.namespace(), statement, outcome))
                .answer());
    }

    private void delete(Rows rows, String namespace, Document statement, Outcome outcome) {
        Request.refuseOthers("a delete", statement, Set.of("q", "limit"));
        Query query = new Query(Bson.field(statement, "q", Document.class));
        Catalog.Collection collection = Catalog.find(rows, namespace);
        Documents documents = new Documents(rows, collection);
        for (byte[] id : ids(rows, collection, query, Sort.NONE, !Bson.isTrue(statement.get("limit")))) {
            documents.delete(id, documents.read(id));
            outcome.matched++;
        }
    }

    Document findAndModify(Request request) {
        Document given = request.document("query");
        Document filter = given == null ? new Document() : given;
        Query query = new Query(filter);
        Sort sort = Sort.of(request.document("sort"));
        Projection projection = new Projection(request.document("fields"));
        Update update = new Update(request.document().get("update"));
        boolean wantsNew = request.isTrue("new");
        return store.write(rows -> {
            Catalog.Collection collection = Catalog.find(rows, request.namespace());
            List<byte[]> ids = ids(rows, collection, query, sort, false);
            boolean upsert = ids.isEmpty() && request.isTrue("upsert");
            Document last =
                    new Document("n", ids.isEmpty() && !upsert ? 0 : 1).append("updatedExisting", !ids.isEmpty());
            Document value = null;
            if (upsert) {
                Document inserted = insert(rows, request.namespace(), update.upserted(filter));
                last.append("upserted", inserted.get("_id"));
                value = wantsNew ? inserted : null;
            } else if (!ids.isEmpty()) {
                Documents documents = new Documents(rows, collection);
                Document old = documents.read(ids.getFirst());
                Document edited = update.edited(old);
                documents.replace(old, edited);
                value = wantsNew ? edited : old;
            }
            return new Document("lastErrorObject", last)
                    .append("value", value == null ? null : projection.apply(value));
        });
    }

    /** First all that match, then the changes: a change must not move a document along the index that is being read. */
    private static List<byte[]> ids(Rows rows, Catalog.Collection collection, Query query, Sort sort, boolean all) {
        List<byte[]> ids = new ArrayList<>();
        new Search(rows, collection, query, sort, true).next(rows, all ? Long.MAX_VALUE : 1, match -> {
            ids.add(match.id());
            return all;
        });
        return ids;
    }
}
