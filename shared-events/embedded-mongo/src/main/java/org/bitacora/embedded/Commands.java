package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** Which command is answered by what. One that is not here is refused by name. Any thread may use this. */
final class Commands {
    private final Reads reads;
    private final Writes writes;
    private final Definitions definitions;
    private final Cursors cursors;

    Commands(Store store, Cursors cursors) {
        Catalog catalog = new Catalog();
        this.cursors = cursors;
        reads = new Reads(store, catalog, cursors);
        writes = new Writes(store, catalog);
        definitions = new Definitions(store, catalog, cursors);
        definitions.removeUnfinished();
    }

    /** @throws de.bwaldvogel.mongo.exception.MongoServerException if the command is refused, or failed */
    Document answer(Document command) {
        Request request = Request.of(command);
        return switch (request.name()) {
            case "find" -> reads.find(request.namespace(), request);
            case "getMore" -> reads.getMore(request.namespace("collection"), request);
            case "count" -> reads.count(request.namespace(), request);
            case "distinct" -> reads.distinct(request.namespace(), request);
            case "aggregate" -> reads.aggregate(request.namespace(), request);
            case "insert" -> writes.insert(request.namespace(), request);
            case "update" -> writes.update(request.namespace(), request);
            case "delete" -> writes.delete(request.namespace(), request);
            case "findAndModify", "findandmodify" -> writes.findAndModify(request.namespace(), request);
            case "create" -> definitions.create(request.namespace(), request);
            case "createIndexes" -> definitions.createIndexes(request.namespace(), request);
            case "dropIndexes" -> definitions.dropIndexes(request.namespace(), request);
            case "drop" -> definitions.drop(request.namespace(), request);
            case "dropDatabase" -> definitions.dropDatabase(request);
            case "renameCollection" -> definitions.renameCollection(request);
            case "listIndexes" -> definitions.listIndexes(request.namespace(), request);
            case "listCollections" -> definitions.listCollections(request);
            case "listDatabases" -> definitions.listDatabases(request);
            case "killCursors" -> killCursors(request);
            case "ping", "endSessions" -> new Document("ok", 1.0);
            case "buildInfo", "buildinfo" ->
                new Document("version", Greeting.VERSION)
                        .append("versionArray", Greeting.VERSION_NUMBERS)
                        .append("maxBsonObjectSize", Table.DOCUMENT_BYTES_MAX)
                        .append("ok", 1.0);
            default -> throw Refusal.unknownCommand(request.name());
        };
    }

    private Document killCursors(Request request) {
        request.refuseOthers("cursors");
        List<Object> killed = new ArrayList<>();
        List<Object> notFound = new ArrayList<>();
        if (request.document().get("cursors") instanceof List<?> ids) {
            for (Object id : ids) {
                (cursors.kill(((Number) id).longValue()) ? killed : notFound).add(id);
            }
        }
        return new Document("cursorsKilled", killed)
                .append("cursorsNotFound", notFound)
                .append("cursorsAlive", List.of())
                .append("cursorsUnknown", List.of())
                .append("ok", 1.0);
    }
}
