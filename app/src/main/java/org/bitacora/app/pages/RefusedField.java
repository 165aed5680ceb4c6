package org.bitacora.app.pages;

import org.jspecify.annotations.Nullable;

/**
 * Why what was sent was refused, and which field of its form that speaks of.
 *
 * @param field name of the field; null if the refusal is about no field in particular
 * @param text the sentence that says why, in the language of the page
 */
public record RefusedField(@Nullable String field, String text) {}
