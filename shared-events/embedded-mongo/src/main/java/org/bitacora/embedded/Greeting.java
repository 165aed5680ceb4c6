package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * The first message of a connection ({@code hello}, or {@code isMaster} as drivers still begin with), which says who may
 * come in: whoever names this server's secret as the name of the application.
 */
final class Greeting {
    /** MongoDB 7.0's, so that drivers speak as they do to it. */
    private static final int WIRE_VERSION = 21;

    private static final int MESSAGE_BYTES_MAX = 48_000_000;
    private static final int WRITES_OF_ONE_COMMAND_MAX = 100_000;
    private static final Set<String> NAMES = Set.of("hello", "ismaster");

    private final byte[] secret;

    Greeting(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    static boolean is(Document command) {
        return NAMES.contains(command.keySet().iterator().next().toLowerCase(Locale.ROOT));
    }

    /** Compares without telling by the time it takes how much of the secret was right. */
    boolean namesTheSecret(Document command) {
        return command.get("client") instanceof Document client
                && client.get("application") instanceof Document application
                && application.get("name") instanceof String name
                && MessageDigest.isEqual(secret, name.getBytes(StandardCharsets.UTF_8));
    }

    static Document answer() {
        return new Document("helloOk", true)
                .append("isWritablePrimary", true)
                .append("ismaster", true)
                .append("maxBsonObjectSize", Documents.DOCUMENT_BYTES_MAX)
                .append("maxMessageSizeBytes", MESSAGE_BYTES_MAX)
                .append("maxWriteBatchSize", WRITES_OF_ONE_COMMAND_MAX)
                .append("localTime", Instant.now())
                .append("minWireVersion", 0)
                .append("maxWireVersion", WIRE_VERSION)
                .append("readOnly", false)
                .append("ok", 1.0);
    }
}
