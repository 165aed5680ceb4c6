package org.bitacora.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations on the server and on {@link NaiveCollection}, with indexes coming and going: both must answer alike.
 * Prints its seed; {@code -Dembedded.seed=} takes one back, {@code -Dembedded.operations=} makes it longer.
 */
class RandomOperationsTest {
    private static final List<Document> INDEXES = List.of(
            new Document("tags", 1).append("_id", 1),
            new Document("tags", -1),
            new Document("visibility", 1).append("day", -1).append("_id", -1),
            new Document("day", 1),
            new Document("parts.kind", 1).append("day", 1),
            new Document("day", -1).append("visibility", 1),
            new Document("visibility", 1).append("tags", -1).append("day", 1));

    private final long seed = Long.getLong("embedded.seed", System.nanoTime());
    private final int operations = Integer.getInteger("embedded.operations", 4_000);
    private final Random random = new Random(seed);
    private final NaiveCollection model = new NaiveCollection();
    private final Set<Document> indexes = new LinkedHashSet<>();
    private boolean unique;

    @TempDir
    Path directory;

    @Test
    void theServerAnswersAsANaiveModelDoes() {
        System.out.println("seed " + seed);
        int done = 0;
        while (done < operations) {
            try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                    MongoClient client = MongoClients.create(mongo.connectionString())) {
                MongoCollection<Document> collection = client.getDatabase("db").getCollection("c");
                for (int i = 0; i < operations / 4; i++) {
                    String step = "seed " + seed + " operation " + done++ + " indexes " + indexes + ": ";
                    step(collection, step);
                }
                assertThat(collection.find().sort(new Document("_id", 1)).into(new ArrayList<>()))
                        .isEqualTo(new ArrayList<>(model.documents.values()));
                assertThat(collection.estimatedDocumentCount()).isEqualTo(model.documents.size());
            }
        }
    }

    private void step(MongoCollection<Document> collection, String step) {
        switch (random.nextInt(22)) {
            case 0, 1 -> insert(collection, step);
            case 2, 3 -> replace(collection, step);
            case 4 -> updateMany(collection, step);
            case 5 -> findOneAndUpdate(collection, step);
            case 6 -> delete(collection, step);
            case 7 -> changeIndexes(collection);
            default -> find(collection, step);
        }
    }

    private void insert(MongoCollection<Document> collection, String step) {
        List<Document> added = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            added.add(document(id()));
        }
        boolean ordered = random.nextBoolean();
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < added.size() && !(ordered && !refused.isEmpty()); i++) {
            Document document = added.get(i);
            if (model.documents.containsKey(document.get("_id")) || isTaken(document)) {
                refused.add(i);
            } else {
                model.documents.put(document.get("_id"), document);
            }
        }
        List<Integer> told = new ArrayList<>();
        int inserted;
        try {
            inserted = collection
                    .insertMany(added, new InsertManyOptions().ordered(ordered))
                    .getInsertedIds()
                    .size();
        } catch (MongoBulkWriteException e) {
            e.getWriteErrors().forEach(error -> {
                assertThat(error.getCode()).isEqualTo(11000);
                told.add(error.getIndex());
            });
            inserted = e.getWriteResult().getInsertedCount();
        }
        assertThat(told).as(step + "insert %s", added).isEqualTo(refused);
        int expected = ordered && !refused.isEmpty() ? refused.getFirst() : added.size() - refused.size();
        assertThat(inserted).as(step + "insert %s", added).isEqualTo(expected);
    }

    private boolean isTaken(Document document) {
        return unique && model.clashes(document, "code");
    }

    private void replace(MongoCollection<Document> collection, String step) {
        Object id = id();
        Document document = document(id);
        boolean taken = isTaken(document);
        Integer code = codeOf(
                () -> collection.replaceOne(new Document("_id", id), document, new ReplaceOptions().upsert(true)));
        assertThat(code).as(step + "replace %s", document).isEqualTo(taken ? 11000 : null);
        if (!taken) {
            model.documents.put(id, document);
        }
    }

    private void updateMany(MongoCollection<Document> collection, String step) {
        Document filter = filter();
        int day = random.nextInt(10);
        List<Document> matched = model.find(filter, new Document());
        long modified = 0;
        for (Document document : matched) {
            modified +=
                    NaiveCollection.compare(document.get("day"), day) != 0 || !(document.get("day") instanceof Integer)
                            ? 1
                            : 0;
            document.put("day", day);
        }
        var result = collection.updateMany(filter, new Document("$set", new Document("day", day)));
        assertThat(result.getMatchedCount()).as(step + "updateMany %s", filter).isEqualTo(matched.size());
        assertThat(result.getModifiedCount()).as(step + "updateMany %s", filter).isEqualTo(modified);
    }

    private void findOneAndUpdate(MongoCollection<Document> collection, String step) {
        Document filter = filter();
        Document sort = new Document("_id", random.nextBoolean() ? 1 : -1);
        List<Document> matched = model.find(filter, sort);
        Document expected = null;
        if (!matched.isEmpty()) {
            expected = matched.getFirst();
            expected.put("visibility", "v1");
        }
        Document found = collection.findOneAndUpdate(
                filter,
                new Document("$set", new Document("visibility", "v1")),
                new FindOneAndUpdateOptions().sort(sort).returnDocument(ReturnDocument.AFTER));
        assertThat(found).as(step + "findOneAndUpdate %s", filter).isEqualTo(expected);
    }

    private void delete(MongoCollection<Document> collection, String step) {
        Document filter = random.nextInt(4) == 0
                ? new Document("$and", List.of(filter(), new Document("day", random.nextInt(10))))
                : new Document("_id", id());
        List<Document> matched = model.find(filter, new Document());
        matched.forEach(document -> model.documents.remove(document.get("_id")));
        assertThat(collection.deleteMany(filter).getDeletedCount())
                .as(step + "delete %s", filter)
                .isEqualTo(matched.size());
    }

    private void changeIndexes(MongoCollection<Document> collection) {
        Document index = INDEXES.get(random.nextInt(INDEXES.size()));
        if (random.nextInt(8) == 0) {
            boolean clash = model.documents.values().stream().anyMatch(each -> model.clashes(each, "code"));
            Integer code =
                    codeOf(() -> collection.createIndex(new Document("code", 1), new IndexOptions().unique(true)));
            assertThat(code).isEqualTo(clash ? 11000 : null);
            unique |= !clash;
        } else if (indexes.remove(index)) {
            collection.dropIndex(index);
        } else {
            collection.createIndex(index);
            indexes.add(index);
        }
    }

    private void find(MongoCollection<Document> collection, String step) {
        Document filter = filter();
        Document sort = sort();
        int skip = random.nextInt(3) == 0 ? random.nextInt(10) : 0;
        int limit = random.nextInt(2) == 0 ? 1 + random.nextInt(20) : 0;
        boolean idsOnly = random.nextInt(3) == 0;
        List<Document> expected = model.find(filter, sort);
        assertThat(collection.countDocuments(filter))
                .as(step + "count %s", filter)
                .isEqualTo(expected.size());
        List<Document> found = collection
                .find(filter)
                .sort(sort)
                .skip(skip)
                .limit(limit)
                .batchSize(1 + random.nextInt(30))
                .projection(idsOnly ? new Document("_id", 1) : null)
                .into(new ArrayList<>());
        List<Document> window = expected.subList(Math.min(skip, expected.size()), expected.size());
        window = limit == 0 ? window : window.subList(0, Math.min(limit, window.size()));
        assertThat(found)
                .as(step + "find %s sort %s skip %d limit %d", filter, sort, skip, limit)
                .isEqualTo(
                        idsOnly
                                ? window.stream()
                                        .map(each -> new Document("_id", each.get("_id")))
                                        .toList()
                                : window);
    }

    /** Always down to {@code _id}, so that there is one right answer. */
    private Document sort() {
        Document sort = new Document();
        int direction = random.nextBoolean() ? 1 : -1;
        for (String path : List.of("visibility", "day", "tags", "parts.kind")) {
            if (random.nextInt(4) == 0) {
                sort.append(path, random.nextInt(5) == 0 ? -direction : direction);
            }
        }
        return sort.append("_id", random.nextInt(5) == 0 ? -direction : direction);
    }

    private Document filter() {
        Document filter = new Document();
        for (int i = random.nextInt(4); i >= 0; i--) {
            switch (random.nextInt(9)) {
                case 0 -> filter.append("_id", random.nextBoolean() ? id() : range(this::id));
                case 1, 2 -> filter.append("tags", condition(() -> "t" + random.nextInt(8)));
                case 3, 4 -> filter.append("visibility", condition(() -> "v" + random.nextInt(3)));
                case 5, 6 -> filter.append("day", random.nextBoolean() ? range(this::day) : condition(this::day));
                case 7 -> filter.append("parts.kind", condition(() -> "k" + random.nextInt(4)));
                default ->
                    filter.append(
                            "$or",
                            List.of(
                                    new Document("day", range(this::day)),
                                    new Document("tags", condition(() -> "t" + random.nextInt(8)))));
            }
        }
        return filter;
    }

    private Document range(Supplier<@Nullable Object> value) {
        Document range = new Document();
        if (random.nextInt(4) != 0) {
            range.append(random.nextBoolean() ? "$gt" : "$gte", value.get());
        }
        if (range.isEmpty() || random.nextBoolean()) {
            range.append(random.nextBoolean() ? "$lt" : "$lte", value.get());
        }
        return range;
    }

    private @Nullable Object condition(Supplier<@Nullable Object> value) {
        List<@Nullable Object> several = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            several.add(value.get());
        }
        return switch (random.nextInt(11)) {
            case 0, 1, 2, 3 -> several.getFirst();
            case 4, 5, 6 -> new Document("$in", several);
            case 7 -> new Document("$all", several);
            case 8 -> new Document("$ne", several.getFirst());
            case 9 -> new Document("$elemMatch", new Document("$in", several));
            default -> range(value);
        };
    }

    private Object id() {
        int number = random.nextInt(150);
        return number % 3 == 0 ? "s" + number : (Object) (long) number;
    }

    private @Nullable Object day() {
        int number = random.nextInt(10);
        return switch (random.nextInt(6)) {
            case 0 -> (long) number;
            case 1 -> number + 0.5;
            case 2 -> random.nextInt(6) == 0 ? null : number;
            default -> number;
        };
    }

    private Document document(Object id) {
        Document document =
                new Document("_id", id).append("code", unique || random.nextInt(3) == 0 ? random.nextInt(100_000) : id);
        if (random.nextInt(8) != 0) {
            document.append("day", day());
        }
        if (random.nextInt(8) != 0) {
            document.append("visibility", "v" + random.nextInt(3));
        }
        if (random.nextInt(8) != 0) {
            List<Object> tags = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                tags.add(random.nextInt(6) == 0 ? (Object) random.nextInt(3) : "t" + random.nextInt(8));
            }
            document.append("tags", random.nextInt(8) == 0 ? "t" + random.nextInt(8) : tags);
        }
        if (random.nextInt(3) == 0) {
            List<Document> parts = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                parts.add(new Document(random.nextInt(4) == 0 ? "other" : "kind", "k" + random.nextInt(4)));
            }
            document.append("parts", parts);
        }
        return document;
    }

    private static @Nullable Integer codeOf(Runnable operation) {
        try {
            operation.run();
            return null;
        } catch (MongoWriteException e) {
            return e.getError().getCode();
        } catch (MongoCommandException e) {
            return e.getErrorCode();
        } catch (MongoException e) {
            return e.getCode();
        }
    }
}
