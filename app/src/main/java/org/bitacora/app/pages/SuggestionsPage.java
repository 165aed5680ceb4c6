package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitacora.app.accounts.SignedIn;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.query.BadRequest;
import org.bitacora.query.Page;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.suggestions.Suggestions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The inbox of suggestions, and the form to send one. */
@Controller
class SuggestionsPage {
    static final String PATH = "/sugerencias";

    private static final List<String> STATES =
            List.of("open", "received", "triaged", "parked", "answered", "merged", "withdrawn", "all");
    private static final List<String> FIELDS =
            List.of("title", "body", "visibility", "capacity", "mandate", "occurredOn", "source");

    private final Suggestions suggestions;
    private final Reading reading;
    private final Standings standings;
    private final CommandDoor door;

    SuggestionsPage(Suggestions suggestions, Reading reading, Standings standings, CommandDoor door) {
        this.suggestions = suggestions;
        this.reading = reading;
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
            return form != null
                    && List.of("visibility", "capacity", "mandate", "occurredOn", "source").stream()
                            .anyMatch(field -> !form.value(field).isEmpty() || form.refusalAt(field) != null);
        }
    }

    record Row(Suggestion suggestion, Clock clock, String to) {}

    record Chip(String state, String to, boolean current) {}

    @GetMapping(PATH)
    ModelAndView show(@RequestParam Map<String, String> query, @AuthenticationPrincipal @Nullable SignedIn signedIn) {
        boolean member = standings.of(signedIn).member();
        return page(query, signedIn, member ? form() : null);
    }

    @PostMapping(PATH)
    ModelAndView submit(
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal @Nullable SignedIn signedIn,
            Locale locale) {
        String person = signedIn == null ? null : signedIn.personId();
        return switch (door.send(SubmitSuggestion.class, typed, Map.of("about", "group"), person, locale)) {
            case Outcome.Recorded recorded ->
                Address.seeOther(PATH + "/" + recorded.receipt().id());
            case Outcome.Refused why -> {
                FormState refused = form().refused(typed, new RefusedField(why.field(), why.text()));
                ModelAndView page = page(Map.of(), signedIn, refused);
                page.setStatus(HttpStatus.valueOf(why.status()));
                page.addObject("address", PATH);
                yield page;
            }
        };
    }

    private static FormState form() {
        return FormState.empty("submit", FIELDS.toArray(String[]::new));
    }

    private ModelAndView page(Map<String, String> query, @Nullable SignedIn signedIn, @Nullable FormState form) {
        Address address = new Address(PATH, query).with(Languages.PARAMETER, null);
        String state = query.getOrDefault("state", "");
        if (state.isEmpty()) state = STATES.getFirst();
        if (!STATES.contains(state)) throw new BadRequest("value.unknown", "state");
        Address asked = address.with("state", state.equals("all") ? null : state);
        ViewRequest request = reading.request("/suggestions", Map.of(), asked.query(), signedIn);
        PastView past = Reading.past(request, address);
        Page<Suggestion> found = suggestions.inbox(request);
        Address first = address.with("cursor", null);
        Inbox inbox = new Inbox(
                found.items().stream().map(suggestion -> row(suggestion, query)).toList(),
                chips(state, first),
                filters(first, state),
                query.containsKey("cursor") ? first.toString() : null,
                found.next() == null ? null : first.with("cursor", found.next()).toString(),
                past == null ? form : null,
                door.freshKey());
        ModelAndView page = new ModelAndView("suggestions");
        page.addObject("inbox", inbox);
        page.addObject("past", past);
        return page;
    }

    private static Row row(Suggestion suggestion, Map<String, String> query) {
        Address to = Address.of(PATH + "/" + suggestion.id()).atMomentOf(query);
        return new Row(suggestion, Clock.of(suggestion.clocks()), to.toString());
    }

    private static List<Chip> chips(String current, Address first) {
        List<Chip> chips = new ArrayList<>();
        for (String state : STATES) {
            chips.add(new Chip(state, first.with("state", state).toString(), state.equals(current)));
        }
        return chips;
    }

    private static Map<String, String> filters(Address first, String state) {
        return first.with("state", state).query();
    }
}
