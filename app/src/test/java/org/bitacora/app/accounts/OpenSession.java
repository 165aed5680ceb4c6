package org.bitacora.app.accounts;

import org.springframework.context.ApplicationContext;

/** Signs a person in without the pages that do it, for tests of the pages that are read afterwards. */
public final class OpenSession {
    private OpenSession() {}

    /** The cookie of a new session, as a request carries it. */
    public static String cookie(ApplicationContext server, String personId) {
        return SessionCookie.NAME + "=" + server.getBean(Sessions.class).begin(personId);
    }
}
