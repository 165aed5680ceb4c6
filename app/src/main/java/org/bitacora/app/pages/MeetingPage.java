package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.app.forms.Outcome;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.meetings.Meeting;
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

/**
 * One meeting with its agenda, its attendance and its minutes, now or at a past moment. With {@code item=ID} it shows one item of the agenda
 * at length, with the form to say something about it.
 */
@Controller
class MeetingPage {
    private static final String ONE = MeetingsPage.PATH + "/{id}";
    private static final String ITEM = "item";
    private static final String CURSOR = "cursor";

    private final House house;
    private final PageViews views;
    private final Standings standings;
    private final Contributions contributions;

    MeetingPage(House house, PageViews views, Standings standings, Contributions contributions) {
        this.house = house;
        this.views = views;
        this.standings = standings;
        this.contributions = contributions;
    }

    /**
     * What was said about the item that is shown at length.
     *
     * @param entries contributions, the oldest first
     * @param first where the talk begins; null if it does here
     * @param later where the rest is shown; null at the end
     * @param log address of all about the item
     * @param say the form to say something; null for who may not, and in the past
     * @param here the page as it is; null for who may not reply
     */
    record Talk(
            String item,
            Page<TimelineEntry> entries,
            @Nullable String first,
            @Nullable String later,
            String log,
            @Nullable ContributionForm say,
            @Nullable PageAddress here) {
        /** Where a contribution is replied to; null for who may not. */
        public @Nullable String replyTo(String contribution) {
            return here == null ? null : Contributions.replyTo(contribution, here);
        }
    }

    /** @param said what was sent to the item of that id; null if nothing was */
    private record Asked(PageAddress address, Reader reader, Contributions.@Nullable Typed said) {
        /** The page as the view of the meeting knows it. */
        PageAddress plain() {
            return address.without(ITEM, CURSOR, Contributions.REPLY);
        }
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable String id, HttpServletRequest http) {
        return page(id, new Asked(PageAddress.of(http), views.reader(http), null));
    }

    @PostMapping(ONE + "/temas/{item}" + Contributions.PATH)
    ModelAndView say(
            @PathVariable String id,
            @PathVariable String item,
            @RequestParam Map<String, String> typed,
            HttpServletRequest http,
            Locale locale) {
        PageAddress address = PageAddress.at(MeetingsPage.PATH + "/" + id).with(ITEM, item);
        Reader reader = views.reader(http);
        ThreadId thread = new ThreadId(ThreadKind.ITEM, item);
        return switch (contributions.send(thread, id, typed, reader, locale)) {
            case Outcome.Recorded recorded ->
                SeeOther.at(atItsEnd(address, item, reader) + "#n"
                        + recorded.receipt().position());
            case Outcome.Refused why -> {
                ModelAndView page = page(id, new Asked(address, reader, Contributions.Typed.of(typed, why)));
                page.setStatus(HttpStatus.valueOf(why.status()));
                page.addObject("address", MeetingsPage.PATH + "/" + id);
                yield page;
            }
        };
    }

    private ModelAndView page(String id, Asked asked) {
        ViewRequest request = views.ask("/meetings/{id}", Map.of("id", id), asked.plain(), asked.reader);
        Meeting meeting = house.meetings().one(id, request);
        String chosen = asked.address.parameter(ITEM);
        if (meeting == null || (asked.said != null && !has(meeting, chosen))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        PastView past = PageViews.past(request, asked.plain().without("on", "asOf"));
        boolean mayTalk = past == null && standings.of(asked.reader).member();
        Map<String, String> items = new LinkedHashMap<>();
        for (Meeting.AgendaItem item : meeting.agenda()) {
            items.put(item.id(), asked.plain().with(ITEM, item.id()).text() + "#" + item.id());
        }
        ModelAndView page = new ModelAndView("meeting");
        page.addObject("past", past);
        page.addObject("moment", past == null ? "" : "?" + past.query());
        page.addObject("meeting", meeting);
        page.addObject("items", items);
        page.addObject("talk", chosen == null || !has(meeting, chosen) ? null : talk(chosen, mayTalk, asked));
        if (meeting.attendance() != null) {
            page.addObject("present", counts(meeting.attendance(), Meeting.SectorRow::present));
            page.addObject("guests", counts(meeting.attendance(), Meeting.SectorRow::guests));
        }
        return page;
    }

    private Talk talk(String item, boolean mayTalk, Asked asked) {
        PageAddress atLength = asked.plain().with(ITEM, item);
        String cursor = asked.address.parameter(CURSOR);
        PageAddress here = cursor == null ? atLength : atLength.with(CURSOR, cursor);
        PageAddress log = log(asked.address, item);
        PageAddress wanted = log.with("order", "oldest");
        if (cursor != null) wanted = wanted.with(CURSOR, cursor);
        Page<TimelineEntry> entries = house.timeline().entries(views.ask("/timeline", wanted, asked.reader));
        String to = asked.plain().path() + "/temas/" + item + Contributions.PATH;
        return new Talk(
                item,
                entries,
                cursor == null ? null : atLength.text() + "#" + item,
                entries.next() == null
                        ? null
                        : atLength.with(CURSOR, entries.next()).text() + "#" + item,
                log.without("kind").text(),
                mayTalk || asked.said != null ? contributions.form(to, asked.address, asked.reader, asked.said) : null,
                mayTalk ? here : null);
    }

    /** The page on which the last that was said about an item stands. */
    private String atItsEnd(PageAddress atLength, String item, Reader reader) {
        Page<TimelineEntry> last = house.timeline().entries(views.ask("/timeline", log(atLength, item), reader));
        if (last.next() == null) return atLength.text();
        TimelineEntry before = last.items().getLast();
        String day = before.occurredOn().firstDay().toString();
        return atLength.with(CURSOR, PageViews.cursorAfter(day, Long.toString(before.position())))
                .text();
    }

    private static PageAddress log(PageAddress page, String item) {
        return page.elsewhere("/cronologia")
                .with("thread", ThreadKind.ITEM.code() + ":" + item)
                .with("kind", "contribution");
    }

    private static boolean has(Meeting meeting, @Nullable String item) {
        return meeting.agenda().stream().anyMatch(one -> one.id().equals(item));
    }

    private static Map<String, Integer> counts(Meeting.Attendance attendance, ToIntFunction<Meeting.SectorRow> count) {
        return attendance.sectors().stream()
                .collect(Collectors.toMap(row -> row.sector().code(), count::applyAsInt));
    }
}
