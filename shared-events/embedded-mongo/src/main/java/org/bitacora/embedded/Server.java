package org.bitacora.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a loopback port of its own and answers who comes in there. A client is let in if its first message (a
 * {@code hello}, or {@code isMaster} as drivers still begin with) names this server's secret as the name of the
 * application; whatever else comes first closes the connection.
 *
 * <p><b>Threads.</b> One that lets in, and one for each connection, which answers its commands one after the other.
 *
 * <p><b>Bounds.</b> {@value #CLIENTS_MAX} connections; who comes later is closed. A message has at most
 * {@value #MESSAGE_BYTES_MAX} bytes, before its sender is let in {@value #GREETING_BYTES_MAX}, and then it must come
 * within {@value #GREETING_MILLIS_MAX} ms.
 */
final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** MongoDB 7.0's, so that drivers speak as they do to it. */
    private static final int WIRE_VERSION = 21;

    private static final int MESSAGE_BYTES_MAX = 48_000_000;
    private static final int GREETING_BYTES_MAX = 64 << 10;
    private static final int GREETING_MILLIS_MAX = 10_000;
    private static final int WRITES_OF_ONE_COMMAND_MAX = 100_000;
    private static final int CLIENTS_MAX = 1_000;
    private static final int COMMANDS_FINISH_SECONDS_MAX = 30;

    private final ServerSocket listening;
    private final byte[] secret;
    private final UnaryOperator<BsonDocument> commands;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("bitacora-mongo-", 0).factory());

    Server(String secret, UnaryOperator<BsonDocument> commands) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.commands = commands;
        try {
            listening = new ServerSocket(0, CLIENTS_MAX, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::letIn);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void letIn() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                clients.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException e) {
                if (!listening.isClosed()) {
                    log.warn("A connection could not be let in: {}", e.toString());
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(GREETING_MILLIS_MAX);
            InputStream in = new BufferedInputStream(client.getInputStream());
            boolean admitted = false;
            Message message = clients.size() > CLIENTS_MAX ? null : Message.read(in, GREETING_BYTES_MAX);
            while (message != null) {
                boolean greeting = Set.of("hello", "isMaster", "ismaster")
                        .contains(message.command().getFirstKey());
                admitted |= greeting && namesTheSecret(message.command());
                if (!admitted || (message.isQuery() && !greeting)) {
                    log.warn("Closed a connection that did not name the secret");
                    return;
                }
                client.setSoTimeout(0);
                message.answer(greeting ? greeting() : commands.apply(message.command()), client.getOutputStream());
                message = Message.read(in, MESSAGE_BYTES_MAX);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("Closed a connection that could not be understood: {}", e.toString());
        } finally {
            clients.remove(client);
        }
    }

    /** Compares without telling by the time it takes how much of the secret was right. */
    private boolean namesTheSecret(BsonDocument greeting) {
        return greeting.get("client") instanceof BsonDocument client
                && client.get("application") instanceof BsonDocument application
                && application.isString("name")
                && MessageDigest.isEqual(
                        secret, application.getString("name").getValue().getBytes(StandardCharsets.UTF_8));
    }

    private static BsonDocument greeting() {
        return new BsonDocument("helloOk", BsonBoolean.TRUE)
                .append("isWritablePrimary", BsonBoolean.TRUE)
                .append("ismaster", BsonBoolean.TRUE)
                .append("maxBsonObjectSize", new BsonInt32(Collection.DOCUMENT_BYTES_MAX))
                .append("maxMessageSizeBytes", new BsonInt32(MESSAGE_BYTES_MAX))
                .append("maxWriteBatchSize", new BsonInt32(WRITES_OF_ONE_COMMAND_MAX))
                .append("localTime", new BsonDateTime(System.currentTimeMillis()))
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(WIRE_VERSION))
                .append("readOnly", BsonBoolean.FALSE)
                .append("ok", new BsonDouble(1));
    }

    /** Lets nobody in any more and reads nothing more; commands that have begun are still answered. */
    @Override
    public void close() {
        try {
            listening.close();
            for (Socket client : clients) {
                endReading(client);
            }
            threads.shutdown();
            threads.awaitTermination(COMMANDS_FINISH_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endReading(Socket client) {
        try {
            client.shutdownInput();
        } catch (IOException e) {
            log.debug("A client had gone already: {}", e.toString());
        }
    }
}
