package org.bitacora.app.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as it must be shown: empty, or with what was typed and the refusal it met. The fragments of {@code fragments/form.html} read it,
 * so that what was typed is kept and the error stands on the field it speaks of.
 *
 * @param name name of the form, unique on its page: the ids of its fields begin with it
 * @param values what each field of the form holds, by field name. Every field is a key, an empty one too: a refusal about a field
 *     that the form does not have is shown above the button, never lost
 * @param refusal why the command was refused; null if it was not sent yet
 */
public record FormState(
        String name, Map<String, String> values, @Nullable RefusedField refusal) {
    public FormState {
        values = Map.copyOf(values);
    }

    /** The form as it first appears, with all its fields empty. */
    public static FormState empty(String name, String... fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : fields) {
            values.put(field, "");
        }
        return new FormState(name, values, null);
    }

    /** The same form with a value filled in beforehand. */
    public FormState with(String field, String value) {
        Map<String, String> filled = new LinkedHashMap<>(values);
        filled.put(field, value);
        return new FormState(name, filled, refusal);
    }

    /**
     * The same form with what was typed and why it was refused.
     *
     * @param typed what the request sent; fields that this form does not have are left out
     */
    public FormState refused(Map<String, String> typed, RefusedField why) {
        return filled(typed, why);
    }

    /** The same form with what was typed; with no refusal if it was sent for another reason than to be recorded. */
    FormState filled(Map<String, String> typed, @Nullable RefusedField why) {
        Map<String, String> kept = new LinkedHashMap<>(values);
        kept.replaceAll((field, value) -> typed.getOrDefault(field, value));
        return new FormState(name, kept, why);
    }

    /** What the field holds; empty text if nothing. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** The id of a field's control. */
    public String id(String field) {
        return name + "-" + field;
    }

    /** The refusal, if it speaks of this field; else null. */
    public @Nullable RefusedField refusalAt(String field) {
        return refusal != null && field.equals(refusal.field()) ? refusal : null;
    }

    /** The refusal, if it speaks of no field of this form; else null. */
    public @Nullable RefusedField refusalOfTheWhole() {
        if (refusal == null) {
            return null;
        }
        String field = refusal.field();
        return field == null || !values.containsKey(field) ? refusal : null;
    }

    /** Whether one of these fields holds something, or was refused: the part of the form that holds them must not be folded. */
    public boolean touched(List<String> fields) {
        return fields.stream().anyMatch(field -> !value(field).isEmpty() || refusalAt(field) != null);
    }

    /** What describes a control to a screen reader: the ids of its hint and of its error, or null if it has neither. */
    public @Nullable String describedBy(String field, @Nullable String hint) {
        StringBuilder ids = new StringBuilder();
        if (hint != null) {
            ids.append(id(field)).append("-hint");
        }
        if (refusalAt(field) != null) {
            ids.append(ids.isEmpty() ? "" : " ").append(id(field)).append("-error");
        }
        return ids.isEmpty() ? null : ids.toString();
    }
}
