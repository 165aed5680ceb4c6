package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.app.pages.LogDay.LogEntry;
import org.bitacora.app.pages.deeds.Deed;
import org.bitacora.app.pages.deeds.Deeds;
import org.bitacora.query.Group;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.suggestions.Suggestions;
import org.bitacora.query.timeline.Timeline;
import org.bitacora.query.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
    private final Group group;
    private final PageViews views;
    private final Standings standings;
    private final Deeds deeds;
    private final CommandDoor door;

    SuggestionPage(
            Suggestions suggestions,
            Timeline timeline,
            Group group,
            PageViews views,
            Standings standings,
            Deeds deeds,
            CommandDoor door) {
        this.suggestions = suggestions;
        this.timeline = timeline;
        this.group = group;
        this.views = views;
        this.standings = standings;
        this.deeds = deeds;
        this.door = door;
    }

    /**
     * What the page shows.
     *
     * @param thread oldest first
     * @param wholeThread address of all that happened, if not all of it is shown here; else null
     * @param forms those that the reader is offered; none in the past
     * @param byVacancy whether the reader is offered them because nobody holds the secretariat
     * @param moment of the page, in an address: whoever reads the past stays there
     */
    record Shown(
            Suggestion suggestion,
            Clock clock,
            FamilyTree family,
            List<LogEntry> thread,
            @Nullable String wholeThread,
            List<DeedForm> forms,
            boolean byVacancy,
            PageAddress moment) {
        public String inbox() {
            return moment.elsewhere(SuggestionsPage.PATH).text();
        }

        /** The address of another suggestion. */
        public String at(String id) {
            return moment.elsewhere(SuggestionsPage.PATH + "/" + id).text();
        }
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable String id, HttpServletRequest http, Locale locale) {
        return page(id, PageAddress.of(http), views.reader(http), null, locale);
    }

    @PostMapping(ONE + "/{deed}")
    ModelAndView send(
            @PathVariable String id,
            @PathVariable String deed,
            @RequestParam Map<String, String> typed,
            HttpServletRequest http,
            Locale locale) {
        SuggestionDeed asked =
                SuggestionDeed.at(deed).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        PageAddress address = PageAddress.at(SuggestionsPage.PATH + "/" + id);
        Reader reader = views.reader(http);
        if (typed.containsKey("more")) {
            return page(id, address, reader, new DeedForm.Typed(asked, typed, null), locale);
        }
        return switch (door.send(asked.command(), typed, asked.address(id), reader.personId(), locale)) {
            case Outcome.Recorded recorded ->
                SeeOther.at(address.text() + "#n" + recorded.receipt().position());
            case Outcome.Refused why -> {
                RefusedField refusal = new RefusedField(why.field(), why.text());
                ModelAndView page = page(id, address, reader, new DeedForm.Typed(asked, typed, refusal), locale);
                page.setStatus(HttpStatus.valueOf(why.status()));
                yield page;
            }
        };
    }

    /** @param typed a form as it was sent, to be shown amid all as it is now; null if none was */
    private ModelAndView page(
            String id, PageAddress address, Reader reader, DeedForm.@Nullable Typed typed, Locale locale) {
        ViewRequest request = views.ask("/suggestions/{id}", Map.of("id", id), address, reader);
        Suggestions.One one = suggestions.one(id, request);
        if (one == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        PastView past = PageViews.past(request, address.without("on", "asOf"));
        PageAddress log = address.elsewhere("/cronologia").with("thread", "suggestion:" + id);
        Suggestion suggestion = one.suggestion();
        Standing standing = standings.of(reader);
        ViewRequest asked =
                views.ask("/timeline", log.with("order", "oldest").with("limit", ENTRIES_SHOWN_MAX), reader);
        Page<TimelineEntry> thread = timeline.entries(asked);
        Shown shown = new Shown(
                suggestion,
                Clock.of(suggestion.clocks()),
                FamilyTree.of(one.genealogy(), id),
                thread(thread.items(), suggestion, deeds.tell(thread.items(), asked, momentOf(past), locale)),
                thread.next() == null ? null : log.text(),
                past == null ? forms(suggestion, standing, reader, typed) : List.of(),
                standing.byVacancy(),
                address);
        ModelAndView page = new ModelAndView("suggestion");
        page.addObject("shown", shown);
        page.addObject("past", past);
        page.addObject("address", typed == null ? null : address.text());
        return page;
    }

    private static String momentOf(@Nullable PastView past) {
        return past == null ? "" : "?" + past.query();
    }

    /** The suggestion's own text heads the page, so the entry by which it came in does not repeat it. */
    private List<LogEntry> thread(List<TimelineEntry> entries, Suggestion suggestion, List<Deed> told) {
        List<Deed> shown = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Deed deed = told.get(i).onPageOf(suggestion.ref());
            boolean arrival = entries.get(i).position() == suggestion.submittedPosition();
            shown.add(arrival ? deed.withoutText() : deed);
        }
        return LogDay.entries(entries, shown, group.zone());
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
        PageAddress open = PageAddress.at(SuggestionsPage.PATH).with("state", "open");
        return suggestions.inbox(views.ask("/suggestions", open, reader)).items();
    }
}
