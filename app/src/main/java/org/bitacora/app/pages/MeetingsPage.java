package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.bitacora.app.House;
import org.bitacora.query.Page;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.meetings.Meeting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The meetings, now or at a past moment. */
@Controller
class MeetingsPage {
    static final String PATH = "/reuniones";

    private static final String CURSOR = "cursor";

    private final House house;
    private final PageViews views;

    MeetingsPage(House house, PageViews views) {
        this.house = house;
        this.views = views;
    }

    @GetMapping(PATH)
    String show(HttpServletRequest http, Model model) {
        PageAddress address = PageAddress.of(http);
        PageAddress first = address.without(CURSOR);
        ViewRequest request = views.ask("/meetings", address, views.reader(http));
        Page<Meeting.Row> page = house.meetings().all(request);
        PastView past = PageViews.past(request, first.without("on", "asOf"));
        if (past != null) model.addAttribute("past", past);
        model.addAttribute("moment", past == null ? "" : "?" + past.query());
        model.addAttribute("meetings", page.items());
        model.addAttribute("first", address.parameter(CURSOR) == null ? null : first.text());
        model.addAttribute(
                "older",
                page.next() == null ? null : first.with(CURSOR, page.next()).text());
        return "meetings";
    }
}
