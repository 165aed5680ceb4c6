package org.bitacora.app.pages;

import org.bitacora.query.BadRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Answers an address that no view can read with the page that says which parameter, and why. */
@ControllerAdvice
class UnreadableAddress {
    @ExceptionHandler
    ModelAndView explain(BadRequest refused) {
        ModelAndView page = new ModelAndView("error", HttpStatus.BAD_REQUEST);
        page.addObject("status", HttpStatus.BAD_REQUEST.value());
        page.addObject("text", "error.not-understood");
        page.addObject("parameter", refused.field());
        page.addObject("reason", refused.code());
        return page;
    }
}
