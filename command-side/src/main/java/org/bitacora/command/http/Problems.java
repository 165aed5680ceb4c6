package org.bitacora.command.http;

import java.util.List;
import java.util.Locale;
import org.bitacora.command.Refusal;
import org.bitacora.vocabulary.CodeTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Refusals as problem details (RFC 9457), with the rule's code, the field and the ids beside the text in the language that was asked for. */
final class Problems {
    /**
     * A problem detail.
     *
     * @param code of the rule
     * @param field null if it speaks of the whole
     */
    record Problem(
            String title, int status, String code, @Nullable String field, List<String> ids) {}

    ServerResponse answer(Refusal refusal, ServerRequest request) {
        int status = switch (refusal) {
            case Refusal.NotAllowed r -> 403;
            case Refusal.Unknown r -> 404;
            case Refusal.Moved r -> 409;
            case Refusal.Broken r -> 422;
            case Refusal.Malformed r -> 422;
        };
        return problem(status, refusal.code(), refusal.field(), refusal.ids(), request);
    }

    ServerResponse signInRequired(ServerRequest request) {
        return problem(401, "access.sign-in", null, List.of(), request);
    }

    private ServerResponse problem(
            int status, String code, @Nullable String field, List<String> ids, ServerRequest request) {
        Locale used = CodeTexts.accepted(request.headers().acceptLanguage());
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, used.toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(new Problem(Refusal.TEXTS.of(code, used), status, code, field, ids));
    }
}
