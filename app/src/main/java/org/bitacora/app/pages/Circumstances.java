package org.bitacora.app.pages;

import java.util.List;

/** What a form asks beside a text that somebody sends, and few need: who reads it, for whom they speak, and when it was. */
final class Circumstances {
    static final List<String> FIELDS = List.of("visibility", "capacity", "mandate", "occurredOn", "source");

    private Circumstances() {}

    /** The same form with these fields, empty. */
    static FormState in(FormState form) {
        FormState whole = form;
        for (String field : FIELDS) whole = whole.with(field, "");
        return whole;
    }
}
