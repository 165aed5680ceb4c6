package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.bson.BsonDocument;
import org.bson.BsonNumber;

/** The order a query asks for. What lies behind {@code _id} in it changes nothing and is left out. */
record Sort(List<Field> fields) {
    record Field(String path, boolean descending) {}

    static final Sort NONE = new Sort(List.of());

    static Sort of(BsonDocument requested) {
        List<Field> fields = new ArrayList<>();
        for (String path : requested.keySet()) {
            if (!(requested.get(path) instanceof BsonNumber direction) || Math.abs(direction.doubleValue()) != 1) {
                throw Refusal.notSupported("a sort by " + path + ": " + requested.get(path));
            }
            fields.add(new Field(Paths.checked(path), direction.intValue() < 0));
            if (path.equals("_id")) {
                break;
            }
        }
        return new Sort(List.copyOf(fields));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The document's place in this order, as bytes: of an array its least element counts, or descending its greatest. */
    byte[] key(BsonDocument document) {
        byte[] key = Keys.NONE;
        for (Field field : fields) {
            NavigableSet<byte[]> values = Paths.keys(document, field.path);
            key = Keys.join(key, field.descending ? Keys.complement(values.last()) : values.first());
        }
        return key;
    }
}
