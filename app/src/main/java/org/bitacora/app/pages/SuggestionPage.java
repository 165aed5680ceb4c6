package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitacora.app.accounts.SignedIn;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.suggestions.Suggestions;
import org.bitacora.query.timeline.Timeline;
import org.bitacora.query.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** One suggestion: what it asks, what became of it, its family and its thread, and what the reader may record about it now. */
@Controller
class SuggestionPage {
    private static final String ONE = SuggestionsPage.PATH + "/{id}";
    private static final String ENTRIES_SHOWN_MAX = Integer.toString(ViewRequest.LIMIT_MAX);

    private final Suggestions suggestions;
    private final Timeline timeline;
    private final Reading reading;
    private final Standings standings;
    private final CommandDoor door;

    SuggestionPage(Suggestions suggestions, Timeline timeline, Reading reading, Standings standings, CommandDoor door) {
        this.suggestions = suggestions;
        this.timeline = timeline;
        this.reading = reading;
        this.standings = standings;
        this.door = door;
    }

    /**
     * What the page shows.
     *
     * @param thread oldest first
     * @param wholeThread address of all that happened, if not all of it is shown here; else null
     * @param forms those that the reader is offered; none in the past
     * @param moment what every link to another suggestion ends with, so that whoever reads the past stays there
     */
    record Shown(
            Suggestion suggestion,
            Clock clock,
            FamilyTree family,
            List<ThreadEntry> thread,
            @Nullable String wholeThread,
            List<DeedForm> forms,
            boolean byVacancy,
            Map<String, String> moment) {
        /** The address of another suggestion. */
        public String at(String id) {
            return new Address(SuggestionsPage.PATH + "/" + id, moment).toString();
        }
    }

    @GetMapping(ONE)
    ModelAndView show(
            @PathVariable String id,
            @RequestParam Map<String, String> query,
            @AuthenticationPrincipal @Nullable SignedIn signedIn) {
        return page(id, query, signedIn, null);
    }

    @PostMapping(ONE + "/{deed}")
    ModelAndView send(
            @PathVariable String id,
            @PathVariable String deed,
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal @Nullable SignedIn signedIn,
            Locale locale) {
        SuggestionDeed asked =
                SuggestionDeed.at(deed).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (typed.containsKey("more")) {
            return again(id, signedIn, new DeedForm.Typed(asked, typed, null), HttpStatus.OK);
        }
        String person = signedIn == null ? null : signedIn.personId();
        return switch (door.send(asked.command(), typed, asked.address(id), person, locale)) {
            case Outcome.Recorded recorded ->
                Address.seeOther(SuggestionsPage.PATH + "/" + id + "#n"
                        + recorded.receipt().position());
            case Outcome.Refused why -> {
                RefusedField refusal = new RefusedField(why.field(), why.text());
                yield again(id, signedIn, new DeedForm.Typed(asked, typed, refusal), HttpStatus.valueOf(why.status()));
            }
        };
    }

    /** The page with a form as it was sent, and all around it as it is now. */
    private ModelAndView again(String id, @Nullable SignedIn signedIn, DeedForm.Typed typed, HttpStatus status) {
        ModelAndView page = page(id, Map.of(), signedIn, typed);
        page.setStatus(status);
        page.addObject("address", SuggestionsPage.PATH + "/" + id);
        return page;
    }

    private ModelAndView page(
            String id, Map<String, String> query, @Nullable SignedIn signedIn, DeedForm.@Nullable Typed typed) {
        ViewRequest request = reading.request("/suggestions/{id}", Map.of("id", id), query, signedIn);
        Suggestions.One one = suggestions.one(id, request);
        if (one == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        Standing standing = standings.of(signedIn);
        Address address = new Address(SuggestionsPage.PATH + "/" + id, query).with(Languages.PARAMETER, null);
        PastView past = Reading.past(request, address);
        Address moment = Address.of("").atMomentOf(query);
        Page<TimelineEntry> thread = thread(id, moment, signedIn);
        Suggestion suggestion = one.suggestion();
        ModelAndView page = new ModelAndView("suggestion");
        page.addObject(
                "shown",
                new Shown(
                        suggestion,
                        Clock.of(suggestion.clocks()),
                        FamilyTree.of(one.genealogy(), id),
                        thread.items().stream()
                                .map(entry -> ThreadEntry.of(entry, id))
                                .toList(),
                        thread.next() == null
                                ? null
                                : new Address("/cronologia", moment.query())
                                        .with("thread", "suggestion:" + id)
                                        .toString(),
                        past == null ? forms(suggestion, standing, request.reader(), typed) : List.of(),
                        standing.byVacancy(),
                        moment.query()));
        page.addObject("past", past);
        return page;
    }

    private Page<TimelineEntry> thread(String id, Address moment, @Nullable SignedIn signedIn) {
        Map<String, String> asked = moment.with("thread", "suggestion:" + id)
                .with("order", "oldest")
                .with("limit", ENTRIES_SHOWN_MAX)
                .query();
        return timeline.entries(reading.request("/timeline", Map.of(), asked, signedIn));
    }

    /** A form that was refused is shown whoever sent it, with what it says. */
    private List<DeedForm> forms(
            Suggestion suggestion, Standing standing, Reader reader, DeedForm.@Nullable Typed typed) {
        List<SuggestionDeed> offered = new ArrayList<>(Arrays.asList(SuggestionDeed.values()));
        offered.removeIf(deed -> !deed.offered(suggestion, standing) && (typed == null || typed.deed() != deed));
        List<Suggestion> others = offered.contains(SuggestionDeed.MERGE) ? open(reader) : List.of();
        return offered.stream()
                .map(deed -> DeedForm.of(
                        deed,
                        suggestion,
                        door.freshKey(),
                        others,
                        typed != null && typed.deed() == deed ? typed : null))
                .toList();
    }

    /** The newest that are open, as many as a page of the inbox has. */
    private List<Suggestion> open(Reader reader) {
        return suggestions
                .inbox(reading.today("/suggestions", Map.of("state", "open"), reader))
                .items();
    }
}
