package org.bitacora.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records every write and sync of a process that uses the database, works out what could be left of its files had the
 * power failed at some moment, and opens that: all that was acknowledged by then must be there, and indexes must agree
 * with documents. Needs a C compiler ({@code cc}) and Linux; without them it is skipped, loudly.
 *
 * <p>{@code -Dembedded.images=500} makes it longer; prints its seed, {@code -Dembedded.seed=} takes one back.
 */
class PowerLossTest {
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final int GENERATIONS = 3;
    private static final int GROUPS = 10;
    private static final int KEPT = 20;

    private final int images = Integer.getInteger("embedded.images", 25);
    private final long seed = Long.getLong("embedded.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    /** The process whose writes are recorded. Ends by itself, in the second generation without closing. */
    static final class Child {
        private final Path log;
        private final MongoDatabase database;

        private Child(Path log, MongoDatabase database) {
            this.log = log;
            this.database = database;
        }

        public static void main(String[] arguments) throws InterruptedException {
            Path data = Path.of(arguments[0]);
            int generation = Integer.parseInt(arguments[1]);
            EmbeddedMongo mongo = EmbeddedMongo.open(data);
            MongoClient client = MongoClients.create(mongo.connectionString());
            new Child(data.resolve(ACKNOWLEDGED), client.getDatabase("record")).write(generation);
            if (generation == 1) {
                Runtime.getRuntime().halt(0);
            }
            client.close();
            mongo.close();
        }

        private void write(int generation) throws InterruptedException {
            MongoCollection<Document> commits = database.getCollection("commits");
            commits.createIndex(Indexes.ascending("keys", "_id"));
            Document head = commits.find().sort(Sorts.descending("_id")).first();
            AtomicLong next = new AtomicLong(head == null ? 0 : head.getLong("_id") + 1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < 60; n++) {
                        long id = next.getAndIncrement();
                        commits.insertOne(commit(id));
                        acknowledge("insert " + id);
                    }
                }));
            }
            threads.add(Thread.ofPlatform().start(() -> replace(generation)));
            threads.add(Thread.ofPlatform().start(() -> rebuild(generation)));
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void replace(int generation) {
            MongoCollection<Document> view = database.getCollection("view");
            view.createIndex(Indexes.ascending("group"));
            for (int n = 0; n < 120; n++) {
                int version = generation * 1_000 + n;
                Document row = new Document("_id", n % 17)
                        .append("group", n % GROUPS)
                        .append("version", version)
                        .append("padding", "x".repeat(2_000));
                view.replaceOne(eq("_id", n % 17), row, new ReplaceOptions().upsert(true));
                acknowledge("replace " + n % 17 + " " + version);
            }
        }

        private void rebuild(int generation) {
            for (int n = 0; n < 8; n++) {
                int version = generation * 1_000 + n;
                MongoCollection<Document> built = database.getCollection("build" + version);
                List<Document> rows = new ArrayList<>();
                for (int i = 0; i < KEPT; i++) {
                    rows.add(new Document("_id", i).append("version", version).append("padding", "y".repeat(3_000)));
                }
                built.insertMany(rows);
                built.createIndex(Indexes.ascending("version"));
                built.renameCollection(
                        new MongoNamespace("record", "kept"), new RenameCollectionOptions().dropTarget(true));
                acknowledge("rebuild " + version);
            }
        }

        private synchronized void acknowledge(String what) {
            try {
                Files.writeString(log, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Document commit(long id) {
        return new Document("_id", id)
                .append("payload", "p".repeat(500 + (int) (id * 37 % 3_000)))
                .append("keys", List.of("group:" + id % GROUPS, "id:" + id));
    }

    @Test
    void nothingAcknowledgedIsLostWhenThePowerFails() throws Exception {
        System.out.println("seed " + seed);
        Path recorder = compileRecorder();
        Map<String, byte[]> before = Map.of();
        String acknowledgedBefore = "";
        for (int generation = 0; generation < GENERATIONS; generation++) {
            WriteTrace trace = record(recorder, generation, before);
            assertThat(trace.length()).isGreaterThan(500);
            Map<String, byte[]> next = before;
            String acknowledgedNext = acknowledgedBefore;
            for (int i = generation; i < images; i += GENERATIONS) {
                int until = random.nextInt(trace.length()) + 1;
                Map<String, byte[]> image = trace.image(until, random);
                image.keySet().removeIf(name -> !name.startsWith("data.sqlite") || name.endsWith("-shm"));
                String acknowledged = acknowledgedBefore + trace.written(ACKNOWLEDGED, until);
                verify(
                        image,
                        acknowledged,
                        "seed " + seed + " generation " + generation + " image " + i + " before operation " + until);
                next = image;
                acknowledgedNext = acknowledged;
            }
            before = next;
            acknowledgedBefore = acknowledgedNext;
        }
    }

    private Path compileRecorder() throws IOException, InterruptedException {
        Path library = directory.resolve("record-writes.so");
        if (!System.getProperty("os.name").equals("Linux")) {
            return skip("this is not Linux");
        }
        try {
            Process compiler = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), "src/test/c/record-writes.c")
                    .inheritIO()
                    .start();
            assertThat(compiler.waitFor()).isZero();
            return library;
        } catch (IOException e) {
            return skip("there is no C compiler: " + e.getMessage());
        }
    }

    private static Path skip(String why) {
        System.err.println("SKIPPED: loss of power is not simulated, because " + why);
        return abort(why);
    }

    private WriteTrace record(Path recorder, int generation, Map<String, byte[]> before) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data" + generation));
        for (Map.Entry<String, byte[]> file : before.entrySet()) {
            Files.write(data.resolve(file.getKey()), file.getValue());
        }
        Path trace = directory.resolve("trace" + generation);
        ProcessBuilder process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                data.toRealPath().toString(),
                String.valueOf(generation));
        process.environment().put("LD_PRELOAD", recorder.toString());
        process.environment().put("RECORD_DIRECTORY", data.toRealPath().toString());
        process.environment().put("RECORD_TRACE", trace.toString());
        assertThat(process.inheritIO().start().waitFor()).isZero();
        return new WriteTrace(trace, before);
    }

    private void verify(Map<String, byte[]> image, String acknowledged, String which) throws IOException {
        Path data = Files.createTempDirectory(directory, "image");
        for (Map.Entry<String, byte[]> file : image.entrySet()) {
            Files.write(data.resolve(file.getKey()), file.getValue());
        }
        TreeSet<Long> inserted = new TreeSet<>();
        Map<Integer, Integer> replaced = new HashMap<>();
        int rebuilt = -1;
        for (String line : acknowledged.lines().toList()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "insert" -> inserted.add(Long.valueOf(words[1]));
                case "replace" -> replaced.put(Integer.valueOf(words[1]), Integer.valueOf(words[2]));
                default -> rebuilt = Integer.parseInt(words[1]);
            }
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoDatabase database = client.getDatabase("record");
            TreeSet<Long> present = new TreeSet<>();
            for (Document document : database.getCollection("commits").find().batchSize(500)) {
                assertThat(document).as(which).isEqualTo(commit(document.getLong("_id")));
                present.add(document.getLong("_id"));
            }
            assertThat(present).as(which).containsAll(inserted);
            assertThat(countByGroup(database.getCollection("commits"), "keys", "group:"))
                    .as(which)
                    .isEqualTo(present.size());
            MongoCollection<Document> view = database.getCollection("view");
            Map<Integer, Integer> versions = new HashMap<>();
            view.find().forEach(row -> versions.put(row.getInteger("_id"), row.getInteger("version")));
            replaced.forEach((id, version) ->
                    assertThat(versions.getOrDefault(id, -1)).as(which).isGreaterThanOrEqualTo(version));
            assertThat(countByGroup(view, "group", "")).as(which).isEqualTo(view.countDocuments());
            MongoCollection<Document> kept = database.getCollection("kept");
            Document first = kept.find().first();
            assertThat(first != null || rebuilt < 0).as(which).isTrue();
            if (first != null) {
                Integer version = first.getInteger("version");
                assertThat(version).as(which).isGreaterThanOrEqualTo(rebuilt);
                assertThat(kept.countDocuments(eq("version", version)))
                        .as(which)
                        .isEqualTo(KEPT);
                assertThat(kept.countDocuments()).as(which).isEqualTo(KEPT);
            }
        }
        deleteAll(data);
    }

    private static long countByGroup(MongoCollection<Document> collection, String path, String prefix) {
        long count = 0;
        for (int group = 0; group < GROUPS; group++) {
            count += collection.countDocuments(eq(path, prefix.isEmpty() ? (Object) group : prefix + group));
        }
        return count;
    }

    private static void deleteAll(Path data) throws IOException {
        for (String name : WriteTrace.read(data).keySet()) {
            Files.delete(data.resolve(name));
        }
        Files.delete(data);
    }
}
