package org.bitacora.record;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.bitacora.record.proof.Checkpoint;
import org.bitacora.record.proof.SigningKey;
import org.bitacora.vocabulary.Tag;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private final TestDatabase database = TestDatabase.open();
    private final EventRecord record = EventRecord.open(database.database());
    private Checkpoints checkpoints;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        SigningKey key = SigningKey.create(directory.resolve("key"), "example.org/record");
        checkpoints = new Checkpoints(record, new RecordTree(record, database.database()), key, directory);
    }

    @AfterEach
    void stop() {
        record.close();
        database.close();
    }

    private void append() {
        NewEvent event = new NewEvent(
                UUID.randomUUID().toString(),
                "Happened",
                "1",
                Instant.parse("2026-11-24T12:00:00Z"),
                Set.of(Tag.member("m")),
                Map.of("actor", "a"),
                "{}");
        record.append(AppendCondition.none(), List.of(event)).join();
    }

    @Test
    void eachOneFollowsTheOneBefore() {
        for (int size = 1; size <= 9; size++) {
            append();
            Checkpoint latest = checkpoints.latest();
            assertThat(latest.size()).isEqualTo(size);
            assertThat(latest.root()).isEqualTo(record.frontier().root());
        }
    }

    @Test
    void whatWasRewrittenUnderARunningProcessIsNotSigned() {
        append();
        append();
        append();
        checkpoints.latest();
        append();
        MongoCollection<Document> commits = database.database().getCollection("commits");
        Document second = Objects.requireNonNull(commits.find(eq("_id", 1L)).first());
        second.getList("events", Document.class).getFirst().put("payload", "{\"other\":1}");
        commits.replaceOne(eq("_id", 1L), second);
        assertThatIllegalStateException().isThrownBy(checkpoints::latest).withMessageContaining("size 3");
    }
}
