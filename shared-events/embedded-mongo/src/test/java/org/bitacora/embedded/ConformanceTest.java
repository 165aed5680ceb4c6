package org.bitacora.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a MongoDB-compatible server answers, written as data ({@code src/test/resources/conformance}): documents, a
 * command, and what is expected of it. Runs against this server, with and without indexes, and against a second one that
 * {@code BITACORA_TEST_MONGODB_URI} names; what that one cannot do is said by name, under {@code notBy}.
 *
 * <p>A case has {@code command} and some of: {@code prepare} (commands before it), {@code indexes}, {@code ids} or
 * {@code found} (what its first batch has), {@code reply} (fields of its answer), {@code error} (the code of the command
 * or of its first write error), {@code refused} (an error of any code), {@code left} (what then matches {@code where}).
 */
class ConformanceTest {
    private static final String URI = "BITACORA_TEST_MONGODB_URI";
    private static final List<Document> INDEXES = List.of(
            new Document("key", new Document("tags", 1).append("_id", 1)).append("name", "tags"),
            new Document("key", new Document("day", 1)).append("name", "day"),
            new Document("key", new Document("parts.n", -1)).append("name", "numbers"),
            new Document("key", new Document("who.name", -1).append("day", 1)).append("name", "names"));

    @TempDir
    static Path directory;

    private static EmbeddedMongo embedded;
    private static MongoClient client;

    @BeforeAll
    static void open() {
        embedded = EmbeddedMongo.open(directory.resolve("data"));
        client = MongoClients.create(embedded.connectionString());
    }

    @AfterAll
    static void close() {
        client.close();
        embedded.close();
    }

    @TestFactory
    Stream<DynamicTest> thisServer() throws IOException {
        return cases(client, "this server", List.of());
    }

    @TestFactory
    Stream<DynamicTest> thisServerWithIndexes() throws IOException {
        return cases(client, "this server", INDEXES);
    }

    @TestFactory
    Stream<DynamicTest> anotherServer() throws IOException {
        String uri = System.getenv(URI);
        if (uri == null) {
            System.err.println("SKIPPED: conformance of a second server: " + URI + " names none");
            return Stream.empty();
        }
        MongoClient other = MongoClients.create(uri);
        return cases(other, "FerretDB", List.of()).onClose(other::close);
    }

    private static Stream<DynamicTest> cases(MongoClient client, String server, List<Document> indexes)
            throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : List.of("queries", "writes")) {
            Document suite = read(file);
            for (Document each : suite.getList("cases", Document.class)) {
                Document notBy = each.get("notBy", new Document());
                if (notBy.containsKey(server)) {
                    System.err.println(
                            "SKIPPED by " + server + ": " + each.getString("name") + ": " + notBy.getString(server));
                } else {
                    tests.add(DynamicTest.dynamicTest(
                            file + ": " + each.getString("name"),
                            () -> run(client, suite.getList("documents", Document.class), each, indexes)));
                }
            }
        }
        return tests.stream();
    }

    private static Document read(String file) throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/conformance/" + file + ".json")) {
            return Document.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void run(MongoClient client, List<Document> documents, Document each, List<Document> indexes) {
        MongoDatabase database = client.getDatabase("conformance");
        database.getCollection("c").drop();
        database.getCollection("d").drop();
        MongoCollection<Document> collection = database.getCollection("c");
        collection.insertMany(documents);
        List<Document> wanted = new ArrayList<>(indexes);
        wanted.addAll(each.getList("indexes", Document.class, List.of()));
        if (!wanted.isEmpty()) {
            database.runCommand(new Document("createIndexes", "c").append("indexes", wanted));
        }
        each.getList("prepare", Document.class, List.of()).forEach(database::runCommand);
        Document reply;
        Integer error = null;
        try {
            reply = command(client, database, each.get("command", Document.class));
            List<Document> errors = reply.getList("writeErrors", Document.class, List.of());
            error = errors.isEmpty() ? null : errors.getFirst().getInteger("code");
        } catch (MongoCommandException e) {
            reply = new Document(e.getResponse());
            error = e.getErrorCode();
        }
        if (each.containsKey("refused")) {
            assertThat(error).as("%s", reply).isNotNull();
            return;
        }
        assertThat(error).as("%s", reply).isEqualTo(each.get("error"));
        List<Document> batch = reply.get("cursor", new Document()).getList("firstBatch", Document.class, List.of());
        if (each.containsKey("ids")) {
            assertThat(batch.stream().map(found -> found.get("_id")).toList()).isEqualTo(each.get("ids"));
        }
        if (each.containsKey("found")) {
            assertSame(batch, each.get("found"));
        }
        for (Map.Entry<String, Object> expected :
                each.get("reply", new Document()).entrySet()) {
            assertSame(reply.get(expected.getKey()), expected.getValue());
        }
        if (each.containsKey("left")) {
            Document where = each.get("where", new Document());
            assertSame(collection.find(where).sort(new Document("_id", 1)).into(new ArrayList<>()), each.get("left"));
        }
    }

    private static Document command(MongoClient client, MongoDatabase database, Document command) {
        if (!command.containsKey("renameCollection")) {
            return database.runCommand(command);
        }
        Document qualified = new Document(command);
        qualified.replaceAll((option, value) -> value instanceof String name ? database.getName() + "." + name : value);
        return client.getDatabase("admin").runCommand(qualified);
    }

    /** Equal, numbers by their value whatever their type. */
    private static void assertSame(@Nullable Object actual, @Nullable Object expected) {
        assertThat(NaiveCollection.compare(actual, expected))
                .as("%s should be %s", actual, expected)
                .isZero();
    }
}
