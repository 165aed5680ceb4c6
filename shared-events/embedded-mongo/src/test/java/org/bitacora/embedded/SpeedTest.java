package org.bitacora.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the module's README says of speed. Not part of the ordinary tests: {@code -Dembedded.speed=1000000} says on how
 * many documents. Driver and server share one heap, so the figures are those of a whole process.
 */
@EnabledIfSystemProperty(named = "embedded.speed", matches = "\\d+")
class SpeedTest {
    private static final int PAYLOAD_BYTES = 1_200;
    private static final int ACCOUNT_HITS = 20;

    private final int documents = Integer.getInteger("embedded.speed", 0);
    private final Random random = new Random(7);
    private final AtomicLong position = new AtomicLong();

    @TempDir
    Path directory;

    @Test
    void theFiguresOfTheReadme() throws Exception {
        Path data = directory.resolve("data");
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> commits = client.getDatabase("record").getCollection("commits");
            commits.createIndex(Indexes.ascending("keys", "_id"));
            insert(commits, 1, 10);
            double bare = bare();
            double one = insert(commits, 1, 5);
            bare = (bare + bare()) / 2;
            tell("bare write + force: %.0f/s; one client: %.0f/s; ratio %.2f", bare, one, one / bare);
            tell("16 clients: %.0f/s; 64 clients: %.0f/s", insert(commits, 16, 5), insert(commits, 64, 5));
            long payload = load(commits);
            tell("on the disk: %.2f x payload", size(data) / (double) payload);
            read(client, commits, "idle");
            AtomicBoolean stop = new AtomicBoolean();
            try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
                Future<Integer> written = writer.submit(() -> {
                    int count = 0;
                    for (; !stop.get(); count++) {
                        commits.insertOne(document(position.getAndIncrement()));
                    }
                    return count;
                });
                read(client, commits, "under a writer");
                stop.set(true);
                tell("meanwhile written: %d", written.get());
            }
            long started = System.nanoTime();
            long read = 0;
            for (Document document : commits.find().batchSize(1_000)) {
                read += document.isEmpty() ? 0 : 1;
            }
            tell("full cursor: %.0f documents/s", read / seconds(started));
            assertThat(read).isEqualTo(position.get());
        }
        reopen(data, "a clean stop");
        CrashTest.writeUntilKilled(data, 3_000);
        reopen(data, "a kill");
        replaceForAMinute(directory.resolve("replaced"));
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not among our dependencies
    private static void tell(String figure, Object... values) {
        System.out.println("SPEED " + String.format(java.util.Locale.ROOT, figure, values));
    }

    private static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private Document document(long id) {
        byte[] payload = new byte[PAYLOAD_BYTES];
        new Random(id).nextBytes(payload);
        return new Document("_id", id)
                .append("n", 1)
                .append("events", List.of(new Document("type", "Placed").append("payload", new Binary(payload))))
                .append(
                        "keys",
                        List.of("kind:" + id % 10, "account:" + account(id), "order:" + id, "tenant:" + id % 100));
    }

    private long account(long id) {
        return id * 7_919 % (documents / ACCOUNT_HITS);
    }

    private double bare() throws IOException {
        Path file = directory.resolve("bare");
        byte[] bytes = new byte[1_400];
        random.nextBytes(bytes);
        int count = 0;
        long started = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (seconds(started) < 3) {
                channel.write(ByteBuffer.wrap(bytes));
                channel.force(false);
                count++;
            }
        }
        double rate = count / seconds(started);
        Files.delete(file);
        return rate;
    }

    private double insert(MongoCollection<Document> commits, int clients, int seconds) throws Exception {
        AtomicLong count = new AtomicLong();
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    while (seconds(started) < seconds) {
                        commits.insertOne(document(position.getAndIncrement()));
                        count.incrementAndGet();
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return count.get() / seconds(started);
    }

    private long load(MongoCollection<Document> commits) {
        long started = System.nanoTime();
        long before = position.get();
        long bytes = 0;
        while (position.get() < documents) {
            List<Document> batch = new ArrayList<>();
            while (batch.size() < 500 && position.get() < documents) {
                batch.add(document(position.getAndIncrement()));
            }
            commits.insertMany(batch);
        }
        tell("loading: %.0f documents/s", (position.get() - before) / seconds(started));
        for (long id = 0; id < 1_000; id++) {
            bytes += org.bson.RawBsonDocument.parse(document(id).toJson())
                    .getByteBuffer()
                    .remaining();
        }
        return bytes / 1_000 * position.get();
    }

    private void read(MongoClient client, MongoCollection<Document> commits, String when) {
        measure(
                "a ping, which reads nothing, " + when,
                () -> client.getDatabase("record")
                        .runCommand(new Document("ping", 1))
                        .size());
        measure(
                "a tag of 20 documents, " + when,
                () -> commits.find(eq("keys", "account:" + anAccount()))
                        .sort(Sorts.ascending("_id"))
                        .into(new ArrayList<>())
                        .size());
        measure("ids of 20 tags, " + when, () -> {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                keys.add("account:" + anAccount());
            }
            return commits.find(in("keys", keys))
                    .projection(Projections.include("_id"))
                    .sort(Sorts.ascending("_id"))
                    .batchSize(1_000)
                    .into(new ArrayList<>())
                    .size();
        });
        measure(
                "the head, " + when,
                () -> commits.find()
                        .sort(Sorts.descending("_id"))
                        .limit(1)
                        .into(new ArrayList<>())
                        .size());
    }

    private int anAccount() {
        return random.nextInt(documents / ACCOUNT_HITS);
    }

    private interface Reading {
        int hits();
    }

    private static void measure(String what, Reading reading) {
        for (int i = 0; i < 300; i++) {
            reading.hits();
        }
        long[] nanos = new long[1_500];
        long hits = 0;
        for (int i = 0; i < nanos.length; i++) {
            long started = System.nanoTime();
            hits += reading.hits();
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        tell(
                "%s: median %.2f ms, p99 %.2f ms (%.1f hits)",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                hits / (double) nanos.length);
    }

    private static void reopen(Path data, String after) {
        long started = System.nanoTime();
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data)) {
            double opened = seconds(started);
            try (MongoClient client = MongoClients.create(mongo.connectionString())) {
                client.getDatabase("record")
                        .getCollection("commits")
                        .find()
                        .sort(Sorts.descending("_id"))
                        .first();
            }
            tell("open after %s: %.2f s, with the head: %.2f s", after, opened, seconds(started));
        }
    }

    private void replaceForAMinute(Path data) throws IOException {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> view = client.getDatabase("views").getCollection("v");
            view.createIndex(Indexes.ascending("tags", "_id"));
            long started = System.nanoTime();
            long count = 0;
            while (seconds(started) < 60) {
                byte[] payload = new byte[2_000];
                random.nextBytes(payload);
                long id = count++ % 1_000;
                Document row = new Document("_id", id)
                        .append("payload", new Binary(payload))
                        .append("tags", List.of("t" + random.nextInt(50), "t" + random.nextInt(50)));
                view.replaceOne(eq("_id", id), row, new ReplaceOptions().upsert(true));
            }
            tell("replaced %d documents in a minute; on the disk: %.1f x live data", count, size(data) / 2.1e6);
        }
    }

    private static long size(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
