package org.bitacora.app.accounts;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What is told apart about requests before anything else: whether they are for the API, and by what they say who sends them. */
final class ApiRequests {
    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");

    private ApiRequests() {}

    static boolean carryAuthorization(HttpServletRequest request) {
        return API.matches(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    /** Requests that no browser sends with a credential of its own accord: another site gains nothing by forging them. */
    static boolean cannotBeForged(HttpServletRequest request) {
        return carryAuthorization(request)
                || (API.matches(request) && SessionCookie.read(request).isEmpty());
    }
}
