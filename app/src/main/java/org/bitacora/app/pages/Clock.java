package org.bitacora.app.pages;

import org.bitacora.query.suggestions.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The clock that a suggestion shows: the first of those that still run.
 *
 * @param days counted up; null once all are closed
 * @param waits what it waits for: the message {@code suggestions.clock.} and this
 * @param past whether the group's own term is over
 */
record Clock(@Nullable Long days, String waits, boolean past) {
    static Clock of(Suggestion.Clocks clocks) {
        if (clocks.unacknowledged() != null) {
            return running(clocks.unacknowledged(), "acknowledgement", clocks.acknowledgeWithin());
        }
        if (clocks.unanswered() != null) return running(clocks.unanswered(), "answer", clocks.answerWithin());
        return new Clock(null, "closed", false);
    }

    private static Clock running(long days, String waits, @Nullable Integer within) {
        return new Clock(days, waits, within != null && days > within);
    }
}
