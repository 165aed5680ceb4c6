package org.bitacora.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.bitacora.app.accounts.BearerTokens;
import org.bitacora.vocabulary.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A house with its server and a clock that goes on when told to; people send what they want through HTTP. */
final class ServedHouse implements AutoCloseable {
    /** Sends no credentials. */
    static final String NOBODY = "nobody";

    /** Sends a token that stands for nobody. */
    static final String STRANGER = "stranger";

    private static final Duration VIEWS_MAX = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>(Map.of(STRANGER, "wrong"));
    private final MovableClock clock;
    private final House house;
    private final Server.Running server;

    private static final class MovableClock implements InstantSource {
        private volatile Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** @param body a missing node if there is none */
    record Answer(int status, JsonNode body) {}

    private ServedHouse(Path data, Instant now) {
        this.clock = new MovableClock(now);
        this.house = House.open(new House.Location(data, null), clock);
        this.server = Server.start(house, "127.0.0.1", 0);
    }

    static ServedHouse open(Path data, Instant now) {
        return new ServedHouse(data, now);
    }

    House house() {
        return house;
    }

    void goOnTo(Instant moment) {
        if (!moment.isAfter(clock.now)) throw new IllegalArgumentException("the clock goes forward only");
        clock.now = moment;
    }

    /** The id that a person of this name has. */
    static String member(String name) {
        return Ids.derived("member", name);
    }

    /** Reads a view as it is once it shows all that is recorded. */
    Answer get(String who, String path) throws IOException, InterruptedException {
        house.awaitViews(VIEWS_MAX);
        return send(who, request(path).GET());
    }

    /** @param key null for none */
    Answer post(String who, String path, byte[] body, @Nullable String key) throws IOException, InterruptedException {
        return post(who, path, "application/json", body, key);
    }

    /** @param key null for none */
    Answer post(String who, String path, String contentType, byte[] body, @Nullable String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
        if (key != null) request.header("Idempotency-Key", key);
        return send(who, request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path));
    }

    private Answer send(String who, HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!who.equals(NOBODY)) {
            request.header("Authorization", "Bearer " + tokens.computeIfAbsent(who, this::token));
        }
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), house.json().readTree(response.body()));
    }

    private String token(String name) {
        return new BearerTokens(house.database(), clock, house.random())
                .issue(member(name), BearerTokens.DAYS_MAX)
                .secret();
    }

    @Override
    public void close() {
        server.close();
        house.close();
        http.close();
    }
}
