package org.bitacora.app.accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitacora.app.accounts.SignedIn.Via;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Finds out who sent a request. On the API an {@code Authorization} header is the only credential looked at, and one that stands for
 * nobody is refused, never taken for nobody's. A session's cookie that no longer works is taken away: a browser cannot help having kept
 * it, and its next page is the one to sign in from.
 */
final class CredentialsFilter extends OncePerRequestFilter {
    private static final String BEARER = "bearer ";

    private final Sessions sessions;
    private final BearerTokens tokens;
    private final SecurityContextRepository contexts;
    private final HandlerExceptionResolver refusals;

    CredentialsFilter(
            Sessions sessions,
            BearerTokens tokens,
            SecurityContextRepository contexts,
            HandlerExceptionResolver refusals) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.contexts = contexts;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ApiRequests.carryAuthorization(request)) {
            Optional<String> personId = bearer(request).flatMap(tokens::personOf);
            if (personId.isEmpty()) {
                refusals.resolveException(request, response, null, AccessRefused.tokenInvalid());
                return;
            }
            remember(new SignedIn(personId.get(), Via.BEARER), request, response);
        } else {
            SessionCookie.read(request).ifPresent(secret -> resume(secret, request, response));
        }
        chain.doFilter(request, response);
    }

    /** The token of the one Authorization header; empty if there are several, or of another scheme (RFC 6750, section 2.1). */
    private static Optional<String> bearer(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return Optional.of(headers)
                .filter(sent -> sent.size() == 1)
                .map(List::getFirst)
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private void resume(String secret, HttpServletRequest request, HttpServletResponse response) {
        sessions.resume(secret)
                .ifPresentOrElse(
                        session -> {
                            if (session.renewed()) {
                                SessionCookie.write(request, response, secret);
                            }
                            remember(new SignedIn(session.personId(), Via.SESSION), request, response);
                        },
                        () -> SessionCookie.clear(request, response));
    }

    /**
     * Kept on the request too, so that its later dispatches, for an error or a stream, know it without asking again. Spring's session
     * management would otherwise also take each request for a new sign-in, and replace the form token under the open pages.
     */
    private void remember(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(signedIn, "", List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
