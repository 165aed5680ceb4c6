package org.bitacora.app.pages;

import org.jspecify.annotations.Nullable;

/**
 * The form to say something in a thread, as the page of the thread shows it.
 *
 * @param to where it is posted
 * @param here the page on which it stands, when it replies to nobody
 * @param key of the command
 * @param reply what it replies to; null for nothing
 */
record ContributionForm(
        String to,
        String here,
        String key,
        FormState form,
        @Nullable Reply reply) {
    /** A contribution that somebody replies to. */
    record Reply(String id, long position, @Nullable String name) {}

    static FormState empty() {
        return Circumstances.in(FormState.empty("say", "body"));
    }

    /** Whether the fields that few need are unfolded. */
    public boolean more() {
        return form.touched(Circumstances.FIELDS);
    }
}
