package org.bitacora.embedded;

import java.util.HashSet;
import java.util.Set;
import org.bson.BsonDocument;

/** Which fields of a document an answer has: some, or all but some. Other kinds of projection are refused by name. */
final class Projection {
    private final Set<String> named = new HashSet<>();
    private final boolean inclusion;

    Projection(BsonDocument fields) {
        Set<Boolean> wanted = new HashSet<>();
        fields.forEach((field, value) -> {
            if (field.contains("$") || field.contains(".") || !(value.isNumber() || value.isBoolean())) {
                throw Refusal.notSupported("the projection " + field + ": " + value);
            }
            if (!field.equals("_id")) {
                named.add(field);
                wanted.add(Bson.isTrue(value));
            }
        });
        if (wanted.size() > 1) {
            throw new Refusal(31253, "Location31253", "a projection cannot both include and exclude");
        }
        boolean withId = !fields.containsKey("_id") || Bson.isTrue(fields.get("_id"));
        inclusion = wanted.isEmpty() ? withId && !fields.isEmpty() : wanted.contains(true);
        if (inclusion == withId) {
            named.add("_id");
        }
    }

    /** Whether the answer has nothing but {@code _id}. */
    boolean isOfIds() {
        return inclusion && named.equals(Set.of("_id"));
    }

    BsonDocument apply(BsonDocument document) {
        if (named.isEmpty() && !inclusion) {
            return document;
        }
        BsonDocument part = new BsonDocument();
        document.forEach((field, value) -> {
            if (named.contains(field) == inclusion) {
                part.put(field, value);
            }
        });
        return part;
    }
}
