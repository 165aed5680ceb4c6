package org.bitacora.app.pages;

import java.util.List;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.query.timeline.TimelineEntry.ThingRef;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.ThreadKind;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a suggestion, as its own page tells it.
 *
 * @param kind the message {@code suggestions.kind.} and this
 * @param deed the message {@code suggestions.deed.} and this
 * @param others the suggestions that the deed speaks of beside this one
 * @param text what was said with it (Markdown); null if nothing was, or if it stands elsewhere on the page
 */
record ThreadEntry(
        TimelineEntry entry,
        String kind,
        String deed,
        List<ThingRef> others,
        @Nullable String text) {
    private record Told(String kind, String deed, @Nullable String text) {}

    /** @param here id of the suggestion whose page it is */
    static ThreadEntry of(TimelineEntry entry, String here) {
        List<ThingRef> others = entry.things().stream()
                .filter(thing ->
                        thing.kind() == ThreadKind.SUGGESTION && !thing.id().equals(here))
                .toList();
        Told told = switch (entry.event()) {
            case SuggestionEvent event -> told(event, event.suggestionId().equals(here));
            case ContributionMade made -> new Told("contribution", "contribution", made.body());
            case VisibilityChanged changed ->
                new Told("visibility", "visibility-" + changed.to().code(), changed.reason());
            default -> new Told("other", "other", null);
        };
        return new ThreadEntry(entry, told.kind, told.deed, others, told.text);
    }

    /** @param own whether it happened to the suggestion of the page, or to another that is joined with it */
    private static Told told(SuggestionEvent event, boolean own) {
        return switch (event) {
            case SuggestionSubmitted e -> new Told("submission", e.splitFrom() == null ? "submitted" : "part", null);
            case SuggestionAcknowledged e -> new Told("acknowledgement", "acknowledged", e.note());
            case SuggestionTriaged e -> new Told("triage", "triaged-" + e.to().code(), e.note());
            case SuggestionParked e -> new Told("parking", "parked", e.reason());
            case SuggestionMerged e -> new Told("merge", own ? "merged" : "merged-here", e.reason());
            case SuggestionSplit e -> new Told("split", own ? "split" : "split-from", e.reason());
            case SuggestionAnswered e ->
                new Told("answer", "answered-" + e.outcome().code(), e.reply());
            case SuggestionReopened e -> new Told("reopening", own ? "reopened" : "reopened-there", e.reason());
            case SuggestionWithdrawn e -> new Told("withdrawal", own ? "withdrawn" : "withdrawn-there", e.reason());
        };
    }
}
