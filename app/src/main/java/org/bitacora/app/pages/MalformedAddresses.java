package org.bitacora.app.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What stands behind the question mark cannot be read: a mistake of who asks, which {@link ErrorPage} tells, and none of the server's. */
@ControllerAdvice
class MalformedAddresses {
    @ExceptionHandler(InvalidParameterException.class)
    void tell(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
