package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.bitacora.app.House;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.query.BadRequest;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The inbox of suggestions, and the form to send one. */
@Controller
class SuggestionsPage {
    static final String PATH = "/sugerencias";

    private static final String STATE = "state";
    private static final String CURSOR = "cursor";
    private static final String ALL = "all";
    private static final List<String> STATES =
            List.of("open", "received", "triaged", "parked", "answered", "merged", "withdrawn", ALL);

    private final House house;
    private final PageViews views;
    private final Standings standings;
    private final CommandDoor door;

    SuggestionsPage(House house, PageViews views, Standings standings, CommandDoor door) {
        this.house = house;
        this.views = views;
        this.standings = standings;
        this.door = door;
    }

    /**
     * What the page shows.
     *
     * @param filters what is chosen, by parameter: {@code state}, {@code to}, {@code sector}, and the moment
     * @param newest address of the first page; null on it
     * @param older address of the next page; null on the last one
     * @param form to send a suggestion; null for who may not, and in the past
     * @param key of that form
     */
    record Inbox(
            List<Row> rows,
            List<Chip> chips,
            Map<String, String> filters,
            @Nullable String newest,
            @Nullable String older,
            @Nullable FormState form,
            String key) {
        /** Whether the form opens with the fields that few need. */
        public boolean more() {
            return form != null && form.touched(Circumstances.FIELDS);
        }
    }

    record Row(Suggestion suggestion, Clock clock, String to) {}

    record Chip(String state, String to, boolean current) {}

    @GetMapping(PATH)
    ModelAndView show(HttpServletRequest http) {
        Reader reader = views.reader(http);
        return page(PageAddress.of(http), reader, standings.of(reader).member() ? form() : null);
    }

    @PostMapping(PATH)
    ModelAndView submit(@RequestParam Map<String, String> typed, HttpServletRequest http, Locale locale) {
        Reader reader = views.reader(http);
        return switch (door.send(SubmitSuggestion.class, typed, Map.of("about", "group"), reader.personId(), locale)) {
            case Outcome.Recorded recorded ->
                SeeOther.at(PATH + "/" + recorded.receipt().id());
            case Outcome.Refused why -> {
                FormState refused = form().refused(typed, new RefusedField(why.field(), why.text()));
                ModelAndView page = page(PageAddress.at(PATH), reader, refused);
                page.setStatus(HttpStatus.valueOf(why.status()));
                page.addObject("address", PATH);
                yield page;
            }
        };
    }

    private static FormState form() {
        return Circumstances.in(FormState.empty("submit", "title", "body"));
    }

    private ModelAndView page(PageAddress address, Reader reader, @Nullable FormState form) {
        String state = Objects.requireNonNullElse(address.parameter(STATE), STATES.getFirst());
        if (!STATES.contains(state)) throw new BadRequest("value.unknown", STATE);
        PageAddress asked = state.equals(ALL) ? address.without(STATE) : address.with(STATE, state);
        ViewRequest request = views.ask("/suggestions", asked, reader);
        PastView past = PageViews.past(request, address.without("on", "asOf", CURSOR));
        Page<Suggestion> found = house.suggestions().inbox(request);
        PageAddress first = address.without(CURSOR);
        Inbox inbox = new Inbox(
                found.items().stream()
                        .map(suggestion -> row(suggestion, address))
                        .toList(),
                chips(state, first),
                first.with(STATE, state).query(),
                address.parameter(CURSOR) == null ? null : first.text(),
                found.next() == null ? null : first.with(CURSOR, found.next()).text(),
                past == null ? form : null,
                door.freshKey());
        ModelAndView page = new ModelAndView("suggestions");
        page.addObject("inbox", inbox);
        page.addObject("past", past);
        return page;
    }

    private static Row row(Suggestion suggestion, PageAddress inbox) {
        String to = inbox.elsewhere(PATH + "/" + suggestion.id()).text();
        return new Row(suggestion, Clock.of(suggestion.clocks()), to);
    }

    private static List<Chip> chips(String current, PageAddress first) {
        return STATES.stream()
                .map(state -> new Chip(state, first.with(STATE, state).text(), state.equals(current)))
                .toList();
    }
}
