package org.bitacora.app.pages.deeds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bitacora.app.House;
import org.bitacora.app.pages.deeds.Deed.Told;
import org.bitacora.app.pages.deeds.DeedPart.Said;
import org.bitacora.app.pages.deeds.Telling.Surroundings;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.suggestions.Suggestions;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.CharterEvent;
import org.bitacora.vocabulary.DiscussionEvent;
import org.bitacora.vocabulary.MeetingEvent;
import org.bitacora.vocabulary.MembershipEvent;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells entries of the timeline as deeds, in the reader's language. */
@Component
public class Deeds {
    /** For who verifies, on the entry's own page; in a log it would stand under each entry of an archive. */
    private static final Pattern FILE_HASH = Pattern.compile(",? SHA-256 [0-9a-f]{64}");

    private final House house;
    private final MessageSource messages;

    Deeds(House house, MessageSource messages) {
        this.house = house;
        this.messages = messages;
    }

    /**
     * What each entry tells, in the order of the entries.
     *
     * @param request with which they were read
     * @param moment what is added to links so that they stay at the page's moment, {@code ?on=2013-11-04}; empty for now
     */
    public List<Deed> tell(List<TimelineEntry> entries, ViewRequest request, String moment, Locale locale) {
        Set<String> persons = new HashSet<>();
        for (TimelineEntry entry : entries) collectPersons(entry, persons);
        Map<String, @Nullable Suggestion> known = new HashMap<>();
        Surroundings around = new Surroundings(
                house.people().named(persons),
                id -> known.computeIfAbsent(id, unknown -> suggestion(unknown, request)),
                moment,
                house.group().zone());
        Sentences sentences = new Sentences(messages, locale);
        return entries.stream()
                .map(entry -> tell(entry, new Telling(entry, sentences, around)))
                .toList();
    }

    static Deed tell(TimelineEntry entry, Telling telling) {
        Told told = switch (entry.event()) {
            case SuggestionEvent e -> SuggestionDeeds.of(e, telling);
            case DiscussionEvent e -> DiscussionDeeds.of(e, telling);
            case MeetingEvent e -> MeetingDeeds.of(e, telling);
            case MembershipEvent e -> MembershipDeeds.of(e, telling);
            case CharterEvent e -> CharterDeeds.of(e, telling);
            default -> throw new IllegalArgumentException("an event of no known slice: " + entry.type());
        };
        List<List<DeedPart>> notes = new ArrayList<>(told.notes());
        notes.addAll(notes(entry, telling));
        return new Deed(
                telling.words("deed." + entry.type() + ".kind").text(),
                telling.actor(),
                told.sentence(),
                told.late(),
                told.written(),
                notes);
    }

    /** How it came into the record, and who may read it, where that is not as usual. */
    private static List<List<DeedPart>> notes(TimelineEntry entry, Telling telling) {
        List<List<DeedPart>> notes = new ArrayList<>();
        if (entry.capacity() != null && entry.capacity() != Capacity.PERSONAL) {
            notes.add(telling.say("deed.capacity." + entry.capacity().code()));
        }
        LocalDate recordedOn = LocalDate.ofInstant(entry.recordedAt(), telling.zone());
        // A deed of today may have a source too; its own slice then says so.
        if (entry.source() != null && !entry.occurredOn().equals(VagueDate.of(recordedOn))) {
            String source = FILE_HASH.matcher(entry.source()).replaceAll("");
            notes.add(telling.say("deed.recorded-later", Telling.day(recordedOn), new Said(source)));
        }
        if (entry.enteredBy() != null && !entry.enteredBy().system()) {
            notes.add(telling.say("deed.entered-by", telling.somebody(entry.enteredBy())));
        }
        if (entry.visibility() == Visibility.MEMBERS) notes.add(telling.say("deed.members-only"));
        return notes;
    }

    private @Nullable Suggestion suggestion(String id, ViewRequest request) {
        Suggestions.One found = house.suggestions().one(id, request);
        return found == null ? null : found.suggestion();
    }

    private static void collectPersons(TimelineEntry entry, Set<String> ids) {
        if (entry.event() instanceof MembershipEvent event) ids.add(event.memberId());
        if (entry.event() instanceof SuggestionSubmitted event && event.authorId() != null) ids.add(event.authorId());
    }
}
