package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.query.BadRequest;
import org.bitacora.query.Page;
import org.bitacora.query.People.Person;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.record.RecordViews.Proven;
import org.bitacora.query.record.RecordViews.RawEvent;
import org.bitacora.query.record.RecordViews.State;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The record itself: how far it reaches and who signed that, how to check it alone, its raw events by stretches ({@code to=N} is the last
 * position of one), and each event with its proof.
 */
@Controller
class RecordPage {
    private static final int STRETCH = 50;
    private static final String TO = "to";

    private final House house;
    private final PageViews views;

    RecordPage(House house, PageViews views) {
        this.house = house;
        this.views = views;
    }

    @GetMapping("/registro")
    String show(HttpServletRequest http, Model model) {
        PageAddress address = PageAddress.of(http);
        PageAddress start = address.without(TO);
        Reader reader = views.reader(http);
        ViewRequest request = views.ask("/record", start, reader);
        PastView past = PageViews.past(request, start.without("on", "asOf"));
        State state = house.recordViews().state(request);

        long last = state.size() - 1;
        long top = Math.min(position(address.parameter(TO), last), last);
        Page<RawEvent> events = events(start.with("order", "newest"), top + 1, reader);
        List<RawEvent> newer = top < last ? events(start, top, reader).items() : List.of();
        long from = events.next() == null ? 0 : events.items().getLast().position();
        if (past != null) model.addAttribute("past", past);
        model.addAttribute("state", state);
        model.addAttribute("from", from);
        model.addAttribute("top", top);
        model.addAttribute("rows", rows(events.items()));
        model.addAttribute("kept", start.query());
        model.addAttribute(
                "newer", newer.isEmpty() ? null : to(start, newer.getLast().position()));
        model.addAttribute("older", events.next() == null ? null : to(start, from - 1));
        return "record";
    }

    @GetMapping("/registro/{position:[0-9]{1,18}}")
    String showEntry(@PathVariable long position, HttpServletRequest http, Model model) {
        PageAddress address = PageAddress.of(http);
        ViewRequest request = views.ask(
                "/record/events/{position}", Map.of("position", Long.toString(position)), address, views.reader(http));
        PastView past = PageViews.past(request, address.without("on", "asOf"));
        Proven proven = house.recordViews().proven(request);
        if (proven == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        if (past != null) model.addAttribute("past", past);
        model.addAttribute("position", position);
        model.addAttribute("size", house.recordViews().state(request).size());
        model.addAttribute("proven", proven);
        model.addAttribute("moment", past == null ? "" : "?" + past.query());
        RawEvent event = proven.event();
        if (event != null) model.addAttribute("row", row(event, named(List.of(event))));
        return "record-entry";
    }

    /**
     * An event in the table.
     *
     * @param sameDay whether it was recorded on the day on which it happened
     * @param actor null for what the house did by itself
     */
    record RawRow(
            RawEvent event,
            EventMetadata by,
            boolean sameDay,
            @Nullable Person actor) {
        /** What was stored beside the payload, a line each. */
        public String beside() {
            StringBuilder lines = new StringBuilder();
            event.metadata().forEach((key, value) -> lines.append(key + ": " + value + "\n"));
            List<String> salted = List.of("tags", "metadata", "payload");
            for (int i = 0; i < salted.size(); i++) {
                lines.append("salt of " + salted.get(i) + ": " + event.salts().get(i) + "\n");
            }
            return lines.toString().stripTrailing();
        }
    }

    /** A stretch of raw events from beyond a position, in the order that the address asks for. */
    private Page<RawEvent> events(PageAddress start, long position, Reader reader) {
        // A cursor names a position; what it holds beside is not read here.
        PageAddress asked = start.with("limit", Integer.toString(STRETCH))
                .with("cursor", PageViews.cursorAfter(Long.toString(position), "0"));
        return house.recordViews().events(views.ask("/record/events", asked, reader));
    }

    private List<RawRow> rows(List<RawEvent> events) {
        Map<String, Person> persons = named(events);
        return events.stream().map(event -> row(event, persons)).toList();
    }

    private RawRow row(RawEvent event, Map<String, Person> persons) {
        EventMetadata by = EventMetadata.fromMap(event.metadata());
        Person known = persons.getOrDefault(by.actor(), Person.unknown(by.actor()));
        return new RawRow(
                event,
                by,
                by.occurredOn()
                        .equals(VagueDate.of(LocalDate.ofInstant(
                                event.recordedAt(), house.group().zone()))),
                by.bySystem() ? null : new Person(known.id(), known.name(), by.actorSector()));
    }

    private Map<String, Person> named(List<RawEvent> events) {
        return house.people()
                .named(events.stream()
                        .map(event -> EventMetadata.fromMap(event.metadata()).actor())
                        .collect(Collectors.toSet()));
    }

    private static long position(@Nullable String text, long otherwise) {
        if (text == null) return otherwise;
        if (!text.matches("[0-9]{1,18}")) throw new BadRequest("value.unknown", TO);
        return Long.parseLong(text);
    }

    private static String to(PageAddress start, long position) {
        return start.with(TO, Long.toString(position)).text();
    }
}
