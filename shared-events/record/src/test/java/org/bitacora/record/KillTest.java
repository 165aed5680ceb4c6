package org.bitacora.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bitacora.record.proof.Frontier;
import org.bitacora.vocabulary.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is on the disk: a process is killed under load, again and again, on one data directory. */
class KillTest {
    private static final int KILLS = 20;
    private static final int WRITERS = 8;

    @Test
    void nothingAcknowledgedIsMissingAfterKills(@TempDir Path directory) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("KillTest: -Dseed=" + seed);
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) acknowledged.addAll(killed(directory, 20 + random.nextInt(400)));
        assertThat(acknowledged).hasSizeGreaterThan(KILLS * 20);

        try (TestDatabase database = TestDatabase.open(directory);
                EventRecord record = EventRecord.open(database.database())) {
            List<StoredEvent> events = record.at(0, record.size());
            Frontier frontier = Frontier.empty();
            Set<String> ids = new HashSet<>();
            for (StoredEvent event : events) {
                assertThat(event.position()).isEqualTo(frontier.size());
                frontier = frontier.append(event.entry().leafHash());
                ids.add(event.id());
            }
            assertThat(ids).hasSameSizeAs(events).containsAll(acknowledged);
            assertThat(record.frontier().root()).isEqualTo(frontier.root());
        }
    }

    /** Runs a process that appends, kills it after some acknowledgements, and returns what it had acknowledged. */
    private static List<String> killed(Path directory, int acknowledgements) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appending.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && acknowledged.size() < acknowledgements) {
                acknowledged.add(line);
                line = lines.readLine();
            }
            process.toHandle().destroyForcibly();
            // What it printed before it died was acknowledged too; a line that was cut was not.
            for (; line != null && line.length() == 36; line = lines.readLine()) acknowledged.add(line);
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    /** The process that is killed: prints the id of each event once it is acknowledged. */
    static final class Appending {
        private Appending() {}

        public static void main(String[] arguments) {
            EventRecord record =
                    EventRecord.open(TestDatabase.open(Path.of(arguments[0])).database());
            for (int writer = 0; writer < WRITERS; writer++) {
                Thread.ofPlatform().start(() -> {
                    while (true) {
                        String id = UUID.randomUUID().toString();
                        NewEvent event = new NewEvent(
                                id,
                                "Happened",
                                "1",
                                Instant.now(),
                                Set.of(Tag.member("m")),
                                Map.of("actor", "a"),
                                "{}");
                        record.append(AppendCondition.none(), List.of(event)).join();
                        synchronized (Appending.class) {
                            System.out.println(id);
                            System.out.flush();
                        }
                    }
                });
            }
        }
    }
}
