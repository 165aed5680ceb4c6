package org.bitacora.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items in the order asked for
 * @param next the cursor with which the rest is asked for; null at the end. It names a place in the order, not a number of entries, so it
 *     stays right when others are added
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** A page of what was read with one more than the limit, to see whether there is a rest. */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, Cursor> place) {
        if (read.size() <= limit) return new Page<>(read, null);
        List<T> items = read.subList(0, limit);
        return new Page<>(items, place.apply(items.getLast()).text());
    }

    /** The same page, each item shown in another form. */
    public <R> Page<R> map(Function<T, R> form) {
        return new Page<>(items.stream().map(form).toList(), next);
    }
}
