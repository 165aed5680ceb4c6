package org.bitacora.app.accounts;

import java.security.Principal;

/**
 * Who sent a request. Controllers take it by {@code @AuthenticationPrincipal}, where null means nobody is signed in, or take it as a
 * plain {@link Principal}, whose name is the person id.
 *
 * @param personId the ULID of the person
 * @param via how they showed it
 */
public record SignedIn(String personId, Via via) implements Principal {

    /** How a person was recognised: by the cookie of a browser's session, or by a bearer token on the API. */
    public enum Via {
        SESSION,
        BEARER
    }

    @Override
    public String getName() {
        return personId;
    }
}
