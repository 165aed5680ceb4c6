package org.bitacora.app.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is answered when a request ends in an error that no controller explained: a page of the house, or under {@code /api} a problem
 * detail (RFC 9457) of type {@code about:blank}. Neither says more than its status does: what went wrong inside is for the log.
 */
@Controller
class ErrorPage implements ErrorController {
    private final MessageSource messages;

    ErrorPage(MessageSource messages) {
        this.messages = messages;
    }

    @RequestMapping("/error")
    Object show(HttpServletRequest request, Locale locale) {
        HttpStatus status = statusOf(request);
        boolean underApi = underApi(request);
        String text = "error." + textOf(status, underApi);
        return underApi ? problem(status, text, locale) : page(status, text);
    }

    private static ModelAndView page(HttpStatus status, String text) {
        // What is broken may be the record itself, so that page asks it nothing.
        ModelAndView page = new ModelAndView(status.is5xxServerError() ? "error-of-ours" : "error", status);
        page.addObject("text", text);
        page.addObject("status", status.value());
        return page;
    }

    /** As a problem detail has it. */
    record Problem(String title, int status, String detail) {}

    private ResponseEntity<Problem> problem(HttpStatus status, String text, Locale locale) {
        String title = messages.getMessage(text + ".title", null, locale);
        String detail = messages.getMessage(text + ".lead", null, locale);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Problem(title, status.value(), detail));
    }

    /** The messages {@code error.….title} and {@code error.….lead} that explain a status. */
    private static String textOf(HttpStatus status, boolean underApi) {
        return switch (status) {
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> underApi ? "no-such-method" : "not-here";
            case TOO_MANY_REQUESTS -> "too-many";
            case CONTENT_TOO_LARGE -> "too-large";
            default -> status.is5xxServerError() ? "ours" : "not-understood";
        };
    }

    private static HttpStatus statusOf(HttpServletRequest request) {
        // Absent when somebody opens the address of this page by hand.
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
            return HttpStatus.NOT_FOUND;
        }
        HttpStatus known = HttpStatus.resolve(code);
        return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    }

    private static boolean underApi(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String address
                && address.startsWith(request.getContextPath() + "/api/");
    }
}
