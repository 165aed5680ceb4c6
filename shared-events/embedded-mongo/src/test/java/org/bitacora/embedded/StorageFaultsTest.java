package org.bitacora.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the disk is full, or does not give back what was written to it. */
class StorageFaultsTest {
    private static final Rows.Table TABLE = Rows.Table.ofDocuments(1);
    private static final int OUT_OF_DISK_SPACE = 14031;

    @TempDir
    Path directory;

    private static byte[] key(int number) {
        return Keys.of(new BsonInt32(number));
    }

    private static boolean put(Rows rows, int number, int bytes) {
        rows.put(TABLE, new byte[bytes], key(number));
        return true;
    }

    private static boolean has(Store store, int number) {
        return store.read(rows -> rows.get(TABLE, key(number)) != null);
    }

    private static void assertRefusedForLackOfRoom(Runnable write) {
        assertThatThrownBy(write::run)
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(OUT_OF_DISK_SPACE));
    }

    private Store store(AtomicLong freeBytes) {
        Store store = new Store(directory.resolve("data.sqlite"), freeBytes::get);
        store.write(rows -> {
            rows.create(TABLE);
            return put(rows, 0, 10);
        });
        return store;
    }

    @Test
    void belowItsReserveOfRoomTheStoreRefusesWritesGoesOnReadingAndRecovers() {
        AtomicLong free = new AtomicLong(1L << 40);
        try (Store store = store(free)) {
            free.set(1 << 20);
            assertRefusedForLackOfRoom(() -> store.write(rows -> put(rows, 1, 10)));
            assertThat(has(store, 0)).isTrue();
            assertThat(has(store, 1)).isFalse();
            free.set(1L << 40);
            assertThat(store.<Boolean>write(rows -> put(rows, 1, 10))).isTrue();
            assertThat(has(store, 1)).isTrue();
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAloneAndTheStoreGoesOn() {
        try (Store store = store(new AtomicLong(1L << 40))) {
            store.write(rows -> {
                long pages = Long.parseLong(rows.setting("page_count"));
                return rows.setting("max_page_count=" + (pages + 40));
            });
            List<CompletableFuture<Boolean>> writes = IntStream.range(1, 40)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return store.write(rows -> put(rows, number, number % 4 == 0 ? 1 << 20 : 100));
                        } catch (Refusal e) {
                            assertThat(e.code()).isEqualTo(OUT_OF_DISK_SPACE);
                            return false;
                        }
                    }))
                    .toList();
            for (int number = 1; number < 40; number++) {
                boolean fits = number % 4 != 0;
                assertThat(writes.get(number - 1).join()).as("%d", number).isEqualTo(fits);
                assertThat(has(store, number)).as("%d", number).isEqualTo(fits);
            }
            store.write(rows -> rows.setting("max_page_count=" + Integer.MAX_VALUE));
            assertThat(store.<Boolean>write(rows -> put(rows, 4, 1 << 20))).isTrue();
        }
    }

    @Test
    void aChangeThatFailsLeavesNothingAndOthersAreNotTouchedByIt() {
        try (Store store = store(new AtomicLong(1L << 40))) {
            List<CompletableFuture<Boolean>> writes = IntStream.range(1, 60)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> store.write(rows -> {
                        put(rows, number, 10);
                        if (number % 5 == 0) {
                            throw new IllegalArgumentException("on purpose");
                        }
                        return true;
                    })))
                    .toList();
            for (int number = 1; number < 60; number++) {
                boolean failed = writes.get(number - 1)
                        .handle((done, failure) -> failure != null)
                        .join();
                assertThat(failed).isEqualTo(number % 5 == 0);
                assertThat(has(store, number)).isEqualTo(number % 5 != 0);
            }
        }
    }

    @Test
    void noFlippedBitIsReadAsIfNothingHadHappened() throws Exception {
        long seed = Long.getLong("embedded.seed", 5);
        Random random = new Random(seed);
        Path data = directory.resolve("whole");
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
            collection.createIndex(Indexes.ascending("group", "_id"));
            collection.insertMany(IntStream.range(0, 400)
                    .mapToObj(StorageFaultsTest::document)
                    .toList());
        }
        byte[] whole = Files.readAllBytes(data.resolve("data.sqlite"));
        int told = 0;
        for (int flip = 0; flip < 40; flip++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Path copy = Files.createDirectories(directory.resolve("flip" + flip));
            Files.write(copy.resolve("data.sqlite"), damaged);
            try (EmbeddedMongo mongo = EmbeddedMongo.open(copy);
                    MongoClient client = MongoClients.create(mongo.connectionString())) {
                MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
                for (int group = 0; group < 10; group++) {
                    for (Document found : collection.find(eq("group", group))) {
                        assertThat(found)
                                .as("seed %d flip %d", seed, flip)
                                .isEqualTo(document(found.getInteger("_id")));
                    }
                }
            } catch (MongoException | IllegalStateException e) {
                told++;
            }
        }
        assertThat(told).as("most bits are those of documents").isGreaterThan(20);
    }

    private static Document document(int id) {
        return new Document("_id", id)
                .append("group", id % 10)
                .append("text", "some text of document " + id + " ".repeat(id));
    }

    @Test
    void aLogThatIsDamagedInFrontOfALaterCommitIsRefused() throws Exception {
        Path file = directory.resolve("data.sqlite");
        Path copied = directory.resolve("copy").resolve("data.sqlite");
        Files.createDirectories(copied.getParent());
        try (Store store = store(new AtomicLong(1L << 40))) {
            for (int number = 1; number < 6; number++) {
                int each = number;
                store.write(rows -> put(rows, each, 100));
            }
            Files.copy(file, copied);
            Files.copy(directory.resolve("data.sqlite-wal"), copied.resolveSibling("data.sqlite-wal"));
        }
        byte[] log = Files.readAllBytes(copied.resolveSibling("data.sqlite-wal"));
        try (Store store = new Store(copied, () -> 1L << 40)) {
            assertThat(has(store, 5)).isTrue();
        }
        byte[] damaged = log.clone();
        damaged[32 + 24 + 100] ^= 1;
        Files.write(copied.resolveSibling("data.sqlite-wal"), damaged);
        assertThatThrownBy(() -> new Store(copied, () -> 1L << 40))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("damaged at frame 0");
        Files.write(copied.resolveSibling("data.sqlite-wal"), Arrays.copyOf(log, log.length - 3 * (24 + 8192)));
        new Store(copied, () -> 1L << 40).close();
    }

    @Test
    void aFileOfALaterFormatIsRefused() {
        Path file = directory.resolve("data.sqlite");
        try (Store store = store(new AtomicLong(1L << 40))) {
            store.write(rows -> {
                rows.execute("pragma user_version=4");
                return true;
            });
        }
        assertThatThrownBy(() -> new Store(file, () -> 1L << 40))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("format 4");
    }
}
