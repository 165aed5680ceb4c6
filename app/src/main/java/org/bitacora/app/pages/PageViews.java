package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.query.Cursor;
import org.bitacora.query.Moment;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.Readers;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How pages ask the views: for whoever sent the request, at the moment that its address names. */
@Component
final class PageViews {
    private final Views views;
    private final Readers readers;
    private final Map<String, ViewEndpoint> endpoints;

    PageViews(House house) {
        this.views = house.views();
        this.readers = house.readers();
        this.endpoints = views.endpoints().stream().collect(Collectors.toMap(ViewEndpoint::path, Function.identity()));
    }

    /** Who reads. */
    Reader reader(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return readers.of(principal == null ? null : principal.getName());
    }

    /**
     * What a page asks of a view.
     *
     * @param endpoint path of the view in the API
     * @param address of the page, with no parameters but those of the view
     * @throws org.bitacora.query.BadRequest if a parameter is unknown or cannot be read
     */
    ViewRequest ask(String endpoint, PageAddress address, Reader reader) {
        return ask(endpoint, Map.of(), address, reader);
    }

    /** @param path parameters of the view that are part of its address */
    ViewRequest ask(String endpoint, Map<String, String> path, PageAddress address, Reader reader) {
        ViewEndpoint view = endpoints.get(endpoint);
        if (view == null) throw new IllegalArgumentException("no view at " + endpoint);
        return views.request(view, path, address.query(), reader);
    }

    /** The cursor that goes on after an entry with this value and id, though no page ended there. */
    static String cursorAfter(String value, String id) {
        // Cursors are made where pages are cut: so cut one.
        Cursor place = new Cursor(value, id);
        return Objects.requireNonNull(
                Page.of(List.of(place, place), 1, Function.identity()).next());
    }

    /** The past moment that a page is shown at; null for now. */
    static @Nullable PastView past(ViewRequest request, PageAddress today) {
        return switch (request.moment()) {
            case Moment.Now now -> null;
            case Moment.On on -> new PastView.HappenedBy(on.day(), today.text());
            case Moment.AsOf asOf -> new PastView.HeldAt(asOf.position(), asOf.recordedAt(), today.text());
        };
    }
}
