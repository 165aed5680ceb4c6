package org.bitacora.app.importing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON as far as this format needs it. */
sealed interface JsonValue {
    record Text(String text) implements JsonValue {}

    record Items(List<JsonValue> items) implements JsonValue {}

    /**
     * An object.
     *
     * @param values by name; of a name that is given twice, the first value
     * @param repeated the names given more than once
     */
    record Fields(Map<String, JsonValue> values, Set<String> repeated) implements JsonValue {}

    /** {@code null}, which is the same as leaving the field out. */
    record Absent() implements JsonValue {}

    /** A number or a truth value: no field of the format takes one. */
    record Other() implements JsonValue {}
}
