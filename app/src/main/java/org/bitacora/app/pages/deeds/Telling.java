package org.bitacora.app.pages.deeds;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bitacora.app.pages.deeds.DeedPart.Day;
import org.bitacora.app.pages.deeds.DeedPart.Said;
import org.bitacora.app.pages.deeds.DeedPart.Several;
import org.bitacora.app.pages.deeds.DeedPart.Somebody;
import org.bitacora.app.pages.deeds.DeedPart.Thing;
import org.bitacora.query.People.Person;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.query.timeline.TimelineEntry.ThingRef;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;

/** What the sentence about one entry is made of, as far as it is for the reader. */
final class Telling {
    private final TimelineEntry entry;
    private final Sentences sentences;
    private final Surroundings around;

    /**
     * What the entries of one page have in common.
     *
     * @param persons everybody whom they name, by id
     * @param suggestions a suggestion by its id; null if it is not for the reader
     * @param moment what is added to links so that they stay at the page's moment, {@code ?on=2013-11-04}; empty for now
     */
    record Surroundings(
            Map<String, Person> persons,
            Function<String, @Nullable Suggestion> suggestions,
            String moment,
            ZoneId zone) {}

    Telling(TimelineEntry entry, Sentences sentences, Surroundings around) {
        this.entry = entry;
        this.sentences = sentences;
        this.around = around;
    }

    List<DeedPart> say(String key, DeedPart... parts) {
        return sentences.say(key, parts);
    }

    /** The message with this key as part of a sentence. */
    Said words(String key) {
        return new Said(sentences.text(key));
    }

    /** The word for a value of a closed set: the message {@code prefix.code}. */
    Said coded(String prefix, Coded value) {
        return words(prefix + "." + value.code());
    }

    /** A count with its noun: the messages {@code noun.one} and {@code noun.other}. */
    Said count(String noun, long number) {
        return new Said(sentences.text(noun + (number == 1 ? ".one" : ".other"), Long.toString(number)));
    }

    static Day day(LocalDate day) {
        return new Day(day.toString());
    }

    static Day day(VagueDate date) {
        return new Day(date.text());
    }

    ZoneId zone() {
        return around.zone;
    }

    /** Who did it; nobody in person for what the house does by itself. */
    Somebody actor() {
        return entry.actor().system() ? bySystem(entry.channel()) : somebody(entry.actor());
    }

    /** A person with their present sector. */
    Somebody person(String id) {
        Person person = around.persons.get(id);
        return somebody(person == null ? Person.unknown(id) : person);
    }

    Somebody somebody(Person person) {
        String name = person.name() == null ? sentences.text("deed.somebody") : person.name();
        return new Somebody(
                name, person.sector() == null ? null : person.sector().code());
    }

    private Somebody bySystem(Channel channel) {
        return new Somebody(sentences.text("deed.by." + channel.code()), null);
    }

    /** A thing that the entry is about; only the word for its kind, if it is not for the reader. */
    DeedPart thing(ThreadKind kind, @Nullable String id) {
        for (ThingRef ref : entry.things()) {
            if (ref.kind() == kind && ref.id().equals(id)) return thing(ref);
        }
        return coded("deed.thing", kind);
    }

    /** The nearest thing with a name that the entry is about. */
    DeedPart nearest() {
        return entry.things().isEmpty()
                ? words("deed.somewhere")
                : thing(entry.things().getFirst());
    }

    /** The entry that this one replies to; null if it replies to none that is for the reader. */
    DeedPart.@Nullable Entry repliesTo() {
        Long position = entry.repliesTo();
        return position == null ? null : new DeedPart.Entry(position);
    }

    DeedPart suggestion(@Nullable String id) {
        return thing(ThreadKind.SUGGESTION, id);
    }

    DeedPart meeting(@Nullable String id) {
        return thing(ThreadKind.MEETING, id);
    }

    /** A suggestion that the entry speaks of without being an entry of it; null if it is not for the reader. */
    @Nullable
    Thing otherSuggestion(String id) {
        Suggestion found = around.suggestions.apply(id);
        return found == null ? null : new Thing(href("/sugerencias/", id), found.ref(), found.title());
    }

    /** One after the other, with commas between them. */
    static Several row(List<? extends DeedPart> parts) {
        List<DeedPart> row = new ArrayList<>();
        for (DeedPart part : parts) {
            if (!row.isEmpty()) row.add(new Said(", "));
            row.add(part);
        }
        return new Several(row);
    }

    private DeedPart thing(ThingRef ref) {
        return switch (ref.kind()) {
            case SUGGESTION -> new Thing(href("/sugerencias/", ref.id()), ref.ref(), ref.title());
            case MEETING -> new Thing(href("/reuniones/", ref.id()), ref.ref(), ref.title());
            case ITEM -> item(ref);
            case PROPOSAL, DISAGREEMENT, CONTRIBUTION -> new Thing(null, ref.ref(), ref.title());
        };
    }

    /** An item stands on the page of its meeting, and bears the name of what it is about if it has none of its own. */
    private DeedPart item(ThingRef item) {
        ThingRef meeting = first(ThreadKind.MEETING);
        ThingRef named = item.title() == null ? first(ThreadKind.SUGGESTION) : item;
        if (named == null || named.title() == null) return coded("deed.thing", ThreadKind.ITEM);
        return new Thing(meeting == null ? null : href("/reuniones/", meeting.id()), named.ref(), named.title());
    }

    private @Nullable ThingRef first(ThreadKind kind) {
        return entry.things().stream()
                .filter(ref -> ref.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private String href(String pages, String id) {
        return pages + id + around.moment;
    }
}
