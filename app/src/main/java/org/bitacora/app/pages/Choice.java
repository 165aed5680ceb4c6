package org.bitacora.app.pages;

import org.jspecify.annotations.Nullable;

/**
 * One option of a list or of a set of radio buttons.
 *
 * @param value what the form sends
 * @param label what the reader sees, in their language
 * @param hint one more sentence for whoever hesitates; null if the label says it all
 */
public record Choice(String value, String label, @Nullable String hint) {}
