package org.bitacora.query.http;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitacora.query.BadRequest;
import org.bitacora.query.ProjectionStopped;
import org.bitacora.query.Reader;
import org.bitacora.query.Readers;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.Views;
import org.bitacora.query.Views.Health;
import org.bitacora.vocabulary.CodeTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * One GET for every view, under {@code /api/v1}. Answers carry an ETag and can be asked for again with {@code If-None-Match}. Beside them
 * {@code /health}.
 */
public final class ViewsHttp {
    private static final String ROOT = "/api/v1";

    private final Views views;
    private final Readers readers;

    public ViewsHttp(Views views, Readers readers) {
        this.views = views;
        this.readers = readers;
    }

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (ViewEndpoint endpoint : views.endpoints()) {
            routes.GET(ROOT + endpoint.path(), request -> handle(endpoint, request));
            // The server keeps the body to itself.
            routes.HEAD(ROOT + endpoint.path(), request -> handle(endpoint, request));
        }
        routes.GET(ROOT + "/health", request -> health());
        routes.HEAD(ROOT + "/health", request -> health());
        routes.onError(
                BadRequest.class,
                (e, request) -> problem(400, ((BadRequest) e).code(), ((BadRequest) e).field(), request));
        routes.onError(ProjectionStopped.class, (e, request) -> problem(503, "view.stopped", null, request));
        routes.onError(Views.NotYet.class, (e, request) -> problem(503, "moment.not-yet", "after", request));
        return routes.build();
    }

    private ServerResponse handle(ViewEndpoint endpoint, ServerRequest request) {
        Reader reader = readers.of(request.principal().map(Principal::getName).orElse(null));
        Map<String, String> query = new HashMap<>();
        request.params().forEach((name, values) -> {
            if (values.size() > 1) throw new BadRequest("value.unknown", name);
            query.put(name, values.getFirst());
        });
        Views.Answer answer = views.read(endpoint, request.pathVariables(), query, reader);
        if (answer.body() == null) return problem(404, "id.unknown", null, request);
        String tag = "\"" + answer.tag() + "\"";
        if (request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(tag)) {
            return headers(ServerResponse.status(304), tag).build();
        }
        return headers(ServerResponse.ok(), tag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }

    /** How far each projection has come, for whoever watches over the service: 503 while one of them is not fit to be read. */
    private ServerResponse health() {
        List<Health> projections = views.health();
        boolean well = projections.stream().allMatch(Health::well);
        return ServerResponse.status(well ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(projections);
    }

    private static ServerResponse.BodyBuilder headers(ServerResponse.BodyBuilder answer, String tag) {
        return answer.eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE);
    }

    /** A problem detail (RFC 9457). */
    record Problem(
            String title, int status, String code, @Nullable String field) {}

    private static ServerResponse problem(int status, String code, @Nullable String field, ServerRequest request) {
        Locale locale = CodeTexts.accepted(request.headers().acceptLanguage());
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(new Problem(Views.TEXTS.of(code, locale), status, code, field));
    }
}
