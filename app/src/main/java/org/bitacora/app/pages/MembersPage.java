package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitacora.app.House;
import org.bitacora.app.accounts.Accounts;
import org.bitacora.app.accounts.IssuedSecret;
import org.bitacora.app.accounts.OneTimeLinks;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.members.Members;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The roster by sector; for who keeps it, the form to admit a member and the one to make out a link to sign in with. */
@Controller
class MembersPage {
    static final String PATH = "/integrantes";

    /** More names than this do not fit on one screen. */
    private static final int MANY = 30;

    private final House house;
    private final PageViews views;
    private final Standings standings;
    private final CommandDoor door;
    private final Accounts accounts;
    private final OneTimeLinks links;
    private final MessageSource messages;

    MembersPage(
            House house,
            PageViews views,
            Standings standings,
            CommandDoor door,
            Accounts accounts,
            OneTimeLinks links,
            MessageSource messages) {
        this.house = house;
        this.views = views;
        this.standings = standings;
        this.door = door;
        this.accounts = accounts;
        this.links = links;
        this.messages = messages;
    }

    /**
     * What the page shows.
     *
     * @param counts how many members each sector has, by its code
     * @param admit the form to admit a member; null for who may not, and in the past
     * @param key of that form
     * @param invite the form to make out a link; null as the other
     * @param others whom a link can be made out for
     * @param made a link just made out; null if there is none
     * @param byVacancy whether the reader is offered the forms because nobody holds the secretariat
     */
    record Shown(
            Members.Roster roster,
            Map<String, Integer> counts,
            @Nullable FormState admit,
            String key,
            @Nullable FormState invite,
            List<Choice> others,
            @Nullable Made made,
            boolean byVacancy) {
        /** Whether the names are so many that the page needs links to its sectors. */
        public boolean many() {
            return roster.sectors().getFirst().members() != null
                    && counts.values().stream().mapToInt(Integer::intValue).sum() > MANY;
        }

        /** Whether the form to admit opens with the fields for the past. */
        public boolean past() {
            return admit != null && admit.touched(List.of("occurredOn", "source"));
        }
    }

    /**
     * A link to sign in with, at the one moment when it can be read.
     *
     * @param again whether they have an account already, which ends when the link is followed
     */
    record Made(String name, String link, boolean again) {
        /** Leaves the link out, so that no log ever holds it. */
        @Override
        public String toString() {
            return "Made[name=" + name + "]";
        }
    }

    @GetMapping(PATH)
    ModelAndView show(HttpServletRequest http) {
        return page(PageAddress.of(http), views.reader(http), admit(), invite(), null);
    }

    @PostMapping(PATH)
    ModelAndView admit(@RequestParam Map<String, String> typed, HttpServletRequest http, Locale locale) {
        Reader reader = views.reader(http);
        return switch (door.send(AdmitMember.class, typed, Map.of(), reader.personId(), locale)) {
            case Outcome.Recorded recorded ->
                SeeOther.at(PATH + "#m" + recorded.receipt().id());
            case Outcome.Refused why ->
                again(
                        reader,
                        admit().refused(typed, new RefusedField(why.field(), why.text())),
                        invite(),
                        HttpStatus.valueOf(why.status()));
        };
    }

    /** Makes out a link for a member. An account that they have, and may have lost, lasts until the link is followed. */
    @PostMapping(PATH + "/invitaciones")
    ModelAndView invite(
            @RequestParam Map<String, String> typed,
            HttpServletRequest http,
            Locale locale,
            HttpServletResponse response) {
        Reader reader = views.reader(http);
        Standing standing = standings.of(reader);
        if (!standing.forSecretariat()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        String member = typed.getOrDefault("memberId", "");
        ModelAndView page = page(PageAddress.at(PATH), reader, admit(), invite(), null);
        Choice chosen = others(shown(page).roster(), standing).stream()
                .filter(choice -> choice.value().equals(member))
                .findFirst()
                .orElse(null);
        if (chosen == null) {
            String why = messages.getMessage("members.invite.unknown", null, locale);
            FormState refused = invite().refused(typed, new RefusedField("memberId", why));
            return again(reader, admit(), refused, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        IssuedSecret secret = links.invite(member, standing.personId());
        String link = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(EntrancePages.SIGN_IN)
                .queryParam(EntrancePages.LINK, secret.secret())
                .toUriString();
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        Made shown = new Made(chosen.label(), link, accounts.find(member).isPresent());
        ModelAndView made = page(PageAddress.at(PATH), reader, admit(), invite(), shown);
        made.addObject("address", PATH);
        return made;
    }

    private static FormState admit() {
        return FormState.empty("admit", "name", "organisation", "sector", "termEnd", "occurredOn", "source");
    }

    private static FormState invite() {
        return FormState.empty("invite", "memberId");
    }

    private ModelAndView again(Reader reader, FormState admit, FormState invite, HttpStatus status) {
        ModelAndView page = page(PageAddress.at(PATH), reader, admit, invite, null);
        page.setStatus(status);
        page.addObject("address", PATH);
        return page;
    }

    private static Shown shown(ModelAndView page) {
        if (page.getModel().get("shown") instanceof Shown shown) return shown;
        throw new IllegalStateException("the page shows nothing");
    }

    private ModelAndView page(
            PageAddress address, Reader reader, FormState admit, FormState invite, @Nullable Made made) {
        ViewRequest request = views.ask("/members", address, reader);
        Members.Roster roster = house.roster().roster(request);
        Standing standing = standings.of(reader);
        PastView past = PageViews.past(request, address.without("on", "asOf"));
        boolean offered = past == null && standing.forSecretariat();
        Map<String, Integer> counts = new LinkedHashMap<>();
        roster.sectors().forEach(row -> counts.put(row.sector().code(), row.count()));
        List<Choice> others = offered ? others(roster, standing) : List.of();
        ModelAndView page = new ModelAndView("members");
        page.addObject(
                "shown",
                new Shown(
                        roster,
                        counts,
                        offered || admit.refusal() != null ? admit : null,
                        door.freshKey(),
                        offered && !others.isEmpty() ? invite : null,
                        others,
                        made,
                        standing.byVacancy()));
        page.addObject("past", past);
        return page;
    }

    private static List<Choice> others(Members.Roster roster, Standing standing) {
        List<Choice> others = new ArrayList<>();
        for (Members.SectorRow row : roster.sectors()) {
            if (row.members() == null) continue;
            for (Members.Member member : row.members()) {
                if (!standing.is(member.id())) others.add(new Choice(member.id(), member.name(), null));
            }
        }
        return others;
    }
}
