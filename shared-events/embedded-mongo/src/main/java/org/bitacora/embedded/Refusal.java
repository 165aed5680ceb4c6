package org.bitacora.embedded;

import de.bwaldvogel.mongo.exception.MongoServerError;

/** The errors this server answers with, under MongoDB's own codes and code names. */
final class Refusal {
    private Refusal() {}

    static MongoServerError notSupported(String what) {
        return new MongoServerError(238, "NotImplemented", "not supported by this server: " + what);
    }

    static MongoServerError unknownCommand(String command) {
        return new MongoServerError(59, "CommandNotFound", "no such command: '" + command + "'");
    }

    static MongoServerError badValue(String why) {
        return new MongoServerError(2, "BadValue", why);
    }

    static MongoServerError typeMismatch(String field, String wanted) {
        return new MongoServerError(14, "TypeMismatch", "the field " + field + " must be of the type " + wanted);
    }

    static MongoServerError duplicateKey(String namespace, String index, String key) {
        return new MongoServerError(
                11000,
                "DuplicateKey",
                "E11000 duplicate key error collection: " + namespace + " index: " + index + " dup key: " + key);
    }

    static MongoServerError noSuchNamespace(String namespace) {
        return new MongoServerError(26, "NamespaceNotFound", "ns not found: " + namespace);
    }

    static MongoServerError noSuchCursor(long id) {
        return new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
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
