package org.bitacora.app.accounts;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.bitacora.embedded.EmbeddedMongo;

/** The one server that these tests share; each test takes a database of its own. */
final class TestMongo {
    private static final MongoClient CLIENT = MongoClients.create(embedded().connectionString());
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestMongo() {}

    static MongoDatabase freshDatabase() {
        return CLIENT.getDatabase("accounts-" + DATABASES.incrementAndGet());
    }

    private static EmbeddedMongo embedded() {
        try {
            return EmbeddedMongo.open(Files.createTempDirectory("accounts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
