package org.bitacora.app.accounts;

import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Signs somebody in without a link, for tests of what is behind the door and not of the door. */
public final class OpenSession {
    private OpenSession() {}

    /** The value of a {@code Cookie} header of a new session of that person. */
    public static String cookie(MongoDatabase database, InstantSource clock, String personId) {
        return SessionCookie.NAME + "=" + new Sessions(database, clock, new SecureRandom()).begin(personId);
    }
}
