package org.bitacora.app.accounts;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.concurrent.atomic.AtomicInteger;

/** The one server that these tests share; each test takes a database of its own. */
final class TestMongo {
    private static final MongoClient CLIENT =
            MongoClients.create(new MongoServer(new MemoryBackend()).bindAndGetConnectionString());
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestMongo() {}

    static MongoDatabase freshDatabase() {
        return CLIENT.getDatabase("accounts-" + DATABASES.incrementAndGet());
    }
}
