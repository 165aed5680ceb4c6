package org.bitacora.record;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitacora.embedded.EmbeddedMongo;

/** A database of its own for a test, on the embedded server in a directory of its own. */
public record TestDatabase(EmbeddedMongo server, MongoClient client, MongoDatabase database) implements AutoCloseable {
    public static TestDatabase open() {
        try {
            return open(Files.createTempDirectory("bitacora-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a directory that may have been used before. */
    public static TestDatabase open(Path directory) {
        EmbeddedMongo server = EmbeddedMongo.open(directory);
        MongoClient client = MongoClients.create(server.connectionString());
        return new TestDatabase(server, client, client.getDatabase("bitacora"));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
