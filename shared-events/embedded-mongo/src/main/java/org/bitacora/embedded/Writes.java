package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonNull;

/**
 * The commands that change documents, each one change of the store. Within a command each document is changed whole or
 * not at all, and the counts say how many were.
 */
final class Writes {
    private Writes() {}

    private interface Statement {
        void apply(BsonDocument statement, int index, Outcome outcome);
    }

    /** What became of the statements of one command. */
    private static final class Outcome {
        private int matched;
        private int modified;
        private final BsonArray upserted = new BsonArray();
        private final BsonArray errors = new BsonArray();

        /** Unless the command says that its statements are not ordered, it stops at the first that is refused. */
        static Outcome of(BsonDocument command, String statements, Statement statement) {
            boolean ordered = !command.containsKey("ordered") || Bson.isTrue(command.get("ordered"));
            BsonArray each = command.getArray(statements);
            Outcome outcome = new Outcome();
            for (int i = 0; i < each.size() && !(ordered && !outcome.errors.isEmpty()); i++) {
                try {
                    statement.apply(each.get(i).asDocument(), i, outcome);
                } catch (Refusal e) {
                    outcome.refuse(i, e);
                } catch (BsonInvalidOperationException e) {
                    outcome.refuse(i, Refusal.ofType(e));
                }
            }
            return outcome;
        }

        private void refuse(int index, Refusal why) {
            errors.add(why.described().append("index", new BsonInt32(index)));
        }

        BsonDocument answer() {
            BsonDocument answer = new BsonDocument("n", new BsonInt32(matched + upserted.size()));
            if (!errors.isEmpty()) {
                answer.append("writeErrors", errors);
            }
            return answer;
        }
    }

    static BsonDocument insert(Rows rows, BsonDocument command) {
        Collection collection = Collection.findOrCreate(rows, Commands.namespace(command));
        return Outcome.of(command, "documents", (document, index, outcome) -> {
                    collection.insert(document);
                    outcome.matched++;
                })
                .answer();
    }

    static BsonDocument update(Rows rows, BsonDocument command) {
        String namespace = Commands.namespace(command);
        Outcome outcome = Outcome.of(
                command, "updates", (statement, index, each) -> update(rows, namespace, statement, index, each));
        BsonDocument answer = outcome.answer().append("nModified", new BsonInt32(outcome.modified));
        if (!outcome.upserted.isEmpty()) {
            answer.append("upserted", outcome.upserted);
        }
        return answer;
    }

    private static void update(Rows rows, String namespace, BsonDocument statement, int index, Outcome outcome) {
        Refusal.ofOthers("an update", statement, Set.of("q", "u", "multi", "upsert"));
        BsonDocument filter = statement.getDocument("q");
        Update update = new Update(statement.get("u"));
        boolean multi = Bson.isTrue(statement.get("multi"));
        if (multi && update.isReplacement()) {
            throw new Refusal(9, "FailedToParse", "multi update is not supported for replacement-style update");
        }
        Collection collection = Collection.find(rows, namespace);
        List<byte[]> ids = ids(collection, new Query(filter), Sort.NONE, multi);
        for (byte[] id : ids) {
            BsonDocument old = collection.read(id);
            outcome.modified += collection.replace(old, update.edited(old)) ? 1 : 0;
            outcome.matched++;
        }
        if (ids.isEmpty() && Bson.isTrue(statement.get("upsert"))) {
            BsonDocument inserted = Collection.findOrCreate(rows, namespace).insert(update.upserted(filter));
            outcome.upserted.add(new BsonDocument("index", new BsonInt32(index)).append("_id", inserted.get("_id")));
        }
    }

    static BsonDocument delete(Rows rows, BsonDocument command) {
        Collection collection = Collection.find(rows, Commands.namespace(command));
        return Outcome.of(command, "deletes", (statement, index, outcome) -> {
                    Refusal.ofOthers("a delete", statement, Set.of("q", "limit"));
                    boolean all = !Bson.isTrue(statement.get("limit"));
                    for (byte[] id : ids(collection, new Query(statement.getDocument("q")), Sort.NONE, all)) {
                        collection.delete(id, collection.read(id));
                        outcome.matched++;
                    }
                })
                .answer();
    }

    static BsonDocument findAndModify(Rows rows, BsonDocument command) {
        BsonDocument filter = command.getDocument("query", new BsonDocument());
        Sort sort = Sort.of(command.getDocument("sort", new BsonDocument()));
        Projection projection = new Projection(command.getDocument("fields", new BsonDocument()));
        Update update = new Update(command.get("update"));
        Collection collection = Collection.find(rows, Commands.namespace(command));
        List<byte[]> ids = ids(collection, new Query(filter), sort, false);
        BsonDocument old = ids.isEmpty() ? null : collection.read(ids.getFirst());
        BsonDocument now = null;
        boolean upsert = old == null && Bson.isTrue(command.get("upsert"));
        BsonDocument last = new BsonDocument("n", new BsonInt32(old == null && !upsert ? 0 : 1))
                .append("updatedExisting", BsonBoolean.valueOf(old != null));
        if (old != null) {
            now = update.edited(old);
            collection.replace(old, now);
        } else if (upsert) {
            now = Collection.findOrCreate(rows, Commands.namespace(command)).insert(update.upserted(filter));
            last.append("upserted", now.get("_id"));
        }
        BsonDocument value = Bson.isTrue(command.get("new")) ? now : old;
        return new BsonDocument("lastErrorObject", last)
                .append("value", value == null ? BsonNull.VALUE : projection.apply(value));
    }

    /** First all that match, then the changes: a change must not move a document along the index that is being read. */
    private static List<byte[]> ids(Collection collection, Query query, Sort sort, boolean all) {
        List<byte[]> ids = new ArrayList<>();
        new Search(collection, query, sort, 0, all ? 0 : 1, true).next(collection, (id, document) -> ids.add(id));
        return ids;
    }
}
