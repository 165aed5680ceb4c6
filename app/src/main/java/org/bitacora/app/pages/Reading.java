package org.bitacora.app.pages;

import java.util.HashMap;
import java.util.Map;
import org.bitacora.app.accounts.SignedIn;
import org.bitacora.query.Moment;
import org.bitacora.query.Reader;
import org.bitacora.query.Readers;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a page asks of a view: for whoever is signed in, and at the moment that the page's own address names by {@code on} or {@code asOf}. */
@Component
final class Reading {
    private final Views views;
    private final Readers readers;

    Reading(Views views, Readers readers) {
        this.views = views;
        this.readers = readers;
    }

    /**
     * A checked request.
     *
     * @param endpoint the path of the view, as {@code /suggestions/{id}}
     * @param path parameters of that path
     * @param query the page's own; its language is no matter of the view
     * @throws org.bitacora.query.BadRequest if the view does not know a parameter, or cannot read it
     */
    ViewRequest request(
            String endpoint, Map<String, String> path, Map<String, String> query, @Nullable SignedIn signedIn) {
        Map<String, String> parameters = new HashMap<>(query);
        parameters.remove(Languages.PARAMETER);
        return views.request(
                endpoint(endpoint), path, parameters, readers.of(signedIn == null ? null : signedIn.personId()));
    }

    /** The same as things stand, whatever moment the page shows. */
    ViewRequest today(String endpoint, Map<String, String> parameters, Reader reader) {
        return views.request(endpoint(endpoint), Map.of(), parameters, reader);
    }

    /** The banner of a page that shows the past; null for one that shows the present. */
    static @Nullable PastView past(ViewRequest request, Address address) {
        String today = address.with("on", null).with("asOf", null).toString();
        return switch (request.moment()) {
            case Moment.Now _ -> null;
            case Moment.On on -> new PastView.HappenedBy(on.day(), today);
            case Moment.AsOf asOf -> new PastView.HeldAt(asOf.position(), asOf.recordedAt(), today);
        };
    }

    private ViewEndpoint endpoint(String path) {
        return views.endpoints().stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no view at " + path));
    }
}
