package org.bitacora.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes, with {@code SIGKILL}, again and again: all that it said was acknowledged must be there,
 * and indexes must agree with documents. {@code -Dembedded.kills=200} makes it longer.
 */
class CrashTest {
    private static final int WRITERS = 16;
    private static final int MODULUS = 20;

    private final int kills = Integer.getInteger("embedded.kills", 20);
    private final Random random = new Random(Long.getLong("embedded.seed", 11));

    @TempDir
    Path directory;

    /** The process that is killed: prints the {@code _id} of each acknowledged insert. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            EmbeddedMongo mongo = EmbeddedMongo.open(Path.of(arguments[0]));
            MongoClient client = MongoClients.create(mongo.connectionString());
            MongoDatabase database = client.getDatabase("record");
            MongoCollection<Document> commits = database.getCollection("commits");
            commits.createIndex(Indexes.ascending("keys", "_id"));
            Document head = commits.find().sort(Sorts.descending("_id")).first();
            AtomicLong next = new AtomicLong(head == null ? 0 : head.getLong("_id") + 1);
            for (int i = 0; i < WRITERS; i++) {
                Thread.ofPlatform().start(() -> {
                    while (true) {
                        long id = next.getAndIncrement();
                        commits.insertOne(commit(id));
                        synchronized (next) {
                            System.out.println("acknowledged " + id + ".");
                        }
                    }
                });
            }
            MongoCollection<Document> view = database.getCollection("view");
            view.createIndex(Indexes.ascending("group"));
            Random random = new Random();
            for (int n = 0; ; n++) {
                Document row = new Document("_id", "v" + random.nextInt(100))
                        .append("group", random.nextInt(MODULUS))
                        .append("n", n)
                        .append("padding", "x".repeat(500));
                view.replaceOne(eq("_id", row.get("_id")), row, new ReplaceOptions().upsert(true));
            }
        }
    }

    private static Document commit(long id) {
        return new Document("_id", id)
                .append("payload", "p".repeat(700 + (int) (id % 700)))
                .append("keys", List.of("m:" + id % MODULUS, "k:" + id));
    }

    /** Has a process write to the directory, kills it after a while, and returns what it said was acknowledged. */
    static Set<Long> writeUntilKilled(Path directory, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Long> acknowledged = new TreeSet<>();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            Thread killer = Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                process.toHandle()
                        .destroyForcibly(); // unlike Process.destroyForcibly this leaves what was printed readable
            });
            for (; line != null; line = lines.readLine()) {
                // The last line may have been cut: only the full stop says that the number is whole.
                if (line.startsWith("acknowledged ") && line.endsWith(".")) {
                    acknowledged.add(Long.valueOf(line.substring("acknowledged ".length(), line.length() - 1)));
                }
            }
            killer.join();
            process.waitFor();
        }
        return acknowledged;
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        Set<Long> acknowledged = new TreeSet<>();
        for (int kill = 0; kill < kills; kill++) {
            Set<Long> now = writeUntilKilled(directory, 100 + random.nextInt(400));
            assertThat(now).as("kill %d: nothing was written", kill).isNotEmpty();
            acknowledged.addAll(now);
            verify(acknowledged, kill);
        }
        System.out.println("kills " + kills + ", acknowledged " + acknowledged.size());
    }

    private void verify(Set<Long> acknowledged, int kill) {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoDatabase database = client.getDatabase("record");
            Set<Long> present = new TreeSet<>();
            for (Document document : database.getCollection("commits").find().batchSize(1_000)) {
                assertThat(document).isEqualTo(commit(document.getLong("_id")));
                present.add(document.getLong("_id"));
            }
            Set<Long> byKey = new TreeSet<>();
            for (int group = 0; group < MODULUS; group++) {
                database.getCollection("commits")
                        .find(eq("keys", "m:" + group))
                        .projection(Projections.include("_id"))
                        .forEach(document -> byKey.add(document.getLong("_id")));
            }
            assertThat(present).as("kill %d", kill).containsAll(acknowledged);
            assertThat(byKey).as("kill %d", kill).isEqualTo(present);
            MongoCollection<Document> view = database.getCollection("view");
            long grouped = 0;
            for (int group = 0; group < MODULUS; group++) {
                grouped += view.countDocuments(eq("group", group));
            }
            assertThat(grouped).as("kill %d", kill).isEqualTo(view.countDocuments());
        }
    }
}
