package org.bitacora.app.pages.deeds;

import java.util.List;
import java.util.Objects;
import org.bitacora.app.pages.deeds.Deed.Told;
import org.bitacora.app.pages.deeds.DeedPart.Somebody;
import org.bitacora.app.pages.deeds.DeedPart.Thing;
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

/** What became of suggestions, in words. */
final class SuggestionDeeds {
    private SuggestionDeeds() {}

    static Told of(SuggestionEvent event, Telling telling) {
        DeedPart own = telling.suggestion(event.suggestionId());
        return switch (event) {
            case SuggestionSubmitted e -> submitted(e, own, telling).written(e.body());
            case SuggestionAcknowledged e ->
                Told.of(telling.say("deed.SuggestionAcknowledged", own)).written(e.note());
            case SuggestionTriaged e -> triaged(e, own, telling).written(e.note());
            case SuggestionParked e ->
                Told.of(telling.say("deed.SuggestionParked", own, Telling.day(e.reviewOn())))
                        .written(e.reason());
            case SuggestionMerged e ->
                Told.of(telling.say("deed.SuggestionMerged", own, telling.suggestion(e.into())))
                        .written(e.reason());
            case SuggestionSplit e -> split(e, own, telling).written(e.reason());
            case SuggestionAnswered e ->
                Told.of(telling.say("deed.SuggestionAnswered", own, telling.coded("deed.outcome", e.outcome())))
                        .written(e.reply());
            case SuggestionReopened e ->
                Told.of(telling.say(
                                "deed.SuggestionReopened." + e.cause().code(),
                                own,
                                telling.suggestion(e.wasMergedInto())))
                        .written(e.reason());
            case SuggestionWithdrawn e ->
                Told.of(telling.say("deed.SuggestionWithdrawn", own)).written(e.reason());
        };
    }

    private static Told submitted(SuggestionSubmitted event, DeedPart own, Telling telling) {
        if (event.authorId() == null) return Told.of(telling.say("deed.SuggestionSubmitted", own));
        Somebody author = telling.person(event.authorId());
        Thing whole = event.splitFrom() == null ? null : telling.otherSuggestion(event.splitFrom());
        return Told.of(
                whole == null
                        ? telling.say("deed.SuggestionSubmitted.worded", own, author)
                        : telling.say("deed.SuggestionSubmitted.part", own, whole, author));
    }

    private static Told triaged(SuggestionTriaged event, DeedPart own, Telling telling) {
        String key = "deed.SuggestionTriaged." + event.to().code();
        return Told.of(telling.say(key, own, telling.meeting(event.meetingId())));
    }

    /** Names the parts that are for the reader, and does not say how many there are. */
    private static Told split(SuggestionSplit event, DeedPart own, Telling telling) {
        List<Thing> parts = event.into().stream()
                .map(telling::otherSuggestion)
                .filter(Objects::nonNull)
                .toList();
        return Told.of(
                parts.isEmpty()
                        ? telling.say("deed.SuggestionSplit", own)
                        : telling.say("deed.SuggestionSplit.into", own, Telling.row(parts)));
    }
}
