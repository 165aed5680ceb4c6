package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands that change documents. Each is one change of the store: answered once it is durable, whatever write
 * concern it asked for. Within a command each document is changed whole or not at all, and the counts say how many were.
 * Holds nothing itself; any thread may use it.
 */
final class Writes {
    private final Store store;
    private final Catalog catalog;

    Writes(Store store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    private interface Statement {
        void apply();
    }

    /** What became of the statements of one command. */
    private static final class Outcome {
        private int matched;
        private int modified;
        private final List<Document> upserted = new ArrayList<>();
        private final List<Document> errors = new ArrayList<>();

        /** @return whether to go on with the next */
        boolean attempt(int index, boolean ordered, Statement statement) {
            try {
                statement.apply();
                return true;
            } catch (MongoServerException e) {
                Document error = new Document("index", index);
                if (e instanceof MongoServerError coded) {
                    error.append("code", coded.getCode()).append("codeName", String.valueOf(coded.getCodeName()));
                } else {
                    error.append("code", 9).append("codeName", "FailedToParse");
                }
                errors.add(error.append("errmsg", e.getMessageWithoutErrorCode()));
                return !ordered;
            }
        }

        Document answer() {
            Document answer = new Document("n", matched + upserted.size());
            if (!errors.isEmpty()) {
                answer.append("writeErrors", errors);
            }
            return answer;
        }
    }

    Document insert(String namespace, Request request) {
        request.refuseOthers("documents", "ordered", "bypassDocumentValidation");
        boolean ordered = request.isOrdered();
        List<Document> given = request.documents("documents");
        Outcome unfit = new Outcome();
        List<Table.@Nullable Prepared> prepared = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Document document = given.get(i);
            Table.Prepared[] fit = {null};
            boolean goOn = unfit.attempt(i, ordered, () -> fit[0] = Table.Prepared.of(document));
            prepared.add(fit[0]);
            if (!goOn) {
                break;
            }
        }
        return store.write(rows -> {
            Table table = new Table(rows, catalog, catalog.findOrCreate(rows, namespace));
            Outcome outcome = new Outcome();
            for (int i = 0; i < prepared.size(); i++) {
                Table.Prepared document = prepared.get(i);
                boolean goOn = document == null
                        || outcome.attempt(i, ordered, () -> {
                            table.insert(document);
                            outcome.matched++;
                        });
                if (!goOn) {
                    return outcome.answer().append("ok", 1.0);
                }
            }
            outcome.errors.addAll(unfit.errors);
            outcome.errors.sort(Comparator.comparing(error -> (Integer) error.get("index")));
            return outcome.answer().append("ok", 1.0);
        });
    }

    Document update(String namespace, Request request) {
        request.refuseOthers("updates", "ordered", "bypassDocumentValidation");
        List<Document> statements = request.documents("updates");
        return store.write(rows -> {
            Outcome outcome = new Outcome();
            for (int i = 0; i < statements.size(); i++) {
                Document statement = statements.get(i);
                int index = i;
                if (!outcome.attempt(
                        i, request.isOrdered(), () -> update(rows, namespace, statement, index, outcome))) {
                    break;
                }
            }
            Document answer = outcome.answer().append("nModified", outcome.modified);
            if (!outcome.upserted.isEmpty()) {
                answer.append("upserted", outcome.upserted);
            }
            return answer.append("ok", 1.0);
        });
    }

    private void update(Rows rows, String namespace, Document statement, int index, Outcome outcome) {
        refuseOthers(statement, Set.of("q", "u", "multi", "upsert"));
        Document filter = Bson.field(statement, "q", Document.class);
        Update update = new Update(statement.get("u"));
        boolean multi = Index.isTrue(statement.get("multi"));
        if (multi && update.isReplacement()) {
            throw new MongoServerError(
                    9, "FailedToParse", "multi update is not supported for replacement-style update");
        }
        Query query = new Query(filter);
        Catalog.Collection collection = catalog.find(rows, namespace);
        List<byte[]> ids = collection == null ? List.of() : ids(rows, collection, query, Sort.of(null), multi);
        if (collection != null) {
            Table table = new Table(rows, catalog, collection);
            for (byte[] id : ids) {
                Document old = read(rows, collection, id);
                boolean changed = replace(table, old, update.edited(old));
                outcome.matched++;
                outcome.modified += changed ? 1 : 0;
            }
        }
        if (ids.isEmpty() && Index.isTrue(statement.get("upsert"))) {
            Object id = insert(rows, namespace, update.upserted(filter));
            outcome.upserted.add(new Document("index", index).append("_id", id));
        }
    }

    private Object insert(Rows rows, String namespace, Document document) {
        Table.Prepared prepared = Table.Prepared.of(document);
        new Table(rows, catalog, catalog.findOrCreate(rows, namespace)).insert(prepared);
        return Bson.field(prepared.document(), "_id", Object.class);
    }

    /** @return whether the document became another */
    private static boolean replace(Table table, Document old, Document edited) {
        Table.Prepared replacement = Table.Prepared.of(edited);
        if (Arrays.equals(replacement.bytes(), Bson.bytes(old))) {
            return false;
        }
        table.replace(old, replacement);
        return true;
    }

    Document delete(String namespace, Request request) {
        request.refuseOthers("deletes", "ordered");
        List<Document> statements = request.documents("deletes");
        return store.write(rows -> {
            Outcome outcome = new Outcome();
            for (int i = 0; i < statements.size(); i++) {
                Document statement = statements.get(i);
                if (!outcome.attempt(i, request.isOrdered(), () -> delete(rows, namespace, statement, outcome))) {
                    break;
                }
            }
            return outcome.answer().append("ok", 1.0);
        });
    }

    private void delete(Rows rows, String namespace, Document statement, Outcome outcome) {
        refuseOthers(statement, Set.of("q", "limit"));
        Query query = new Query(Bson.field(statement, "q", Document.class));
        boolean all = !Index.isTrue(statement.get("limit"));
        Catalog.Collection collection = catalog.find(rows, namespace);
        if (collection != null) {
            Table table = new Table(rows, catalog, collection);
            for (byte[] id : ids(rows, collection, query, Sort.of(null), all)) {
                table.delete(id, read(rows, collection, id));
                outcome.matched++;
            }
        }
    }

    Document findAndModify(String namespace, Request request) {
        request.refuseOthers(
                "query",
                "sort",
                "remove",
                "update",
                "new",
                "upsert",
                "fields",
                "arrayFilters",
                "bypassDocumentValidation");
        Document given = request.document("query");
        Document filter = given == null ? new Document() : given;
        Query query = new Query(filter);
        Sort sort = Sort.of(request.document("sort"));
        Projection projection = new Projection(request.document("fields"));
        boolean remove = request.isTrue("remove");
        if (remove == request.document().containsKey("update")) {
            throw new MongoServerError(9, "FailedToParse", "Either an update or remove=true must be specified");
        }
        Update update = new Update(remove ? new Document() : request.document().get("update"));
        return store.write(rows -> {
            Catalog.Collection collection = catalog.find(rows, namespace);
            List<byte[]> ids = collection == null ? List.of() : ids(rows, collection, query, sort, false);
            if (collection == null || ids.isEmpty()) {
                boolean upsert = !remove && request.isTrue("upsert");
                Document added = upsert ? update.upserted(filter) : null;
                Document last = new Document("n", upsert ? 1 : 0);
                if (!remove) {
                    last.append("updatedExisting", false);
                }
                if (added != null) {
                    last.append("upserted", insert(rows, namespace, added));
                }
                return modified(last, added != null && request.isTrue("new") ? projection.apply(added) : null);
            }
            Table table = new Table(rows, catalog, collection);
            byte[] id = ids.getFirst();
            Document old = read(rows, collection, id);
            Document last = new Document("n", 1);
            if (remove) {
                table.delete(id, old);
                return modified(last, projection.apply(old));
            }
            Document edited = update.edited(old);
            replace(table, old, edited);
            return modified(
                    last.append("updatedExisting", true), projection.apply(request.isTrue("new") ? edited : old));
        });
    }

    private static Document modified(Document lastError, @Nullable Document value) {
        return new Document("lastErrorObject", lastError).append("value", value).append("ok", 1.0);
    }

    /** First all that match, then the changes: a change must not move a document along the index that is being read. */
    private static List<byte[]> ids(Rows rows, Catalog.Collection collection, Query query, Sort sort, boolean all) {
        List<byte[]> ids = new ArrayList<>();
        new Search(collection, query, sort, true).next(rows, all ? Long.MAX_VALUE : 1, match -> {
            ids.add(match.id());
            return all;
        });
        return ids;
    }

    private static Document read(Rows rows, Catalog.Collection collection, byte[] id) {
        byte[] stored = rows.get(Rows.Kind.DATA, collection.table(), id);
        if (stored == null) {
            throw new StorageFailure("a document of " + collection.namespace() + " is gone from its table");
        }
        return Bson.read(stored);
    }

    private static void refuseOthers(Document statement, Set<String> understood) {
        for (String option : statement.keySet()) {
            if (!understood.contains(option)) {
                throw Refusal.notSupported("the option " + option + " of an update or delete");
            }
        }
    }
}
