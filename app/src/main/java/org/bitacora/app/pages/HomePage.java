package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.app.pages.deeds.Deed;
import org.bitacora.app.pages.deeds.Deeds;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.members.Members.Roster;
import org.bitacora.query.members.Members.SectorRow;
import org.bitacora.query.timeline.TimelineEntry;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is open, who belongs to the group, and what happened last. */
@Controller
class HomePage {
    private static final int OPEN_MAX = 5;
    private static final int RECENT_MAX = 6;

    private final House house;
    private final PageViews views;
    private final Deeds deeds;

    HomePage(House house, PageViews views, Deeds deeds) {
        this.house = house;
        this.views = views;
        this.deeds = deeds;
    }

    @GetMapping("/")
    String show(HttpServletRequest http, Model model, Locale locale) {
        PageAddress address = PageAddress.of(http);
        Reader reader = views.reader(http);
        ViewRequest members = views.ask("/members", address, reader);
        ViewRequest open = views.ask(
                "/suggestions",
                address.with("state", "open").with("order", "oldest").with("limit", Integer.toString(OPEN_MAX)),
                reader);
        ViewRequest recent = views.ask("/timeline", address.with("limit", Integer.toString(RECENT_MAX)), reader);
        PastView past = PageViews.past(members, address.without("on", "asOf"));
        String moment = past == null ? "" : "?" + past.query();

        if (past != null) model.addAttribute("past", past);
        model.addAttribute("moment", moment);
        model.addAttribute("open", house.suggestions().inbox(open).items());
        roster(house.roster().roster(members), model);
        Page<TimelineEntry> last = house.timeline().entries(recent);
        List<Deed> told = deeds.tell(last.items(), recent, moment, locale);
        model.addAttribute(
                "days",
                LogDay.days(LogDay.entries(last.items(), told, house.group().zone()), true, last.next() == null));
        return "home";
    }

    private static void roster(Roster roster, Model model) {
        Map<String, Integer> counts = roster.sectors().stream()
                .collect(Collectors.toMap(row -> row.sector().code(), SectorRow::count));
        model.addAttribute("counts", counts);
        model.addAttribute("secretariat", roster.secretariat());
    }
}
