package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitacora.app.pages.deeds.Deed;
import org.bitacora.query.People.Person;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.members.Members.Roster;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.query.timeline.TimelineEntry.ThingRef;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the timeline: the form in which they are chosen, and those in use.
 *
 * @param form holds what is chosen
 * @param people whom the reader may choose; empty for who may not see the roster
 * @param kept what the form sends along unseen
 * @param inUse each with the address of the page without it
 */
record TimelineFilters(FormState form, List<Choice> people, Map<String, String> kept, List<InUse> inUse) {
    private static final List<String> NAMES = List.of("thread", "actor", "sector", "kind", "from", "to");

    /**
     * A filter in use.
     *
     * @param name of its parameter; its label is the message {@code timeline.chip.name}
     * @param value in the reader's words
     * @param without address of the page without it
     */
    record InUse(String name, String value, String without) {}

    /**
     * @param address of the page from its beginning
     * @param roster what the reader may see of it
     * @param entries on the page, and {@code deeds} what they tell: threads and people in use are named after them
     */
    static TimelineFilters of(
            PageAddress address, Roster roster, List<TimelineEntry> entries, List<Deed> deeds, Words words) {
        List<Choice> people = people(roster, address.parameter("actor"), entries, deeds);
        FormState form = FormState.empty("filter", NAMES.toArray(String[]::new));
        Map<String, String> kept = new LinkedHashMap<>(address.query());
        for (String name : NAMES) {
            String value = address.parameter(name);
            if (value != null) form = form.with(name, value);
            boolean shown = !name.equals("thread") && (!name.equals("actor") || !people.isEmpty());
            if (shown) kept.remove(name);
        }
        List<InUse> inUse = new ArrayList<>();
        for (String name : NAMES) {
            String value = address.parameter(name);
            if (value == null) continue;
            String said = said(name, value, entries, deeds, words);
            inUse.add(new InUse(name, said, address.without(name).text()));
        }
        return new TimelineFilters(form, people, kept, inUse);
    }

    private static String said(String name, String value, List<TimelineEntry> entries, List<Deed> deeds, Words words) {
        return switch (name) {
            case "thread" -> threadTitle(value, entries);
            case "actor" -> actorName(value, entries, deeds).orElse("…");
            case "sector" -> labelled(words.sectors(), value);
            case "kind" -> labelled(words.choices("timeline.kind", Journal.KINDS), value);
            default -> words.vague(value);
        };
    }

    private static String labelled(List<Choice> choices, String value) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .map(Choice::label)
                .findFirst()
                .orElse(value);
    }

    /** Only what an entry on the page says of it, so that no title is told to whoever may not read the thread. */
    private static String threadTitle(String thread, List<TimelineEntry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.things().stream())
                .filter(thing -> (thing.kind().code() + ":" + thing.id()).equals(thread))
                .map(TimelineFilters::title)
                .findFirst()
                .orElse("…");
    }

    private static String title(ThingRef thing) {
        String title = thing.title() == null ? "…" : thing.title();
        return thing.ref() == null ? title : thing.ref() + " " + title;
    }

    private static Optional<String> actorName(String id, List<TimelineEntry> entries, List<Deed> deeds) {
        for (int i = 0; i < entries.size(); i++) {
            Person actor = entries.get(i).actor();
            if (actor.id().equals(id)) return Optional.of(deeds.get(i).actor().name());
        }
        return Optional.empty();
    }

    /** The members of today, and whoever was asked for without being one. */
    private static List<Choice> people(
            Roster roster, @Nullable String chosen, List<TimelineEntry> entries, List<Deed> deeds) {
        Map<String, Choice> people = new LinkedHashMap<>();
        for (var row : roster.sectors()) {
            if (row.members() == null) return List.of();
            row.members().forEach(member -> people.put(member.id(), new Choice(member.id(), member.name(), null)));
        }
        if (chosen != null) {
            actorName(chosen, entries, deeds)
                    .ifPresent(name -> people.putIfAbsent(chosen, new Choice(chosen, name, null)));
        }
        return List.copyOf(people.values());
    }
}
