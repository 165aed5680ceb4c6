package org.bitacora.app.accounts;

import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.ApplicationContext;

/** Signs somebody in without a link, for tests of what is behind the door and not of the door. */
public final class OpenSession {
    private OpenSession() {}

    /** The value of a {@code Cookie} header of a new session of that person. */
    public static String cookie(MongoDatabase database, InstantSource clock, String personId) {
        return SessionCookie.NAME + "=" + new Sessions(database, clock, new SecureRandom()).begin(personId);
    }

    /** The same, on a server that runs. */
    public static String cookie(ApplicationContext server, String personId) {
        return cookie(
                server.getBean(MongoDatabase.class), server.getBean("instantSource", InstantSource.class), personId);
    }
}
