package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.query.BadRequest;
import org.bitacora.query.Moment;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.meetings.Meeting;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.vocabulary.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The meetings, and each one with its agenda, its attendance and its minutes, now or at a past moment. */
@Controller
class MeetingsPages {
    private static final String MEETINGS = "/reuniones";
    private static final String TIMELINE = "/cronologia";

    /** How many contributions to an item one page shows. */
    private static final int CONTRIBUTIONS = 10;

    private final House house;

    MeetingsPages(House house) {
        this.house = house;
    }

    /**
     * What was said about an item.
     *
     * @param entries contributions, the oldest first
     * @param later where the rest is shown; null at the end
     * @param thread where the item stands in the timeline
     * @param open whether the reader came to read it
     */
    public record Talk(
            Page<TimelineEntry> entries, @Nullable String later, String thread, boolean open) {}

    @GetMapping(MEETINGS)
    ModelAndView meetings(HttpServletRequest asked) {
        Map<String, String> query = query(asked);
        ViewRequest request = request("/meetings", Map.of(), query, asked);
        Page<Meeting.Row> page = house.meetings().all(request);
        ModelAndView answer = answer("meetings", MEETINGS, request);
        answer.addObject("meetings", page.items());
        answer.addObject("first", query.containsKey("cursor") ? address(MEETINGS, moment(request)) : null);
        answer.addObject("older", page.next() == null ? null : next(MEETINGS, page.next(), request));
        return answer;
    }

    @GetMapping(MEETINGS + "/{id}")
    ModelAndView meeting(@PathVariable String id, HttpServletRequest asked) {
        Map<String, String> query = query(asked);
        String item = query.remove("item");
        String cursor = query.get("cursor");
        ViewRequest request = request("/meetings/{id}", Map.of("id", id), query, asked);
        Meeting meeting = house.meetings().one(id, request);
        if (meeting == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        Map<String, Talk> talks = new LinkedHashMap<>();
        for (Meeting.AgendaItem about : meeting.agenda()) {
            boolean open = about.id().equals(item);
            talks.put(about.id(), talk(id, about.id(), open ? cursor : null, open, request));
        }
        ModelAndView answer = answer("meeting", MEETINGS + "/" + id, request);
        answer.addObject("meeting", meeting);
        answer.addObject("talks", talks);
        if (meeting.attendance() != null) {
            answer.addObject("present", counts(meeting.attendance(), Meeting.SectorRow::present));
            answer.addObject("guests", counts(meeting.attendance(), Meeting.SectorRow::guests));
        }
        return answer;
    }

    private Talk talk(String meeting, String item, @Nullable String cursor, boolean open, ViewRequest request) {
        String thread = Tag.item(item).toString();
        Map<String, String> parameters = new HashMap<>(Map.of("thread", thread, "kind", "contribution"));
        parameters.put("order", "oldest");
        if (cursor != null) parameters.put("cursor", cursor);
        Page<TimelineEntry> page = house.timeline()
                .entries(new ViewRequest(request.reader(), request.moment(), request.day(), CONTRIBUTIONS, parameters));
        Map<String, String> toThread = moment(request);
        toThread.put("thread", thread);
        String later = null;
        if (page.next() != null) {
            Map<String, String> rest = moment(request);
            rest.put("item", item);
            rest.put("cursor", page.next());
            later = address(MEETINGS + "/" + meeting, rest) + "#" + item;
        }
        return new Talk(page, later, address(TIMELINE, toThread), open);
    }

    private static Map<String, Integer> counts(Meeting.Attendance attendance, ToIntFunction<Meeting.SectorRow> count) {
        return attendance.sectors().stream()
                .collect(Collectors.toMap(row -> row.sector().code(), count::applyAsInt));
    }

    private ViewRequest request(
            String endpoint, Map<String, String> path, Map<String, String> query, HttpServletRequest asked) {
        Principal principal = asked.getUserPrincipal();
        Reader reader = house.readers().of(principal == null ? null : principal.getName());
        return house.views()
                .request(
                        house.views().endpoints().stream()
                                .filter(view -> view.path().equals(endpoint))
                                .findFirst()
                                .orElseThrow(),
                        path,
                        query,
                        reader);
    }

    private static Map<String, String> query(HttpServletRequest asked) {
        Map<String, String> query = new TreeMap<>();
        asked.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) throw new BadRequest("value.unknown", name);
            query.put(name, values[0]);
        });
        query.remove("lang");
        return query;
    }

    private static ModelAndView answer(String template, String path, ViewRequest request) {
        ModelAndView answer = new ModelAndView(template);
        answer.addObject("keep", address("", moment(request)));
        answer.addObject("past", past(request, path));
        return answer;
    }

    private static @Nullable PastView past(ViewRequest request, String today) {
        return switch (request.moment()) {
            case Moment.Now now -> null;
            case Moment.On on -> new PastView.HappenedBy(on.day(), today);
            case Moment.AsOf asOf -> new PastView.HeldAt(asOf.position(), asOf.recordedAt(), today);
        };
    }

    /** The parameter by which another page is shown at the same moment. */
    private static Map<String, String> moment(ViewRequest request) {
        Map<String, String> moment = new TreeMap<>();
        for (String axis : new String[] {"on", "asOf"}) {
            String asked = request.parameter(axis);
            if (asked != null) moment.put(axis, asked);
        }
        return moment;
    }

    private static String next(String path, String cursor, ViewRequest request) {
        Map<String, String> query = moment(request);
        query.put("cursor", cursor);
        return address(path, query);
    }

    private static String address(String path, Map<String, String> query) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        query.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(query).toUriString();
    }
}
