package org.bitacora.app.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was refused, and which field of its form that speaks of.
 *
 * @param field name of the field; null if the refusal is about no field in particular
 * @param code the rule code, such as {@code text.too-long}; its text is the message {@code refusal.} and the code
 * @param details what fills the places {0}, {1}… of that text, in order
 */
public record RefusedField(@Nullable String field, String code, List<String> details) {
    public RefusedField {
        details = List.copyOf(details);
    }
}
