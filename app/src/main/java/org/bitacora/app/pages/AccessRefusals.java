package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.bitacora.app.accounts.AccessRefused;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Answers programs whose credential was refused as it answers a refused command: problem details (RFC 9457) with the rule's code. People get
 * {@link ErrorPage}.
 */
@ControllerAdvice
class AccessRefusals {
    private final MessageSource messages;
    private final LocaleResolver languages;

    AccessRefusals(MessageSource messages, LocaleResolver languages) {
        this.messages = messages;
        this.languages = languages;
    }

    /** As a refused command is told. */
    record Problem(String title, int status, String code) {}

    @ExceptionHandler
    ResponseEntity<Problem> answer(AccessRefused refused, HttpServletRequest request) {
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) throw refused;
        // A filter refuses before Spring MVC has settled the language.
        String title = messages.getMessage(refused.code(), null, languages.resolveLocale(request));
        return ResponseEntity.status(refused.getStatusCode())
                .headers(refused.getHeaders())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Problem(title, refused.getStatusCode().value(), refused.code()));
    }
}
