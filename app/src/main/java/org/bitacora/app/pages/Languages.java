package org.bitacora.app.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Which language a request is answered in: what it asks for with {@code ?lang=es} or {@code ?lang=en}; else what this browser asked for
 * last, kept in a cookie for a year; else the first language of its {@code Accept-Language} that the pages speak; else Spanish.
 *
 * <p>Asking sets the cookie and shows the page, without a redirect: an address with {@code ?lang=en} can be sent to someone and opens
 * in English. Any other value of {@code lang} is as if it were absent.
 */
final class Languages implements LocaleResolver, HandlerInterceptor {
    static final String PARAMETER = "lang";
    private static final String ASKING = PARAMETER + "=";
    private static final Duration KEPT_FOR = Duration.ofDays(365);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Language asked = askedBy(request);
        if (asked == null) {
            asked = keptBy(request);
        }
        if (asked == null) {
            asked = preferredBy(request);
        }
        return asked == null ? Language.SPANISH.locale() : asked.locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("A language is chosen with ?" + PARAMETER);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Language asked = askedBy(request);
        if (asked != null) {
            ResponseCookie cookie = ResponseCookie.from(PARAMETER, asked.code())
                    .path("/")
                    .maxAge(KEPT_FOR)
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return true;
    }

    /**
     * The links that show the same page in each language. They are relative and begin with {@code ?}, so that they hold on error pages
     * too, where the server knows the address less well than the browser.
     *
     * @param query the query of the page as it was sent, without {@code ?}; null if it had none. All but {@code lang} is kept
     */
    static List<LanguageLink> links(Language current, @Nullable String query) {
        List<LanguageLink> links = new ArrayList<>();
        for (Language language : Language.values()) {
            List<String> pairs = new ArrayList<>(pairsOf(query));
            pairs.removeIf(pair -> pair.startsWith(ASKING));
            pairs.add(ASKING + language.code());
            links.add(new LanguageLink(language.code(), "?" + String.join("&", pairs), language == current));
        }
        return links;
    }

    /** One language in the masthead: its code, the query that shows this page in it, and whether it is shown now. */
    record LanguageLink(String code, String query, boolean current) {}

    /** Reads the query alone: asking for a parameter would read the body too, which is what some errors are about. */
    private static @Nullable Language askedBy(HttpServletRequest request) {
        for (String pair : pairsOf(request.getQueryString())) {
            if (pair.startsWith(ASKING)) {
                return Language.named(pair.substring(ASKING.length()));
            }
        }
        return null;
    }

    private static List<String> pairsOf(@Nullable String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    private static @Nullable Language keptBy(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, PARAMETER);
        return cookie == null ? null : Language.named(cookie.getValue());
    }

    private static @Nullable Language preferredBy(HttpServletRequest request) {
        // Without the header, getLocales would answer with the server's own language.
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return null;
        }
        for (Locale preferred : Collections.list(request.getLocales())) {
            Language known = Language.named(preferred.getLanguage());
            if (known != null) {
                return known;
            }
        }
        return null;
    }
}
