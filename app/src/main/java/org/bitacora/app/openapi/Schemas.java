package org.bitacora.app.openapi;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (draft 2020-12, as OpenAPI 3.1 takes them) of the records that are sent and answered. A component is required unless it is
 * {@link Nullable}. Records and enums that a record speaks of get a schema of their own, to which it refers.
 */
final class Schemas {
    private static final String VAGUE_DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

    private final ObjectNode all;
    private final Map<String, Class<?>> named = new HashMap<>();

    /** @param all where schemas go, by their names */
    Schemas(ObjectNode all) {
        this.all = all;
    }

    /** Adds the schema of a record. */
    void add(Class<?> type) {
        named(type, "");
    }

    /**
     * The schema of an object with these fields, and no other.
     *
     * @param optional a field that may be left out though it is not nullable: a name, or {@code list.name}; empty for none
     */
    ObjectNode object(List<RecordComponent> fields, String optional) {
        ObjectNode schema = all.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent field : fields) {
            String name = field.getName();
            String within = optional.startsWith(name + ".") ? optional.substring(name.length() + 1) : "";
            AnnotatedType type = field.getAnnotatedType();
            properties.set(name, of(type, within));
            if (!type.isAnnotationPresent(Nullable.class) && !name.equals(optional)) required.add(name);
        }
        return schema.put("additionalProperties", false);
    }

    /** The components of a record, without those of these names. */
    static Stream<RecordComponent> fields(Class<?> type, Set<String> without) {
        return Arrays.stream(type.getRecordComponents()).filter(field -> !without.contains(field.getName()));
    }

    /** @throws IllegalArgumentException for a type that no command has had yet */
    private ObjectNode of(AnnotatedType annotated, String optional) {
        Type type = annotated.getType();
        if (annotated instanceof AnnotatedParameterizedType list
                && type instanceof ParameterizedType parameterized
                && parameterized.getRawType() == List.class) {
            ObjectNode schema = all.objectNode().put("type", "array");
            schema.set("items", of(list.getAnnotatedActualTypeArguments()[0], optional));
            return schema;
        }
        if (type instanceof Class<?> plain && (plain.isRecord() || plain.isEnum()) && plain != VagueDate.class) {
            return named(plain, optional);
        }
        if (type == String.class) return all.objectNode().put("type", "string");
        if (type == boolean.class || type == Boolean.class)
            return all.objectNode().put("type", "boolean");
        if (type == int.class || type == Integer.class) return formatted("integer", "int32");
        if (type == long.class || type == Long.class) return formatted("integer", "int64");
        if (type == Instant.class) return formatted("string", "date-time");
        if (type == LocalDate.class) return formatted("string", "date");
        if (type == VagueDate.class) {
            return all.objectNode().put("type", "string").put("pattern", VAGUE_DATE);
        }
        throw new IllegalArgumentException("no schema is known for " + type);
    }

    private ObjectNode named(Class<?> type, String optional) {
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        Class<?> before = named.putIfAbsent(name, type);
        if (before == null) {
            all.set(
                    name,
                    type.isEnum() ? codes(type) : object(fields(type, Set.of()).toList(), optional));
        } else if (before != type) {
            throw new IllegalStateException("two schemas of one name: " + before + ", " + type);
        }
        return reference(all, "schemas", name);
    }

    /** A reference to a component of the document, to put anywhere in {@code within}. */
    static ObjectNode reference(ObjectNode within, String kind, String name) {
        return within.objectNode().put("$ref", "#/components/" + kind + "/" + name);
    }

    private ObjectNode codes(Class<?> type) {
        ObjectNode schema = all.objectNode().put("type", "string");
        ArrayNode codes = schema.putArray("enum");
        for (Object value : type.getEnumConstants()) codes.add(((Coded) value).code());
        return schema;
    }

    private ObjectNode formatted(String type, String format) {
        return all.objectNode().put("type", type).put("format", format);
    }
}
