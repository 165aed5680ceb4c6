package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bitacora.query.BadRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A page whose address has a parameter that its view cannot read answers with the page of errors. */
@ControllerAdvice
final class UnreadableRequests {
    @ExceptionHandler(BadRequest.class)
    void answer(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
