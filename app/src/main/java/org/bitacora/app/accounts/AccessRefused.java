package org.bitacora.app.accounts;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A request that is refused before anything of the record is asked, as problem details (RFC 9457) with the rule code in the property
 * {@code code}. Security filters hand it to Spring MVC's exception resolver, so that it is worded and shown where every error is.
 */
public final class AccessRefused extends ErrorResponseException {
    private final String code;
    private final HttpHeaders headers;

    private AccessRefused(HttpStatus status, String code, String detail, HttpHeaders headers) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null, code, null);
        this.code = code;
        this.headers = headers;
        getBody().setProperty("code", code);
    }

    /** 401, with the challenge of RFC 6750, section 3: a credential was sent, and it stands for nobody. */
    static AccessRefused tokenInvalid() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"bitacora\", error=\"invalid_token\"");
        return new AccessRefused(
                HttpStatus.UNAUTHORIZED,
                "access.token-invalid",
                "The bearer token is unknown, expired or ended.",
                headers);
    }

    /** 403: a form, or a request with a session's cookie, that did not come from one of our own pages as this browser got them. */
    static AccessRefused formExpired() {
        return new AccessRefused(
                HttpStatus.FORBIDDEN,
                "access.form-expired",
                "The form did not come from a page of this site as this browser holds it. Load the page again.",
                new HttpHeaders());
    }

    /** 429: too many links that do not work were tried from one address. */
    static AccessRefused tooManyAttempts(Duration retryAfter) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        return new AccessRefused(
                HttpStatus.TOO_MANY_REQUESTS,
                "access.too-many-attempts",
                "Too many links that do not work were tried from this address.",
                headers);
    }

    /** The rule code: {@code access.token-invalid}, {@code access.form-expired} or {@code access.too-many-attempts}. */
    public String code() {
        return code;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
