package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bitacora.app.House;
import org.bitacora.app.accounts.OneTimeLink;
import org.bitacora.app.accounts.OneTimeLink.Kind;
import org.bitacora.app.accounts.SignIn;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.command.charter.SetWorkingRule;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.query.People.Person;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.WorkingRule;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Signing in and out, and setting the group up. Opening a one-time link only looks at it, since mail programs open links too; the button on
 * its page uses it.
 */
@Controller
class EntrancePages {
    static final String SIGN_IN = "/entrar";
    static final String LINK = "llave";

    private static final String SET_UP = "/abrir";
    private static final String HOME = "/";

    private final SignIn signIn;
    private final CommandDoor door;
    private final House house;

    EntrancePages(SignIn signIn, CommandDoor door, House house) {
        this.signIn = signIn;
        this.door = door;
        this.house = house;
    }

    @GetMapping(SIGN_IN)
    ModelAndView signIn(
            @RequestParam(name = LINK, required = false) @Nullable String token, HttpServletRequest request) {
        if (token == null) return new ModelAndView("sign-in");
        OneTimeLink link = signIn.peek(token, request).orElse(null);
        if (link == null) return spent();
        return link.kind() == Kind.SETUP ? setUp(token, form()) : button(token, link);
    }

    @PostMapping(SIGN_IN)
    ModelAndView follow(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        // A link to set the group up signs nobody in by itself: its page records the first member before.
        Optional<OneTimeLink> link = signIn.peek(token, request).filter(found -> found.kind() == Kind.INVITATION);
        if (link.isEmpty() || signIn.follow(token, request, response).isEmpty()) return spent();
        return SeeOther.at(HOME);
    }

    @PostMapping("/salir")
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        signIn.signOut(request, response);
        return SeeOther.at(HOME);
    }

    @GetMapping(SET_UP)
    ModelAndView setUp(
            @RequestParam(name = LINK, required = false) @Nullable String token, HttpServletRequest request) {
        return signIn(token, request);
    }

    /** Records the first member, then the group's name, then signs them in; if any of it is refused the link can be used again. */
    @PostMapping(SET_UP)
    ModelAndView setUp(
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        String token = typed.getOrDefault("token", "");
        OneTimeLink link = signIn.peek(token, request)
                .filter(found -> found.kind() == Kind.SETUP)
                .orElse(null);
        if (link == null) return spent();
        Outcome.Refused why = record(link.personId(), typed, locale);
        if (why != null) {
            String field = "value".equals(why.field()) ? "groupName" : why.field();
            ModelAndView page = setUp(token, form().refused(typed, new RefusedField(field, why.text())));
            page.setStatus(HttpStatus.valueOf(why.status()));
            page.addObject("address", SET_UP);
            return page;
        }
        return signIn.follow(token, request, response).isEmpty() ? spent() : SeeOther.at(HOME);
    }

    /** Null if all is recorded. */
    private Outcome.@Nullable Refused record(String person, Map<String, String> typed, Locale locale) {
        Map<String, String> rule = Map.of("key", WorkingRule.GROUP_NAME.key());
        Map<String, String> name = Map.of("value", typed.getOrDefault("groupName", ""));
        Outcome.Refused malformed = door.check(SetWorkingRule.class, name, rule, person, locale);
        if (malformed != null) return malformed;
        Map<String, String> member = new HashMap<>(typed);
        member.keySet().retainAll(List.of("name", "sector"));
        Outcome admitted =
                door.send(AdmitMember.class, member, Map.of("memberId", person), EventMetadata.SYSTEM, locale);
        if (admitted instanceof Outcome.Refused refused) return refused;
        if (name.containsValue(house.group().name())) return null;
        return door.send(SetWorkingRule.class, name, rule, person, locale) instanceof Outcome.Refused refused
                ? refused
                : null;
    }

    private FormState form() {
        return FormState.empty("set-up", "groupName", "name", "sector")
                .with("groupName", house.group().name());
    }

    private static ModelAndView setUp(String token, FormState form) {
        return new ModelAndView("set-up", Map.of("form", form, "token", token));
    }

    private ModelAndView button(String token, OneTimeLink link) {
        Person person = house.people().named(List.of(link.personId())).get(link.personId());
        ModelAndView page = new ModelAndView("sign-in-link", Map.of("token", token, "to", SIGN_IN));
        page.addObject("name", person == null ? null : person.name());
        return page;
    }

    private static ModelAndView spent() {
        return new ModelAndView("sign-in", Map.of("linkSpent", true), HttpStatus.GONE);
    }
}
