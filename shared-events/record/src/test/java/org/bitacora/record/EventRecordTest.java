package org.bitacora.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bitacora.vocabulary.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRecordTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final TestDatabase database = TestDatabase.open();
    private final EventRecord record = EventRecord.open(database.database());

    @AfterEach
    void stop() {
        record.close();
        database.close();
    }

    @Test
    void findsTheFirstPositionRecordedAtOrAfterAMoment() {
        record.append(
                        AppendCondition.none(),
                        List.of(event(NOON.minusSeconds(10)), event(NOON), event(NOON.plusSeconds(10))))
                .join();
        assertThat(record.size()).isEqualTo(3);
        assertThat(record.firstRecordedAt(NOON.minusSeconds(60))).isZero();
        assertThat(record.firstRecordedAt(NOON.minusSeconds(5))).isEqualTo(1);
        assertThat(record.firstRecordedAt(NOON)).isEqualTo(1);
        assertThat(record.firstRecordedAt(NOON.plusSeconds(11))).isEqualTo(3);
        assertThat(record.read(1, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L);
    }

    private static NewEvent event(Instant at) {
        return new NewEvent(
                UUID.randomUUID().toString(), "Happened", "1", at, Set.of(Tag.member("m")), Map.of("actor", "a"), "{}");
    }
}
