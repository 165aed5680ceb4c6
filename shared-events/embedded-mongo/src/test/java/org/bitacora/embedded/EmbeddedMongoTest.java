package org.bitacora.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {
    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedIsThereAfterReopening() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> commits = client.getDatabase("record").getCollection("commits");
            commits.createIndex(Indexes.ascending("keys", "_id"));
            for (long i = 0; i < 100; i++) {
                commits.insertOne(new Document("_id", i).append("keys", List.of("a" + i % 10, "b" + i % 7)));
            }
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> commits = client.getDatabase("record").getCollection("commits");
            List<Long> found = new ArrayList<>();
            commits.find(and(in("keys", "a3", "b1"), lt("_id", 40L)))
                    .projection(Projections.include("_id"))
                    .sort(Sorts.ascending("_id"))
                    .batchSize(2)
                    .forEach(document -> found.add(document.getLong("_id")));
            assertThat(found).containsExactly(1L, 3L, 8L, 13L, 15L, 22L, 23L, 29L, 33L, 36L);
            assertThat(commits.find().sort(Sorts.descending("_id")).limit(1).first())
                    .containsEntry("_id", 99L);
            assertThat(commits.countDocuments()).isEqualTo(100);
            assertThat(commits.countDocuments(gte("_id", 90L))).isEqualTo(10);
            assertThatThrownBy(() -> commits.insertOne(new Document("_id", 5L)))
                    .isInstanceOfSatisfying(
                            MongoWriteException.class,
                            e -> assertThat(e.getError().getCode()).isEqualTo(11000));
        }
    }

    @Test
    void aViewIsWrittenAndReadAsAProjectionDoes() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> view = client.getDatabase("views").getCollection("inbox");
            view.createIndex(Indexes.compoundIndex(Indexes.ascending("visibility"), Indexes.descending("day", "_id")));
            List<ReplaceOneModel<Document>> writes = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Document row = new Document("_id", "r" + i)
                        .append("visibility", "v" + i % 3)
                        .append("day", i % 20);
                writes.add(new ReplaceOneModel<>(eq("_id", "r" + i), row, new ReplaceOptions().upsert(true)));
            }
            assertThat(view.bulkWrite(writes).getUpserts()).hasSize(300);
            List<String> page = new ArrayList<>();
            view.find(and(eq("visibility", "v1"), lt("day", 5)))
                    .sort(Sorts.descending("day", "_id"))
                    .limit(4)
                    .forEach(row -> page.add(row.getInteger("day") + row.getString("_id")));
            assertThat(page)
                    .containsExactly("4r64", "4r4", "4r304".replace("304", "244"), "4r184")
                    .isNotEmpty();
            assertThat(view.updateMany(eq("visibility", "v1"), Updates.set("seen", true))
                            .getModifiedCount())
                    .isEqualTo(100);
            Document next = view.findOneAndUpdate(
                    eq("_id", "counter"),
                    Updates.inc("value", 1),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
            assertThat(next).containsEntry("value", 1);
            assertThat(view.deleteMany(eq("seen", true)).getDeletedCount()).isEqualTo(100);
        }
    }

    @Test
    void aWriteThatWantsNoAnswerIsMadeAndNotAnswered() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString() + "&maxPoolSize=1")) {
            MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
            for (int i = 0; i < 3; i++) {
                collection.withWriteConcern(WriteConcern.UNACKNOWLEDGED).insertOne(new Document("_id", i));
            }
            assertThat(collection.countDocuments()).isEqualTo(3);
        }
    }

    @Test
    void whatIsMalformedIsRefusedAloneAmongTheStatementsOfACommand() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
            collection.insertMany(List.of(new Document("_id", 1), new Document("_id", 2)));
            Document malformed = new Document("_id", new Document("$in", 3));
            assertThatThrownBy(() -> collection.bulkWrite(
                            List.of(
                                    new DeleteOneModel<>(eq("_id", 1)),
                                    new DeleteOneModel<>(malformed),
                                    new DeleteOneModel<>(eq("_id", 2))),
                            new BulkWriteOptions().ordered(false)))
                    .isInstanceOfSatisfying(
                            MongoBulkWriteException.class,
                            e -> assertThat(e.getWriteErrors())
                                    .singleElement()
                                    .satisfies(error ->
                                            assertThat(error.getIndex()).isEqualTo(1)));
            assertThat(collection.countDocuments()).isZero();
            Document negative = new Document("find", "c").append("skip", -1);
            assertThatThrownBy(() -> client.getDatabase("db").runCommand(negative))
                    .hasMessageContaining("skip");
        }
    }

    @Test
    void aCursorThatNobodyUsesIsForgotten() throws Exception {
        DataDirectory owned = DataDirectory.own(directory);
        try (EmbeddedMongo mongo = EmbeddedMongo.open(owned, new Reads(Duration.ofMillis(50)));
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
            for (int i = 0; i < 10; i++) {
                collection.insertOne(new Document("_id", i));
            }
            try (MongoCursor<Document> cursor = collection.find().batchSize(4).iterator()) {
                for (int i = 0; i < 4; i++) {
                    cursor.next();
                }
                Thread.sleep(200);
                assertThatThrownBy(cursor::next).isInstanceOf(MongoCursorNotFoundException.class);
            }
        }
    }

    @Test
    void aCursorGoesOnWhereItWasWhileDocumentsComeAndGo() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
            for (int i = 0; i < 10; i++) {
                collection.insertOne(new Document("_id", i * 10));
            }
            List<Integer> seen = new ArrayList<>();
            try (MongoCursor<Document> cursor =
                    collection.find().sort(Sorts.ascending("_id")).batchSize(3).iterator()) {
                for (int i = 0; i < 3; i++) {
                    seen.add(cursor.next().getInteger("_id"));
                }
                collection.deleteOne(eq("_id", 20));
                collection.deleteOne(eq("_id", 40));
                collection.insertOne(new Document("_id", 15));
                collection.insertOne(new Document("_id", 45));
                cursor.forEachRemaining(document -> seen.add(document.getInteger("_id")));
            }
            assertThat(seen).containsExactly(0, 10, 20, 30, 45, 50, 60, 70, 80, 90);
            try (MongoCursor<Document> cursor = collection.find().batchSize(3).iterator()) {
                cursor.next();
                collection.drop();
                assertThatThrownBy(() -> cursor.forEachRemaining(document -> {}))
                        .isInstanceOf(MongoException.class)
                        .hasMessageContaining("went away");
            }
        }
    }

    @Test
    void anIndexIsBuiltWhileOthersWrite() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                documents.add(new Document("_id", i).append("group", i % 7));
            }
            collection.insertMany(documents);
            AtomicBoolean built = new AtomicBoolean();
            try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
                Future<Integer> writing = threads.submit(() -> {
                    int next = 5_000;
                    for (; !built.get(); next++) {
                        collection.insertOne(new Document("_id", next).append("group", next % 7));
                        collection.updateOne(eq("_id", next - 4_000), Updates.set("group", 3));
                        collection.deleteOne(eq("_id", next - 5_000));
                    }
                    return next;
                });
                collection.createIndex(Indexes.ascending("group"));
                built.set(true);
                assertThat(writing.get()).isGreaterThan(5_000);
            }
            long grouped = 0;
            for (int group = 0; group < 7; group++) {
                grouped += collection.countDocuments(eq("group", group));
            }
            assertThat(grouped).isEqualTo(5_000).isEqualTo(collection.estimatedDocumentCount());
        }
    }

    @Test
    void aValueOfAnyTypeIsKeptAsItIsAndComparedOrRefusedByName() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<BsonDocument> collection = client.getDatabase("db").getCollection("c", BsonDocument.class);
            List<BsonValue> compared = new ArrayList<>();
            for (int subtype : List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 128, 255)) {
                compared.add(new BsonBinary((byte) subtype, new byte[16]));
            }
            compared.addAll(List.of(new BsonObjectId(), new BsonDateTime(-1), new BsonTimestamp(7), BsonBoolean.TRUE));
            List<BsonValue> others = List.of(
                    new BsonUndefined(),
                    new BsonSymbol("s"),
                    new BsonDecimal128(Decimal128.POSITIVE_ZERO),
                    new BsonRegularExpression("a", "i"),
                    new BsonJavaScript("f"),
                    new BsonJavaScriptWithScope("f", new BsonDocument("s", new BsonInt32(1))),
                    new BsonDbPointer("n", new ObjectId()),
                    new BsonMinKey(),
                    new BsonMaxKey());
            for (List<BsonValue> values : List.of(compared, others)) {
                for (BsonValue value : values) {
                    BsonValue id = new BsonObjectId();
                    BsonDocument kept = new BsonDocument("_id", id).append("in", value);
                    collection.insertOne(kept);
                    assertThat(collection.find(eq("_id", id)).first()).isEqualTo(kept);
                    if (values.equals(others)) {
                        assertThatThrownBy(
                                        () -> collection.find(eq("in", value)).first())
                                .isInstanceOf(MongoException.class)
                                .hasMessageContaining(value.getBsonType().name());
                        collection.deleteOne(eq("_id", id));
                    } else {
                        assertThat(collection.find(eq("in", value))).containsExactly(kept);
                    }
                }
            }
        }
    }

    @Test
    void thousandsOfValuesAreFoundThroughAnIndexAndWithout() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
            collection.createIndex(Indexes.ascending("tags", "_id"));
            List<Integer> all = IntStream.range(0, 25_000).boxed().toList();
            collection.insertMany(all.stream()
                    .map(i -> new Document("_id", i).append("tags", List.of("a" + i, "b" + i)))
                    .toList());
            for (int some : List.of(150, 5_000, 25_000)) {
                List<Integer> ids = all.subList(0, some);
                List<String> tags = ids.stream().map(i -> "b" + i).toList();
                for (Bson filter : List.of(in("_id", ids), in("tags", tags), and(in("tags", tags), in("_id", ids)))) {
                    List<Integer> found = new ArrayList<>();
                    collection
                            .find(filter)
                            .sort(Sorts.ascending("_id"))
                            .batchSize(4_000)
                            .forEach(document -> found.add(document.getInteger("_id")));
                    assertThat(found).isEqualTo(ids);
                }
            }
        }
    }
}
