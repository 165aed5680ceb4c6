package org.bitacora.app.pages;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.bitacora.app.House;
import org.bitacora.query.BadRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** Where the form leads that asks for the timeline at the end of a past day, on either axis: it only finds the address of that moment. */
@Controller
class PastDay {
    private final House house;

    PastDay(House house) {
        this.house = house;
    }

    @GetMapping("/cronologia/dia")
    RedirectView go(@RequestParam(defaultValue = "") String day, @RequestParam(defaultValue = "") String axis) {
        LocalDate asked = parse(day);
        if (asked.isAfter(
                LocalDate.ofInstant(house.clock().instant(), house.group().zone()))) {
            throw new BadRequest("moment.in-future", "day");
        }
        String moment = switch (axis) {
            case "happened" -> "?on=" + asked;
            case "held" ->
                "?asOf="
                        + asked.plusDays(1)
                                .atStartOfDay(house.group().zone())
                                .toInstant()
                                .minusMillis(1);
            default -> throw new BadRequest("value.unknown", "axis");
        };
        return new RedirectView("/cronologia" + moment);
    }

    private static LocalDate parse(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new BadRequest("value.unknown", "day");
        }
    }
}
