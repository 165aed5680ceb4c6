package org.bitacora.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a view are asked for, and in which order.
 *
 * @param filters values that index fields must have, or hold if they are lists
 * @param sortedBy an index field of type long; the document's id comes second
 * @param descending the largest first
 * @param after the document after which to go on; null for the beginning
 */
public record Listing(
        Map<String, String> filters,
        String sortedBy,
        boolean descending,
        @Nullable After after) {
    /** A place in the order. */
    public record After(long value, String id) {}

    public Listing {
        filters = Map.copyOf(filters);
    }

    /** Whether a document with these index fields is meant, leaving the place apart. */
    boolean matches(Map<String, Object> index) {
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            Object value = index.get(filter.getKey());
            boolean has = value instanceof List<?> list
                    ? list.contains(filter.getValue())
                    : filter.getValue().equals(value);
            if (!has) return false;
        }
        return true;
    }

    /** Order of two documents by their index fields and ids. */
    int compare(Map<String, Object> a, String idA, Map<String, Object> b, String idB) {
        int byValue = Long.compare(value(a), value(b));
        int order = byValue != 0 ? byValue : idA.compareTo(idB);
        return descending ? -order : order;
    }

    /** Whether a document comes after the place from which to go on. */
    boolean follows(Map<String, Object> index, String id) {
        if (after == null) return true;
        int byValue = Long.compare(value(index), after.value);
        int order = byValue != 0 ? byValue : id.compareTo(after.id);
        return descending ? order < 0 : order > 0;
    }

    private long value(Map<String, Object> index) {
        return index.get(sortedBy) instanceof Long number ? number : 0;
    }
}
