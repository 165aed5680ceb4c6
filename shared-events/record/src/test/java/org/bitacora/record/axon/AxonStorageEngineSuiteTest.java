package org.bitacora.record.axon;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.bitacora.record.EventRecord;
import org.bitacora.record.TestDatabase;
import org.bitacora.vocabulary.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * What Axon asks of every event storage engine, asked of ours on the embedded server. Each test has a record of its own: some append events
 * of the future, and what follows those in one record is never recorded at an earlier moment.
 */
class AxonStorageEngineSuiteTest extends StorageEngineTestSuite<RecordStorageEngine> {
    private final TestDatabase database = TestDatabase.open();
    private final List<EventRecord> records = new ArrayList<>();

    @BeforeEach
    void beginAnew() {
        testSubject = buildStorageEngine();
    }

    @AfterAll
    void stop() {
        records.forEach(EventRecord::close);
        database.close();
    }

    @Override
    protected RecordStorageEngine buildStorageEngine() {
        EventRecord record = EventRecord.open(database.client().getDatabase("suite" + records.size()));
        records.add(record);
        return new RecordStorageEngine(record, new JsonTextConverter(Json.mapper()));
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }
}
