package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.bitacora.app.House;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.app.pages.LogDay.LogEntry;
import org.bitacora.app.pages.LogDay.LogLink;
import org.bitacora.app.pages.deeds.Deed;
import org.bitacora.app.pages.deeds.Deeds;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.suggestions.SuggestionView.State;
import org.bitacora.query.suggestions.Suggestions;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.ThreadKind;
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

    private final House house;
    private final PageViews views;
    private final Standings standings;
    private final Deeds deeds;
    private final CommandDoor door;
    private final SuggestionForms forms;
    private final Contributions contributions;

    SuggestionPage(
            House house,
            PageViews views,
            Standings standings,
            Deeds deeds,
            CommandDoor door,
            SuggestionForms forms,
            Contributions contributions) {
        this.house = house;
        this.views = views;
        this.standings = standings;
        this.deeds = deeds;
        this.door = door;
        this.forms = forms;
        this.contributions = contributions;
    }

    /**
     * What the page shows.
     *
     * @param thread the newest entries, oldest first
     * @param wholeThread address of all that happened, if not all of it is shown here; else null
     * @param say the form to say something in the thread; null for who may not, and in the past
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
            @Nullable ContributionForm say,
            List<DeedForm> forms,
            boolean byVacancy,
            PageAddress moment) {
        public String inbox() {
            return moment.elsewhere(SuggestionsPage.PATH).text();
        }

        /** The address of the meeting that it waits for; null if it waits for none that is for this reader. */
        public @Nullable String meeting() {
            Suggestion.Triage triaged = suggestion.state() == State.TRIAGED ? suggestion.triaged() : null;
            return triaged == null || triaged.meetingId() == null
                    ? null
                    : moment.elsewhere(MeetingsPage.PATH + "/" + triaged.meetingId())
                            .text();
        }

        /** The address of another suggestion. */
        public String at(String id) {
            return moment.elsewhere(SuggestionsPage.PATH + "/" + id).text();
        }
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable String id, HttpServletRequest http, Locale locale) {
        return page(id, PageAddress.of(http), views.reader(http), null, null, locale);
    }

    @PostMapping(ONE + Contributions.PATH)
    ModelAndView say(
            @PathVariable String id, @RequestParam Map<String, String> typed, HttpServletRequest http, Locale locale) {
        PageAddress address = PageAddress.at(SuggestionsPage.PATH + "/" + id);
        Reader reader = views.reader(http);
        ThreadId thread = new ThreadId(ThreadKind.SUGGESTION, id);
        return switch (contributions.send(thread, null, typed, reader, locale)) {
            case Outcome.Recorded recorded -> told(address, recorded);
            case Outcome.Refused why -> {
                ModelAndView page = page(id, address, reader, Contributions.Typed.of(typed, why), null, locale);
                page.setStatus(HttpStatus.valueOf(why.status()));
                yield page;
            }
        };
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
            return page(id, address, reader, null, new DeedForm.Typed(asked, typed, null), locale);
        }
        return switch (door.send(asked.command(), typed, asked.address(id, typed), reader.personId(), locale)) {
            case Outcome.Recorded recorded -> told(address, recorded);
            case Outcome.Refused why -> {
                RefusedField refusal = new RefusedField(why.field(), why.text());
                ModelAndView page = page(id, address, reader, null, new DeedForm.Typed(asked, typed, refusal), locale);
                page.setStatus(HttpStatus.valueOf(why.status()));
                yield page;
            }
        };
    }

    private static ModelAndView told(PageAddress address, Outcome.Recorded recorded) {
        return SeeOther.at(address.text() + "#n" + recorded.receipt().position());
    }

    /**
     * The page, with one form at most as it was sent amid all as it is now.
     *
     * @param said what was sent to its thread; null if nothing was
     * @param typed another form as it was sent; null if none was
     */
    private ModelAndView page(
            String id,
            PageAddress asked,
            Reader reader,
            Contributions.@Nullable Typed said,
            DeedForm.@Nullable Typed typed,
            Locale locale) {
        PageAddress address = asked.without(Contributions.REPLY);
        ViewRequest request = views.ask("/suggestions/{id}", Map.of("id", id), address, reader);
        Suggestions.One one = house.suggestions().one(id, request);
        if (one == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        PastView past = PageViews.past(request, address.without("on", "asOf"));
        PageAddress log = address.elsewhere("/cronologia").with("thread", "suggestion:" + id);
        Suggestion suggestion = one.suggestion();
        Standing standing = standings.of(reader);
        ViewRequest threadAsked = views.ask("/timeline", log.with("limit", ENTRIES_SHOWN_MAX), reader);
        Page<TimelineEntry> thread = house.timeline().entries(threadAsked);
        List<TimelineEntry> entries = thread.items().reversed();
        List<Deed> told = deeds.tell(entries, threadAsked, past == null ? "" : "?" + past.query(), locale);
        boolean open = past == null && standing.member() && takesContributions(suggestion.state());
        ContributionForm say = open || said != null
                ? contributions.form(address.path() + Contributions.PATH, asked, reader, said)
                : null;
        Shown shown = new Shown(
                suggestion,
                Clock.of(suggestion.clocks()),
                FamilyTree.of(one.genealogy(), id),
                thread(entries, suggestion, told, open ? contributions.replies(address, locale) : entry -> List.of()),
                thread.next() == null ? null : log.with("order", "oldest").text(),
                say,
                past == null ? forms.of(suggestion, standing, reader, typed, locale) : List.of(),
                standing.byVacancy(),
                address);
        ModelAndView page = new ModelAndView("suggestion");
        page.addObject("shown", shown);
        page.addObject("past", past);
        page.addObject("address", said == null && typed == null ? null : address.text());
        return page;
    }

    private static boolean takesContributions(State state) {
        return state.open() || state == State.ANSWERED;
    }

    /** The suggestion's own text heads the page, so the entry by which it came in does not repeat it. */
    private List<LogEntry> thread(
            List<TimelineEntry> entries,
            Suggestion suggestion,
            List<Deed> told,
            Function<TimelineEntry, List<LogLink>> links) {
        List<Deed> shown = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Deed deed = told.get(i).onPageOf(suggestion.ref());
            boolean arrival = entries.get(i).position() == suggestion.submittedPosition();
            shown.add(arrival ? deed.withoutText() : deed);
        }
        List<LogEntry> rows =
                new ArrayList<>(LogDay.entries(entries, shown, house.group().zone()));
        for (int i = 0; i < rows.size(); i++) {
            rows.set(i, rows.get(i).withLinks(links.apply(entries.get(i))));
        }
        return rows;
    }
}
