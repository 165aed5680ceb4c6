package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order a query asks for. What lies behind {@code _id} in it changes nothing and is left out. */
record Sort(List<Index.Field> fields) {
    static Sort of(@Nullable Document requested) {
        List<Index.Field> fields = new ArrayList<>();
        Document order = requested == null ? new Document() : requested;
        for (String path : order.keySet()) {
            if (!(order.get(path) instanceof Number direction) || Math.abs(direction.doubleValue()) != 1) {
                throw Refusal.notSupported("a sort by " + order.get(path));
            }
            if (path.startsWith("$")) {
                throw Refusal.notSupported("a sort by " + path);
            }
            fields.add(new Index.Field(path, direction.intValue() < 0));
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
    byte[] key(Document document) {
        byte[] key = Keys.NONE;
        for (Index.Field field : fields) {
            byte[][] first = {null};
            Paths.any(document, Paths.split(field.path()), 0, found -> {
                if (found instanceof Collection<?> elements) {
                    elements.forEach(element -> first[0] = least(first[0], field.encode(Keys.of(element))));
                    if (elements.isEmpty()) {
                        first[0] = least(first[0], field.encode(Keys.ofEmptyArray()));
                    }
                } else {
                    first[0] = least(first[0], field.encode(Keys.of(found)));
                }
                return false;
            });
            key = Keys.join(key, first[0] == null ? field.encode(Keys.of(Missing.getInstance())) : first[0]);
        }
        return key;
    }

    private static byte[] least(byte @Nullable [] left, byte[] right) {
        return left == null || Arrays.compareUnsigned(right, left) < 0 ? right : left;
    }
}
