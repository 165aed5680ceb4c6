package org.bitacora.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bitacora.record.AppendCondition;
import org.bitacora.record.NewEvent;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Visibility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private FilledViews views;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        views = new FilledViews(directory);
        for (Fact fact : new Facts()
                .submitted("a", Visibility.PUBLIC)
                .submitted("b", Visibility.PUBLIC)
                .all()) {
            Recorded recorded = fact.recorded();
            EventType type = EventType.of(recorded.event().getClass());
            views.record
                    .append(
                            AppendCondition.none(),
                            List.of(new NewEvent(
                                    recorded.id(),
                                    type.name(),
                                    String.valueOf(type.version()),
                                    recorded.recordedAt(),
                                    recorded.event().allTags(recorded.by()),
                                    recorded.by().toMap(),
                                    views.codec.encode(recorded.event()))))
                    .join();
        }
        views.record.await(1, LONG);
    }

    @AfterEach
    void close() throws Exception {
        views.close();
    }

    private ProjectionRunner runner(Projection projection) {
        ProjectionRunner runner =
                new ProjectionRunner(views.record, views.codec, views.database, views.lease(), List.of(projection));
        runner.start();
        return runner;
    }

    /** Writes down the positions it takes in, once it is let. */
    private record Positions(int version, CountDownLatch let) implements Projection {
        @Override
        public String name() {
            return "positions";
        }

        @Override
        public void prepare(Build build) {}

        @Override
        public void apply(List<Fact> facts, Build build) {
            try {
                let.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            build.writeNewer(
                    "positions",
                    facts.stream()
                            .map(fact -> fact.recorded().position())
                            .map(at -> new Document("_id", at).append("at", at))
                            .toList());
        }
    }

    private static long held(ProjectionRunner runner) {
        return runner.build("positions").collection("positions").countDocuments();
    }

    @Test
    void readersWaitWhileARaisedVersionIsFilledAndTheOldBuildIsKeptAWhile() throws Exception {
        Build old;
        try (ProjectionRunner runner = runner(new Positions(1, new CountDownLatch(0)))) {
            assertThat(runner.await(1, LONG)).isTrue();
            old = runner.build("positions");
        }
        CountDownLatch let = new CountDownLatch(1);
        try (ProjectionRunner runner = runner(new Positions(2, let))) {
            assertThat(runner.awaitReadable(Duration.ofMillis(50))).isFalse();
            assertThat(runner.health()).allMatch(ProjectionRunner.Health::filling);
            let.countDown();
            assertThat(runner.awaitReadable(LONG)).isTrue();
            assertThat(runner.health()).noneMatch(ProjectionRunner.Health::filling);
            assertThat(runner.build("positions").id()).isNotEqualTo(old.id());
            assertThat(held(runner)).isEqualTo(2);
            assertThat(Objects.requireNonNull(views.database
                                    .getCollection("projections")
                                    .find()
                                    .first())
                            .getList("retired", String.class))
                    .containsExactly(old.id());
            assertThat(old.collection("positions").countDocuments()).isEqualTo(2);
        }
    }

    @Test
    void aRebuiltProjectionTakesItsPlaceAndItsPredecessorIsKeptAWhile() throws Exception {
        try (ProjectionRunner runner = runner(new Positions(1, new CountDownLatch(0)))) {
            assertThat(runner.await(1, LONG)).isTrue();
            Build old = runner.build("positions");
            runner.rebuild("positions");
            long end = System.nanoTime() + LONG.toNanos();
            while (runner.build("positions").id().equals(old.id()) && System.nanoTime() < end) Thread.sleep(10);
            assertThat(runner.build("positions").id()).isNotEqualTo(old.id());
            assertThat(held(runner)).isEqualTo(2);
            assertThat(old.collection("positions").countDocuments()).isEqualTo(2);
        }
    }

    /** Fails the first so many times. */
    private record Failing(AtomicInteger asked, RuntimeException with, int times) implements Projection {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void prepare(Build build) {}

        @Override
        public void apply(List<Fact> facts, Build build) {
            if (asked.incrementAndGet() <= times) throw with;
        }
    }

    @Test
    void aProjectionThatFailsSaysWhyAndIsNotAskedAgain() throws Exception {
        Failing failing = new Failing(new AtomicInteger(), new IllegalStateException("broken"), 9);
        try (ProjectionRunner runner = runner(failing)) {
            long end = System.nanoTime() + LONG.toNanos();
            while (runner.health().getFirst().failure() == null && System.nanoTime() < end) Thread.sleep(10);
            assertThat(runner.health().getFirst().failure()).contains("broken");
            assertThat(failing.asked).hasValue(1);
        }
    }

    @Test
    void readersOfAProjectionThatFailedAreToldSoInEveryProcess() throws Exception {
        Failing failing = new Failing(new AtomicInteger(), new IllegalStateException("broken"), 9);
        Failing unasked = new Failing(new AtomicInteger(), new IllegalStateException("broken"), 9);
        try (ProjectionRunner feeding = runner(failing);
                ProjectionRunner following = new ProjectionRunner(
                        views.record, views.codec, views.database, views.lease(), List.of(unasked))) {
            long end = System.nanoTime() + LONG.toNanos();
            while (feeding.health().getFirst().failure() == null && System.nanoTime() < end) Thread.sleep(10);
            following.start();
            while (following.health().getFirst().failure() == null && System.nanoTime() < end) Thread.sleep(10);
            for (ProjectionRunner runner : List.of(feeding, following)) {
                assertThatExceptionOfType(ProjectionStopped.class).isThrownBy(() -> runner.build("failing"));
            }
            assertThat(unasked.asked).hasValue(0);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsTriedAgain() throws Exception {
        Failing failing = new Failing(new AtomicInteger(), new MongoTimeoutException("no answer"), 1);
        try (ProjectionRunner runner = runner(failing)) {
            assertThat(runner.await(1, LONG)).isTrue();
            long end = System.nanoTime() + LONG.toNanos();
            while (runner.health().getFirst().failure() != null && System.nanoTime() < end) Thread.sleep(10);
            assertThat(runner.health().getFirst().failure()).isNull();
            assertThat(failing.asked).hasValueGreaterThan(1);
        }
    }
}
