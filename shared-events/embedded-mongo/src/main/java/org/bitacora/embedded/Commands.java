package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;

/** Which command is answered by what. Any thread may use this. */
final class Commands {
    private final Reads reads;
    private final Writes writes;
    private final Definitions definitions;

    Commands(Store store, Cursors cursors) {
        reads = new Reads(store, cursors);
        writes = new Writes(store);
        definitions = new Definitions(store);
    }

    /** @throws de.bwaldvogel.mongo.exception.MongoServerException if the command is refused, or failed */
    Document answer(Document command) {
        Request request = Request.of(command);
        Document answer = switch (request.name()) {
            case "find" -> reads.find(request);
            case "getMore" -> reads.getMore(request);
            case "killCursors" -> reads.killCursors(request);
            case "count" -> reads.count(request);
            case "aggregate" -> reads.aggregate(request);
            case "listCollections" -> reads.listCollections(request);
            case "insert" -> writes.insert(request);
            case "update" -> writes.update(request);
            case "delete" -> writes.delete(request);
            case "findAndModify" -> writes.findAndModify(request);
            case "createIndexes" -> definitions.createIndexes(request);
            case "dropIndexes" -> definitions.dropIndexes(request);
            case "drop" -> definitions.drop(request);
            case "renameCollection" -> definitions.renameCollection(request);
            default -> new Document();
        };
        return answer.append("ok", 1.0);
    }
}
