package org.bitacora.record.axon;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.bitacora.record.EventRecord;
import org.bitacora.record.TestDatabase;
import org.bitacora.vocabulary.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * What Axon asks of every event storage engine, asked of ours on the embedded server.
 *
 * <p>In our record no event is recorded at an earlier moment than the one before it. So each test has a record of its own, for some append
 * events of the future, and within a test the clock stands, for some append events in another order than they were made.
 */
@SuppressWarnings("deprecation") // the suite makes its events by this clock, and offers no other way to set it
class AxonStorageEngineSuiteTest extends StorageEngineTestSuite<RecordStorageEngine> {
    private final TestDatabase database = TestDatabase.open();
    private final List<EventRecord> records = new ArrayList<>();

    @BeforeEach
    void beginAnew() {
        testSubject = buildStorageEngine();
        GenericEventMessage.clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    }

    @AfterAll
    void stop() {
        GenericEventMessage.clock = Clock.systemUTC();
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
