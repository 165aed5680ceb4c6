package org.bitacora.embedded;

import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;

/** What a client is told instead of being served: an error under MongoDB's own code and name. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String codeName;

    Refusal(int code, String codeName, String message) {
        super(message, null, false, false);
        this.code = code;
        this.codeName = codeName;
    }

    static Refusal notSupported(String what) {
        return new Refusal(238, "NotImplemented", "not supported by this server: " + what);
    }

    static Refusal badValue(String why) {
        return new Refusal(2, "BadValue", why);
    }

    static Refusal ofType(BsonInvalidOperationException e) {
        return new Refusal(14, "TypeMismatch", "a field is missing, or of another type: " + e.getMessage());
    }

    static Refusal storeStopped(String why) {
        return new Refusal(1, "InternalError", "the store has stopped: " + why);
    }

    static Refusal diskFull(String why) {
        return new Refusal(14031, "OutOfDiskSpace", "no room on the disk, nothing was written: " + why);
    }

    /** @throws Refusal that names the first field which is not understood */
    static void ofOthers(String what, BsonDocument document, Set<String> understood) {
        for (String field : document.keySet()) {
            if (!understood.contains(field)) {
                throw notSupported(field + " in " + what);
            }
        }
    }

    int code() {
        return code;
    }

    /** As MongoDB tells of it, in an answer that failed or among a command's write errors. */
    BsonDocument described() {
        return new BsonDocument("errmsg", new BsonString(String.valueOf(getMessage())))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(codeName));
    }
}
