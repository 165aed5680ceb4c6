package org.bitacora.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T18:00:00Z"));

    private FilledViews filled;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        filled = new FilledViews(directory);
    }

    @AfterEach
    void close() throws Exception {
        filled.close();
    }

    private record Numbers(int version) implements Projection {
        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public void prepare(Build build) {}

        @Override
        public void apply(List<Fact> facts, Build build) {}
    }

    private Views views(ProjectionRunner runner) {
        Group group = new Group(new Documents<>(new Group.Fold(), filled.runner, filled.journal, filled.json));
        return new Views(List.of(), runner, filled.journal, group, NOON, filled.json);
    }

    private String tag(int version) {
        try (ProjectionRunner runner = new ProjectionRunner(
                filled.record, filled.codec, filled.database, filled.lease(), List.of(new Numbers(version)))) {
            return views(runner).tag(Reader.PUBLIC);
        }
    }

    @Test
    void theTagOfAnAnswerChangesWithTheReleaseThatGivesIt() {
        assertThat(tag(1)).isEqualTo(tag(1)).isNotEqualTo(tag(2));
    }

    @Test
    void anInstantThatIsYetToComeIsNoMoment() {
        ViewEndpoint endpoint = new ViewEndpoint("/numbers", Set.of(), request -> "none");
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> views(filled.runner)
                        .read(endpoint, Map.of(), Map.of("asOf", "2999-01-01T00:00:00Z"), Reader.PUBLIC))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("moment.in-future"));
    }

    @Test
    void nobodyWaitsForAPositionThatWasNeverRecorded() {
        ViewEndpoint endpoint = new ViewEndpoint("/numbers", Set.of(), request -> "none");
        long start = System.nanoTime();
        for (String after : List.of("0", "999999999999999999")) {
            assertThatExceptionOfType(BadRequest.class)
                    .isThrownBy(
                            () -> views(filled.runner).read(endpoint, Map.of(), Map.of("after", after), Reader.PUBLIC))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("moment.in-future"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
}
