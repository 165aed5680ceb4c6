package org.bitacora.embedded;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which command is answered by what, and with which options; a command or an option that is not listed here is refused
 * by name. A command that reads sees one snapshot of what is durable; one that changes something is one change of the
 * store, there whole or not at all, and is answered once it is durable, whatever write concern it asked for. While an
 * index is built over documents that are there already, other changes wait. Any thread may use this.
 */
final class Commands {
    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    /**
     * Options that change nothing here: every answer is durable and from the only server there is, whatever concern or
     * preference is named; sessions hold nothing; a time limit is not kept.
     */
    private static final String ALWAYS_UNDERSTOOD =
            "$db lsid $clusterTime $readPreference readConcern writeConcern comment maxTimeMS";

    private interface Answer extends BiFunction<Rows, BsonDocument, BsonDocument> {}

    private record Command(UnaryOperator<BsonDocument> answer, Set<String> options) {}

    private final Store store;
    private final Map<String, Command> commands;

    Commands(Store store, Reads reads) {
        this.store = store;
        commands = Map.ofEntries(
                reading("find", reads::find, "filter sort projection skip limit batchSize singleBatch allowDiskUse"),
                reading("getMore", reads::getMore, "collection batchSize"),
                reading("killCursors", reads::killCursors, "cursors"),
                reading("count", Reads::count, "query"),
                reading("aggregate", Reads::aggregate, "pipeline cursor allowDiskUse"),
                reading("listCollections", Reads::listCollections, "filter nameOnly cursor authorizedCollections"),
                writing("insert", Writes::insert, "documents ordered bypassDocumentValidation"),
                writing("update", Writes::update, "updates ordered bypassDocumentValidation"),
                writing("delete", Writes::delete, "deletes ordered"),
                writing("findAndModify", Writes::findAndModify, "query sort update new upsert fields"),
                writing("createIndexes", Commands::createIndexes, "indexes commitQuorum"),
                writing("dropIndexes", Commands::dropIndexes, "index"),
                writing("drop", Commands::drop, ""),
                writing("renameCollection", Commands::renameCollection, "to dropTarget"),
                command("ping", command -> new BsonDocument(), ""),
                command("endSessions", command -> new BsonDocument(), ""));
    }

    private Map.Entry<String, Command> reading(String name, Answer answer, String options) {
        return command(name, command -> store.read(rows -> answer.apply(rows, command)), options);
    }

    private Map.Entry<String, Command> writing(String name, Answer answer, String options) {
        return command(name, command -> store.write(rows -> answer.apply(rows, command)), options);
    }

    private static Map.Entry<String, Command> command(String name, UnaryOperator<BsonDocument> answer, String options) {
        Set<String> understood = Set.of((name + " " + ALWAYS_UNDERSTOOD + " " + options).split(" "));
        return entry(name, new Command(answer, understood));
    }

    /** The answer, which may be that the command is refused or has failed. */
    BsonDocument answer(BsonDocument command) {
        String name = command.getFirstKey();
        Refusal refusal;
        try {
            Command known = commands.get(name);
            if (known == null) {
                throw new Refusal(59, "CommandNotFound", "no such command: " + name);
            }
            Refusal.ofOthers("the command " + name, command, known.options);
            return known.answer.apply(command).append("ok", new BsonDouble(1));
        } catch (Refusal e) {
            refusal = e;
        } catch (BsonInvalidOperationException e) {
            refusal = Refusal.ofType(e);
        } catch (RuntimeException e) {
            log.error("A command failed: {}", name, e);
            refusal = new Refusal(1, "InternalError", String.valueOf(e.getMessage()));
        }
        return refusal.described().append("ok", new BsonDouble(0));
    }

    /** The database that a command is for, with the dot behind it. */
    static String database(BsonDocument command) {
        return command.getString("$db").getValue() + ".";
    }

    /** The full name of the collection that a command is for. */
    static String namespace(BsonDocument command) {
        return database(command) + command.getString(command.getFirstKey()).getValue();
    }

    private static BsonDocument createIndexes(Rows rows, BsonDocument command) {
        Collection collection = Collection.findOrCreate(rows, namespace(command));
        int before = collection.indexes().size() + 1;
        command.getArray("indexes").forEach(index -> collection.createIndex(index.asDocument()));
        return new BsonDocument("numIndexesBefore", new BsonInt32(before))
                .append("numIndexesAfter", new BsonInt32(collection.indexes().size() + 1))
                .append("createdCollectionAutomatically", BsonBoolean.FALSE);
    }

    private static BsonDocument dropIndexes(Rows rows, BsonDocument command) {
        Collection collection = Collection.existing(rows, namespace(command));
        int before = collection.indexes().size() + 1;
        collection.dropIndex(command.get("index", BsonNull.VALUE));
        return new BsonDocument("nIndexesWas", new BsonInt32(before));
    }

    private static BsonDocument drop(Rows rows, BsonDocument command) {
        Collection.existing(rows, namespace(command)).drop();
        return new BsonDocument("ns", new BsonString(namespace(command)));
    }

    private static BsonDocument renameCollection(Rows rows, BsonDocument command) {
        String from = command.getString("renameCollection").getValue();
        String to = command.getString("to").getValue();
        Collection collection = Collection.existing(rows, from);
        Collection target = Collection.find(rows, to);
        if (from.equals(to)) {
            throw new Refusal(20, "IllegalOperation", "a collection cannot be renamed to itself");
        }
        if (target.exists()) {
            if (!Bson.isTrue(command.get("dropTarget"))) {
                throw new Refusal(48, "NamespaceExists", "target namespace exists");
            }
            target.drop();
        }
        collection.rename(to);
        return new BsonDocument();
    }
}
