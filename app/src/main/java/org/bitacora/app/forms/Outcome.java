package org.bitacora.app.forms;

import org.bitacora.command.Receipt;
import org.jspecify.annotations.Nullable;

/** What became of a form that was sent. */
public sealed interface Outcome {
    /** It is recorded, or was so already, and the views show it. */
    record Recorded(Receipt receipt) implements Outcome {}

    /**
     * Nothing was recorded.
     *
     * @param field of the form, under the name that the form gave it; null if the refusal speaks of the whole
     * @param text the sentence that says why, in the language of the page
     * @param status of HTTP for the page that shows the form anew: 403, 404, 409 if the thing moved on meanwhile, else 422
     */
    record Refused(@Nullable String field, String text, int status) implements Outcome {}
}
