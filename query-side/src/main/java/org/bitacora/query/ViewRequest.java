package org.bitacora.query;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to read.
 *
 * @param parameters of the query and of the address, checked to be among those that the view knows
 * @param day on which clocks are read, in the group's zone
 * @param limit how many entries at most, 1 to {@value #LIMIT_MAX}
 */
public record ViewRequest(Reader reader, Moment moment, LocalDate day, int limit, Map<String, String> parameters) {
    public static final int LIMIT_MAX = 200;
    public static final int LIMIT_DEFAULT = 50;

    public ViewRequest {
        parameters = Map.copyOf(parameters);
    }

    /** A parameter; null if it was left out. */
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /**
     * A parameter of a closed set; null if it was left out.
     *
     * @throws BadRequest if it is none of these
     */
    public @Nullable String oneOf(String name, Collection<String> allowed) {
        String value = parameters.get(name);
        if (value != null && !allowed.contains(value)) throw new BadRequest("value.unknown", name);
        return value;
    }

    /** Whether the {@code order} asked for is this one; the other is {@code usual}. */
    public boolean ordered(String order, String usual) {
        return order.equals(oneOf("order", List.of(order, usual)));
    }

    /** Adds what was asked for to the filters of a query; what was left out filters nothing. */
    public static void put(Map<String, String> filters, String field, @Nullable String asked) {
        if (asked != null) filters.put(field, asked);
    }

    /** A parameter that is part of the address. */
    public String path(String name) {
        String value = parameters.get(name);
        if (value == null) throw new IllegalArgumentException("no " + name + " in the address");
        return value;
    }
}
