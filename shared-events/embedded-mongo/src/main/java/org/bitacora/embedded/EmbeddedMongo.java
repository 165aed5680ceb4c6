package org.bitacora.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A small database in this process that MongoDB's drivers speak to: one directory, one server on a loopback port of its
 * own. What it acknowledges is on the disk; what is read is on the disk.
 *
 * <pre>{@code
 * try (EmbeddedMongo mongo = EmbeddedMongo.open(Path.of("data"));
 *         MongoClient client = MongoClients.create(mongo.connectionString())) {
 *     client.getDatabase("app").getCollection("notes").insertOne(new Document("text", "kept"));
 * }
 * }</pre>
 *
 * <p>Only who knows the secret in {@link #connectionString()} is let in; it is new at each start, and readable by the
 * owner of the directory alone. Threads: one that writes, one that lets clients in, and one for each
 * connection. Any thread may use this class.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private static final Duration CURSOR_IDLE_MAX = Duration.ofMinutes(10);

    private final DataDirectory directory;
    private final Store store;
    private final Server server;
    private final String connectionString;
    private boolean closed;

    private EmbeddedMongo(DataDirectory directory, Store store, Reads reads) {
        this.directory = directory;
        this.store = store;
        String secret = DataDirectory.newSecret();
        server = new Server(secret, new Commands(store, reads)::answer);
        connectionString = "mongodb://127.0.0.1:" + server.port() + "/?appName=" + secret;
        directory.announce(connectionString, server.port());
    }

    /**
     * Opens the data directory, which is created if it is absent, and starts the server.
     *
     * @throws DataDirectoryInUse if it is open already, in this process or another
     * @throws IllegalStateException if what is in it is damaged or was written by a later version
     * @throws java.io.UncheckedIOException if it cannot be read or written
     */
    public static EmbeddedMongo open(Path dataDirectory) {
        DataDirectory directory = DataDirectory.own(dataDirectory);
        try {
            return open(directory, new Reads(CURSOR_IDLE_MAX));
        } catch (StorageFailure e) {
            directory.close();
            throw new IllegalStateException("cannot open " + dataDirectory + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    static EmbeddedMongo open(DataDirectory directory, Reads reads) {
        Store store = new Store(directory.database(), directory::freeBytes);
        try {
            return new EmbeddedMongo(directory, store, reads);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * What a MongoDB driver needs to connect, the secret included (as the application's name). Never log it; the driver
     * itself does so at INFO, under {@code org.mongodb.driver.client}: keep that logger at WARN.
     */
    public String connectionString() {
        return connectionString;
    }

    /**
     * The connection string of the process that has this directory open now, this one included.
     *
     * @return empty if no process has it open, or the directory does not exist
     * @throws java.io.UncheckedIOException if the file that says so may not be read: it is its owner's alone
     */
    public static Optional<String> connectionOfOwner(Path dataDirectory) {
        return DataDirectory.connectionOfOwner(dataDirectory);
    }

    /** Lets the commands finish that have begun, then closes the file. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.close();
        store.close();
        directory.close();
    }
}
