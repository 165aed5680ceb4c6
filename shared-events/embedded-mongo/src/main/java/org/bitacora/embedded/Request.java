package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.NoSuchCommandException;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One command as a client sent it. A command or an option that is not listed here is refused by name. */
record Request(String name, Document document) {
    private static final Map<String, Set<String>> UNDERSTOOD = Map.ofEntries(
            Map.entry(
                    "find",
                    Set.of(
                            "filter",
                            "sort",
                            "projection",
                            "skip",
                            "limit",
                            "batchSize",
                            "singleBatch",
                            "allowDiskUse")),
            Map.entry("getMore", Set.of("collection", "batchSize")),
            Map.entry("killCursors", Set.of("cursors")),
            Map.entry("count", Set.of("query")),
            Map.entry("aggregate", Set.of("pipeline", "cursor", "allowDiskUse")),
            Map.entry("insert", Set.of("documents", "ordered", "bypassDocumentValidation")),
            Map.entry("update", Set.of("updates", "ordered", "bypassDocumentValidation")),
            Map.entry("delete", Set.of("deletes", "ordered")),
            Map.entry("findAndModify", Set.of("query", "sort", "update", "new", "upsert", "fields")),
            Map.entry("createIndexes", Set.of("indexes", "commitQuorum")),
            Map.entry("dropIndexes", Set.of("index")),
            Map.entry("drop", Set.of()),
            Map.entry("renameCollection", Set.of("to", "dropTarget")),
            Map.entry("listCollections", Set.of("filter", "nameOnly", "cursor", "authorizedCollections")),
            Map.entry("ping", Set.of()),
            Map.entry("endSessions", Set.of()));

    /**
     * Options that change nothing here: every answer is durable and from the only server there is, whatever concern or
     * preference is named; sessions hold nothing; a time limit is not kept.
     */
    private static final Set<String> ALWAYS_UNDERSTOOD = Set.of(
            "$db", "lsid", "$clusterTime", "$readPreference", "readConcern", "writeConcern", "comment", "maxTimeMS");

    static Request of(Document document) {
        String name = document.keySet().iterator().next();
        if (name.equals(StrictProtocol.REFUSED)) {
            throw new BadValueException(String.valueOf(document.get(name)));
        }
        Set<String> options = UNDERSTOOD.get(name);
        if (options == null) {
            throw new NoSuchCommandException(name);
        }
        Set<String> understood = new HashSet<>(options);
        understood.addAll(ALWAYS_UNDERSTOOD);
        understood.add(name);
        refuseOthers("the command " + name, document, understood);
        return new Request(name, document);
    }

    static void refuseOthers(String what, Document document, Set<String> understood) {
        for (String option : document.keySet()) {
            if (!understood.contains(option)) {
                throw Refusal.notSupported(option + " in " + what);
            }
        }
    }

    String database() {
        return text("$db");
    }

    String namespace() {
        return database() + "." + text(name);
    }

    String text(String option) {
        return Bson.field(document, option, String.class);
    }

    @Nullable
    Document document(String option) {
        return Bson.fieldIfThere(document, option, Document.class);
    }

    List<Document> documents(String option) {
        List<Document> documents = new ArrayList<>();
        for (Object value : Bson.field(document, option, List.class)) {
            if (!(value instanceof Document each)) {
                throw new TypeMismatchException("the field " + option + " must be an array of objects");
            }
            documents.add(each);
        }
        return documents;
    }

    @Nullable
    Number number(String option) {
        return Bson.fieldIfThere(document, option, Number.class);
    }

    long integer(String option) {
        Number value = number(option);
        return value == null ? 0 : value.longValue();
    }

    boolean isTrue(String option) {
        return Bson.isTrue(document.get(option));
    }

    /** Whether the command is to stop at its first failure; MongoDB's default. */
    boolean isOrdered() {
        return !document.containsKey("ordered") || isTrue("ordered");
    }
}
