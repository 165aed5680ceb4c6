package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bitacora.query.BadRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a page stands, with what it was asked for. Links to the same page in another state are made from it.
 *
 * @param query parameters in alphabetical order, so that one state has one address; never {@code lang}, which is the browser's to keep,
 *     and none that is empty
 */
record PageAddress(String path, Map<String, String> query) {
    private static final String LANGUAGE = "lang";

    PageAddress {
        query = Collections.unmodifiableMap(new TreeMap<>(query));
    }

    /** @throws BadRequest if a parameter comes twice */
    static PageAddress of(HttpServletRequest request) {
        Map<String, String> query = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) throw new BadRequest("value.unknown", name);
            if (!values[0].isEmpty()) query.put(name, values[0]);
        });
        query.remove(LANGUAGE);
        return new PageAddress(request.getRequestURI(), query);
    }

    /** A page without parameters. */
    static PageAddress at(String path) {
        return new PageAddress(path, Map.of());
    }

    /** Another page, at the same moment as this one. */
    PageAddress elsewhere(String other) {
        Map<String, String> moment = new TreeMap<>(query);
        moment.keySet().retainAll(Set.of("on", "asOf"));
        return new PageAddress(other, moment);
    }

    @Nullable
    String parameter(String name) {
        return query.get(name);
    }

    /** The same page with this parameter. */
    PageAddress with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(query);
        changed.put(name, value);
        return new PageAddress(path, changed);
    }

    /** The same page without these parameters. */
    PageAddress without(String... names) {
        Map<String, String> rest = new TreeMap<>(query);
        for (String name : names) rest.remove(name);
        return new PageAddress(path, rest);
    }

    /** As a link in this house. */
    String text() {
        return query.isEmpty()
                ? path
                : query.entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
