package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;

/** The errors this server answers with under MongoDB's own codes, where mongo-java-server has none of that name. */
final class Refusal {
    private Refusal() {}

    /** As MongoDB tells of it, in an answer that failed or among a command's write errors. */
    static Document described(MongoServerException refusal) {
        boolean coded = refusal instanceof MongoServerError;
        return new Document("errmsg", refusal.getMessageWithoutErrorCode())
                .append("code", coded ? ((MongoServerError) refusal).getCode() : 2)
                .append("codeName", coded ? String.valueOf(((MongoServerError) refusal).getCodeName()) : "BadValue");
    }

    static MongoServerError notSupported(String what) {
        return new MongoServerError(238, "NotImplemented", "not supported by this server: " + what);
    }

    static MongoServerError noSuchNamespace(String namespace) {
        return new MongoServerError(26, "NamespaceNotFound", "ns not found: " + namespace);
    }

    static MongoServerError planKilled(String namespace) {
        return new MongoServerError(
                175, "QueryPlanKilled", "the collection or an index of " + namespace + " went away under the query");
    }

    static MongoServerError tooMuchToSort() {
        return new MongoServerError(
                292,
                "QueryExceededMemoryLimitNoDiskUseAllowed",
                "too much to sort in memory; create an index in the order of the sort");
    }

    static MongoServerError storeStopped(String why) {
        return new MongoServerError(1, "InternalError", "the store has stopped: " + why);
    }

    static MongoServerError diskFull(String why) {
        return new MongoServerError(14031, "OutOfDiskSpace", "no room on the disk, nothing was written: " + why);
    }
}
