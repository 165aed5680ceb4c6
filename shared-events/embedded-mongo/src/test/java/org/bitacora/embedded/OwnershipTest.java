package org.bitacora.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may open a data directory, and who is let in to the server on it. */
class OwnershipTest {
    @TempDir
    Path directory;

    /** Another process: tries to open the directory, and then to come in by the connection its owner left. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) {
            Path path = Path.of(arguments[0]);
            try {
                EmbeddedMongo.open(path).close();
                System.out.println("opened");
            } catch (DataDirectoryInUse e) {
                System.out.println(e.getMessage());
            }
            EmbeddedMongo.connectionOfOwner(path)
                    .ifPresentOrElse(
                            connection -> {
                                try (MongoClient client = MongoClients.create(connection)) {
                                    client.getDatabase("db")
                                            .getCollection("c")
                                            .insertOne(new Document("from", "outside"));
                                }
                            },
                            () -> System.out.println("nobody"));
        }
    }

    private String runOther() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void anotherProcessIsToldWhoOwnsTheDirectoryAndComesInByTheFileItLeft() throws Exception {
        assertThat(EmbeddedMongo.connectionOfOwner(directory.resolve("absent"))).isEmpty();
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            String port = mongo.connectionString().replaceFirst(".*:(\\d+)/.*", "$1");
            assertThat(runOther())
                    .contains("process " + ProcessHandle.current().pid())
                    .contains("port " + port);
            assertThat(client.getDatabase("db").getCollection("c").find().first())
                    .containsEntry("from", "outside");
            assertThat(EmbeddedMongo.connectionOfOwner(directory)).contains(mongo.connectionString());
            assertThatThrownBy(() -> EmbeddedMongo.open(directory)).isInstanceOf(DataDirectoryInUse.class);
            assertThat(runOther())
                    .as("asking must not have cost the owner its lock")
                    .contains("is in use by");
        }
        assertThat(EmbeddedMongo.connectionOfOwner(directory)).isEmpty();
        assertThat(runOther()).contains("opened").contains("nobody");
    }

    @Test
    void onlyTheOwnerMayReadHowToReachTheServer() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory.resolve("new"))) {
            Path file = directory.resolve("new").resolve("connection");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).startsWith(mongo.connectionString());
            assertThat(Files.readString(directory.resolve("new").resolve("README.txt")))
                    .contains("back it up");
        }
        assertThat(directory.resolve("new").resolve("connection")).isEmptyFile();
    }

    @Test
    void aDriverThatDoesNotNameTheSecretIsNotLetIn() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory)) {
            for (String guess : new String[] {"", "guess", secretOf(mongo).substring(1)}) {
                MongoClientSettings settings = MongoClientSettings.builder()
                        .applyConnectionString(
                                new ConnectionString(mongo.connectionString().replace(secretOf(mongo), guess)))
                        .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                        .build();
                try (MongoClient client = MongoClients.create(settings)) {
                    assertThatThrownBy(() -> client.listDatabaseNames().first()).isInstanceOf(MongoException.class);
                }
            }
        }
    }

    @Test
    void aConnectionThatBeginsWithAnythingElseIsClosed() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(directory)) {
            int port = new ConnectionString(mongo.connectionString())
                    .getHosts()
                    .getFirst()
                    .transform(host -> Integer.parseInt(host.substring(host.indexOf(':') + 1)));
            byte[] listing = message(new Document("listDatabases", 1).append("$db", "admin"));
            byte[] huge = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(Integer.MAX_VALUE)
                    .array();
            for (byte[] bytes :
                    new byte[][] {listing, huge, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)}) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                        InputStream answer = socket.getInputStream()) {
                    socket.setSoTimeout(10_000);
                    socket.getOutputStream().write(bytes);
                    assertThat(answer.read()).isEqualTo(-1);
                }
            }
        }
    }

    private static byte[] message(Document command) {
        byte[] body =
                RawBsonDocument.parse(command.toJson()).getByteBuffer().asNIO().array();
        return ByteBuffer.allocate(21 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(21 + body.length)
                .putInt(1)
                .putInt(0)
                .putInt(2013)
                .putInt(0)
                .put((byte) 0)
                .put(body)
                .array();
    }

    private static String secretOf(EmbeddedMongo mongo) {
        String connection = mongo.connectionString();
        return connection.substring(connection.indexOf("appName=") + "appName=".length());
    }
}
