package org.bitacora.record.axon;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.bitacora.embedded.EmbeddedMongo;
import org.bitacora.record.EventRecord;
import org.bitacora.vocabulary.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What Axon asks of every event storage engine, asked of ours on the embedded server. */
class AxonStorageEngineSuiteTest extends StorageEngineTestSuite<RecordStorageEngine> {
    @TempDir
    static Path directory;

    private static EmbeddedMongo server;
    private static MongoClient client;
    private static EventRecord record;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedMongo.open(directory);
        client = MongoClients.create(server.connectionString());
    }

    @AfterAll
    static void stop() {
        record.close();
        client.close();
        server.close();
    }

    @Override
    protected RecordStorageEngine buildStorageEngine() {
        record = EventRecord.open(client.getDatabase("suite"), InstantSource.system());
        return new RecordStorageEngine(record, new JsonTextConverter(Json.mapper()));
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }
}
