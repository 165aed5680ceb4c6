package org.bitacora.app.forms;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a form as the JSON of a command: {@code parts.0.title} is the title of the first element of {@code parts}. A number is one
 * where the command's record has a number; what does not read as one is left as it was typed, for the command's reader to refuse.
 *
 * <p>A row of a list that holds nothing but empty texts and the numbers that the page counted along was left out by who filled in the form,
 * and is not sent. The rows after it move up; {@link #typedName} undoes that for a refusal.
 */
final class FormFields {
    private static final String NUMBER = "-?[0-9]{1,9}";
    private static final String ROW = "[0-9]{1,3}";

    private final ObjectNode json;
    private final Map<String, String> typedRows = new HashMap<>();

    private FormFields(Map<String, String> typed, Class<?> command) {
        this.json = object(typed, command, "");
    }

    static FormFields of(Map<String, String> typed, Class<?> command) {
        return new FormFields(typed, command);
    }

    ObjectNode json() {
        return json;
    }

    /** The name in the form of a field of the command. */
    String typedName(String field) {
        for (Map.Entry<String, String> row : typedRows.entrySet()) {
            if (field.startsWith(row.getKey() + ".")) {
                return row.getValue() + field.substring(row.getKey().length());
            }
        }
        return field;
    }

    private ObjectNode object(Map<String, String> typed, Class<?> type, String prefix) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Map<String, Map<String, String>> nested = new LinkedHashMap<>();
        typed.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                object.set(name, leaf(value, typeOf(type, name)));
            } else {
                nested.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<>())
                        .put(name.substring(dot + 1), value);
            }
        });
        nested.forEach((name, fields) -> {
            Class<?> inner = elementOf(typeOf(type, name));
            boolean rows = fields.keySet().stream().allMatch(key -> rowOf(key).matches(ROW));
            object.set(name, rows ? list(fields, inner, prefix + name) : object(fields, inner, prefix + name + "."));
        });
        return object;
    }

    private ArrayNode list(Map<String, String> fields, Class<?> type, String name) {
        Map<Integer, Map<String, String>> rows = new TreeMap<>();
        fields.forEach((key, value) -> {
            String row = rowOf(key);
            String inner = key.length() > row.length() ? key.substring(row.length() + 1) : "";
            rows.computeIfAbsent(Integer.valueOf(row), index -> new LinkedHashMap<>())
                    .put(inner, value);
        });
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rows.forEach((index, row) -> {
            if (leftOut(row, type)) return;
            typedRows.put(name + "." + list.size(), name + "." + index);
            list.add(row.containsKey("") ? leaf(row.get(""), type) : object(row, type, name + "." + list.size() + "."));
        });
        return list;
    }

    private static boolean leftOut(Map<String, String> row, Class<?> type) {
        return row.entrySet().stream()
                .allMatch(field -> field.getValue().isBlank() || number(typeOf(type, field.getKey())));
    }

    private static String rowOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static JsonNode leaf(@Nullable String value, Type type) {
        if (value == null) return JsonNodeFactory.instance.nullNode();
        return number(type) && value.matches(NUMBER)
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(value))
                : JsonNodeFactory.instance.stringNode(value);
    }

    private static boolean number(Type type) {
        return List.of(int.class, long.class, Integer.class, Long.class).contains(type);
    }

    /** The type of a component; text for what the record does not have, which its reader refuses. */
    private static Type typeOf(Class<?> type, String name) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getName().equals(name)) return component.getGenericType();
            }
        }
        return String.class;
    }

    private static Class<?> elementOf(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType list when list.getActualTypeArguments()[0] instanceof Class<?> element -> element;
            default -> String.class;
        };
    }
}
