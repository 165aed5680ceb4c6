package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One command as a client sent it. Whatever option is not understood is refused by name. */
record Request(String name, Document document) {
    /**
     * Options that change nothing here: every answer is durable and from the only server there is, whatever concern or
     * preference is named; sessions hold nothing; a time limit is not kept.
     */
    private static final Set<String> ALWAYS_UNDERSTOOD = Set.of(
            "$db",
            "lsid",
            "$clusterTime",
            "$readPreference",
            "readConcern",
            "writeConcern",
            "comment",
            "maxTimeMS",
            "apiVersion",
            "apiStrict",
            "apiDeprecationErrors");

    static Request of(Document document) {
        return new Request(document.keySet().iterator().next(), document);
    }

    void refuseOthers(String... understood) {
        Set<String> here = Set.of(understood);
        for (String option : document.keySet()) {
            if (!option.equals(name) && !ALWAYS_UNDERSTOOD.contains(option) && !here.contains(option)) {
                throw Refusal.notSupported("the option " + option + " of the command " + name);
            }
        }
    }

    String database() {
        return text("$db");
    }

    String namespace() {
        return namespace(name);
    }

    String namespace(String option) {
        return database() + "." + text(option);
    }

    String text(String option) {
        if (document.get(option) instanceof String text) {
            return text;
        }
        throw Refusal.typeMismatch(option, "string");
    }

    @Nullable
    Document document(String option) {
        return switch (document.get(option)) {
            case null -> null;
            case Document value -> value;
            default -> throw Refusal.typeMismatch(option, "object");
        };
    }

    List<Document> documents(String option) {
        if (!(document.get(option) instanceof Collection<?> values)) {
            throw Refusal.typeMismatch(option, "array of objects");
        }
        List<Document> documents = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!(value instanceof Document each)) {
                throw Refusal.typeMismatch(option, "array of objects");
            }
            documents.add(each);
        }
        return documents;
    }

    @Nullable
    Number number(String option) {
        return switch (document.get(option)) {
            case null -> null;
            case Number value -> value;
            default -> throw Refusal.typeMismatch(option, "number");
        };
    }

    long integer(String option, long otherwise) {
        Number value = number(option);
        return value == null ? otherwise : value.longValue();
    }

    boolean isTrue(String option) {
        return Index.isTrue(document.get(option));
    }

    /** Whether the command is to stop at its first failure; MongoDB's default. */
    boolean isOrdered() {
        return !document.containsKey("ordered") || isTrue("ordered");
    }
}
