package org.bitacora.app.pages;

import org.bitacora.query.ProjectionStopped;
import org.bitacora.query.Views;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Answers with a page of ours while a view is being filled, or has stopped: neither is the reader's fault. */
@ControllerAdvice
class UnreadableView {
    @ExceptionHandler({Views.NotYet.class, ProjectionStopped.class})
    ModelAndView explain() {
        // A page that asks no view: it may be the one of the members or of the rules that cannot be read.
        ModelAndView page = new ModelAndView("error-of-ours", HttpStatus.SERVICE_UNAVAILABLE);
        page.addObject("text", "error.ours");
        page.addObject("status", HttpStatus.SERVICE_UNAVAILABLE.value());
        return page;
    }
}
