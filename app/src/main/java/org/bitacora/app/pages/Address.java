package org.bitacora.app.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An address of the house.
 *
 * @param query its parameters; those that are empty are left out
 */
record Address(String path, Map<String, String> query) {
    Address {
        query = new LinkedHashMap<>(query);
        query.values().removeIf(String::isEmpty);
    }

    static Address of(String path) {
        return new Address(path, Map.of());
    }

    /** The same with a parameter set, or left out if the value is null. */
    Address with(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(query);
        changed.remove(name);
        if (value != null) changed.put(name, value);
        return new Address(path, changed);
    }

    /** The same with the moment that a query names, so that whoever reads the past stays there. */
    Address atMomentOf(Map<String, String> asked) {
        return with("on", asked.get("on")).with("asOf", asked.get("asOf"));
    }

    /** Sends the browser on after a form was taken: reloading then repeats nothing. */
    static ModelAndView seeOther(String address) {
        RedirectView redirect = new RedirectView(address);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        return new ModelAndView(redirect);
    }

    @Override
    public String toString() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        query.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(query).toUriString();
    }
}
