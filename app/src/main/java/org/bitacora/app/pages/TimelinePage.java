package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.bitacora.app.House;
import org.bitacora.app.pages.LogDay.LogEntry;
import org.bitacora.app.pages.LogDay.LogLink;
import org.bitacora.app.pages.deeds.Deed;
import org.bitacora.app.pages.deeds.Deeds;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.timeline.Timeline;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.query.timeline.TimelineEntry.ThingRef;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Everything that happened, by day. Beside the filters of the view, {@code asiento=N} opens the page on which entry N stands, and
 * {@code before} goes back from a cursor.
 */
@Controller
class TimelinePage {
    private static final String ENTRY = "asiento";
    private static final String BEFORE = "before";
    private static final String CURSOR = "cursor";

    private final House house;
    private final PageViews views;
    private final Deeds deeds;
    private final MessageSource messages;

    TimelinePage(House house, PageViews views, Deeds deeds, MessageSource messages) {
        this.house = house;
        this.views = views;
        this.deeds = deeds;
        this.messages = messages;
    }

    @GetMapping("/cronologia")
    String show(HttpServletRequest http, Model model, Locale locale) {
        PageAddress address = PageAddress.of(http);
        Reader reader = views.reader(http);
        PageAddress start = address.without(ENTRY, BEFORE, CURSOR);
        PageAddress asked = address.without(ENTRY, BEFORE);
        ViewRequest request = views.ask("/timeline", asked, reader);
        PastView past = PageViews.past(request, start.without("on", "asOf"));
        Stretch stretch = stretch(address, asked, reader);
        List<Deed> told = deeds.tell(stretch.entries(), request, past == null ? "" : "?" + past.query(), locale);

        Words words = new Words(
                Language.of(locale), house.group().zone(), house.clock().instant(), messages);
        ViewRequest rosterRequest = views.ask("/members", moment(start), reader);
        boolean oldestFirst = "oldest".equals(start.parameter("order"));
        String before = link(start, BEFORE, stretch.before());
        String after = link(start, CURSOR, stretch.after());
        if (past != null) model.addAttribute("past", past);
        model.addAttribute("days", days(stretch, told, address.parameter(ENTRY), past == null, locale));
        model.addAttribute(
                "filters",
                TimelineFilters.of(start, house.roster().roster(rosterRequest), stretch.entries(), told, words));
        model.addAttribute("kinds", words.choices("timeline.kind", Journal.KINDS));
        model.addAttribute("oldestFirst", oldestFirst);
        model.addAttribute("otherOrder", (oldestFirst ? start.without("order") : start.with("order", "oldest")).text());
        model.addAttribute("all", moment(start).text());
        model.addAttribute("newer", oldestFirst ? after : before);
        model.addAttribute("older", oldestFirst ? before : after);
        model.addAttribute("today", words.dayOf(house.clock().instant()));
        return "timeline";
    }

    private Stretch stretch(PageAddress address, PageAddress asked, Reader reader) {
        Timeline timeline = house.timeline();
        Function<PageAddress, ViewRequest> ask = each -> views.ask("/timeline", each, reader);
        Stretch.Reading reading = new Stretch.Reading(timeline, ask, asked);
        String position = address.parameter(ENTRY);
        if (position != null) {
            // Its neighbours are those of the whole timeline: filters beside it are refused here.
            Map<String, String> path = Map.of("position", position);
            TimelineEntry entry = timeline.entry(views.ask("/timeline/{position}", path, asked, reader));
            if (entry == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            return reading.around(entry);
        }
        String before = address.parameter(BEFORE);
        return before == null ? reading.forward() : reading.backward(before);
    }

    /** Links stand on the entry that the page was opened for, and none in the past. */
    private List<LogDay> days(Stretch stretch, List<Deed> told, @Nullable String opened, boolean now, Locale locale) {
        List<LogEntry> rows = new ArrayList<>(
                LogDay.entries(stretch.entries(), told, house.group().zone()));
        for (int i = 0; i < rows.size(); i++) {
            LogEntry row = rows.get(i);
            if (now && Long.toString(row.position()).equals(opened)) {
                rows.set(i, row.withLinks(links(stretch.entries().get(i), row.deed(), locale)));
            }
        }
        return LogDay.days(rows, stretch.before() == null, stretch.after() == null);
    }

    private List<LogLink> links(TimelineEntry entry, Deed deed, Locale locale) {
        List<LogLink> links = new ArrayList<>();
        links.add(new LogLink(text("timeline.deed.proof", locale), "/registro/" + entry.position()));
        PageAddress timeline = new PageAddress("/cronologia", Map.of());
        if (!entry.things().isEmpty()) {
            ThingRef thread = entry.things().getFirst();
            links.add(new LogLink(
                    text("timeline.deed.thread", locale),
                    timeline.with("thread", thread.kind().code() + ":" + thread.id())
                            .text()));
        }
        if (!entry.actor().system()) {
            links.add(new LogLink(
                    text("timeline.deed.actor", locale, deed.actor().name()),
                    timeline.with("actor", entry.actor().id()).text()));
        }
        return links;
    }

    private String text(String key, Locale locale, Object... places) {
        return messages.getMessage(key, places, locale);
    }

    private static PageAddress moment(PageAddress address) {
        return address.without("thread", "actor", "sector", "kind", "from", "to", "order", "limit");
    }

    private static @Nullable String link(PageAddress start, String name, @Nullable String cursor) {
        return cursor == null ? null : start.with(name, cursor).text();
    }
}
