package org.bitacora.query.suggestions;

import java.time.LocalDate;
import java.util.List;
import org.bitacora.query.People.Person;
import org.bitacora.query.suggestions.SuggestionView.Edge;
import org.bitacora.query.suggestions.SuggestionView.State;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion as a reader sees it at a moment.
 *
 * @param ref the short number that people quote, as {@code S-40}
 * @param body null in lists, which would be heavy with it
 * @param steps to be sent back with commands about it; null for the public, who send none, and whom it would tell of others that were
 *     merged into it
 * @param state its own; what it shows of an answer may be another suggestion's
 * @param clocks in days, up to the moment's day
 * @param answer that of its live target, to the end of the chain, if it is merged; null while there is none
 * @param earlierAnswers those that were given before it was reopened
 * @param mergedInto null if it is not merged, or if its target is not for this reader
 * @param position of the last event about it; null for the public, as {@code steps}
 */
public record Suggestion(
        String id,
        String ref,
        About about,
        String title,
        @Nullable String body,
        Visibility visibility,
        Person author,
        @Nullable Person wordedBy,
        VagueDate occurredOn,
        State state,
        @Nullable Integer steps,
        Clocks clocks,
        @Nullable Said acknowledged,
        @Nullable Triage triaged,
        @Nullable Parking parked,
        @Nullable GivenAnswer answer,
        List<GivenAnswer> earlierAnswers,
        @Nullable Said reopened,
        @Nullable Ref mergedInto,
        long submittedPosition,
        @Nullable Long position) {
    /** Another suggestion. */
    public record Ref(String id, String ref, String title, State state) {}

    /**
     * What the group still owes it, in days. A closed clock is null.
     *
     * @param unacknowledged since it came in
     * @param unanswered since it came in
     * @param unansweredSinceReopening since it was last reopened
     * @param acknowledgeWithin the group's own notice, if it has set one
     * @param answerWithin the group's own notice, if it has set one
     * @param reviewOn until when it is put aside
     * @param dueForReview whether that day has come
     */
    public record Clocks(
            @Nullable Long unacknowledged,
            @Nullable Long unanswered,
            @Nullable Long unansweredSinceReopening,
            @Nullable Integer acknowledgeWithin,
            @Nullable Integer answerWithin,
            @Nullable LocalDate reviewOn,
            boolean dueForReview) {}

    /** @param text null if nothing was said */
    public record Said(Person by, LocalDate on, @Nullable String text, long position) {}

    /**
     * Where it was sent.
     *
     * @param meetingId null unless it went to a meeting that is for this reader
     * @param said null if its entry is not for this reader
     */
    public record Triage(
            TriageTarget to,
            @Nullable String meetingId,
            @Nullable Said said) {}

    public record Parking(LocalDate reviewOn, Said said) {}

    /** @param of the suggestion that was answered */
    public record GivenAnswer(Outcome outcome, Said said, Ref of) {}

    /** The family of a suggestion: itself and all that it is joined with, as far as it is for this reader. */
    public record Genealogy(List<Ref> suggestions, List<Edge> edges) {
        public Genealogy {
            suggestions = List.copyOf(suggestions);
            edges = List.copyOf(edges);
        }
    }

    public Suggestion {
        earlierAnswers = List.copyOf(earlierAnswers);
    }

    static Ref ref(SuggestionView view) {
        return new Ref(view.suggestionId(), number(view), view.submitted().title(), view.state());
    }

    static String number(SuggestionView view) {
        return "S-" + view.ordinal();
    }
}
