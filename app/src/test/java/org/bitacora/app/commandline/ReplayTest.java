package org.bitacora.app.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.app.Server;
import org.bitacora.app.accounts.BearerTokens;
import org.bitacora.command.Command;
import org.bitacora.command.Envelope;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.GrantRole;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} prints, byte for byte, what the API answers to that reader, of every view and on both axes. */
class ReplayTest {
    private static final Pattern IN_BRACES = Pattern.compile("\\{[A-Za-z]+}");
    private static final String AUDITOR = Ids.derived("demo", "Fermín");

    /** Has done nothing, so that nothing is theirs. */
    private static final String MEMBER = Ids.derived("replay", "member");

    private static final String CLOSED = Ids.derived("replay", "closed");

    /** What stands in the braces of an address, in the order of the braces. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "/suggestions/{id}",
            List.of(Ids.derived("demo", "Que un lugar sin candidatura se vea vacío")),
            "/meetings/{id}",
            List.of(Ids.derived("demo", "reunión 2013")),
            "/timeline/{position}",
            List.of("14"),
            "/record/events/{position}",
            List.of("14"));

    @TempDir
    static Path data;

    private static House house;
    private static Server.Running server;
    private static HttpClient http;
    private static final Map<String, String> tokens = new HashMap<>();

    @BeforeAll
    static void open() throws Exception {
        house = House.open(new House.Location(data, null), InstantSource.system());
        new DemoStory(house.desk()).tell();
        String elena = Ids.derived("demo", "Elena");
        did(elena, new GrantRole(AUDITOR, Role.AUDITOR, house.desk().today().plusMonths(6)), "Acta 1");
        did(elena, new AdmitMember(MEMBER, "Íñigo", null, Sector.GOVERNMENT, null), null);
        did(elena, new SubmitSuggestion(CLOSED, About.GROUP, "Reservada", "Texto.", Visibility.MEMBERS), null);
        server = Server.start(house, "127.0.0.1", 0);
        BearerTokens bearers = new BearerTokens(house.database(), house.clock(), new SecureRandom());
        tokens.put("members", bearers.issue(MEMBER, 1).secret());
        tokens.put("all", bearers.issue(AUDITOR, 1).secret());
        http = HttpClient.newHttpClient();
        house.awaitViews(Duration.ofSeconds(20));
    }

    @AfterAll
    static void close() {
        http.close();
        server.close();
        house.close();
    }

    private static void did(String by, Command command, @Nullable String source) {
        house.desk()
                .submit(
                        command,
                        new Envelope(
                                by,
                                Channel.WEB,
                                Ids.derived("replay", command.toString()),
                                Capacity.PERSONAL,
                                null,
                                null,
                                source,
                                null,
                                null,
                                null,
                                null));
    }

    /** What is printed, and how the command ended. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Printed(int status, byte[] bytes) {}

    private static Printed replay(String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay", "--data", data.toString()));
        all.addAll(List.of(arguments));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        // A terminal of another encoding must not change a byte.
        System.setOut(new PrintStream(printed, false, StandardCharsets.US_ASCII));
        try {
            int status = Bitacora.commandLine().execute(all.toArray(String[]::new));
            return new Printed(status, printed.toByteArray());
        } finally {
            System.setOut(before);
        }
    }

    private static HttpResponse<byte[]> api(String path, Map<String, String> query, String reader)
            throws IOException, InterruptedException {
        String asked = query.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path + "?" + asked));
        if (tokens.containsKey(reader)) request.header("Authorization", "Bearer " + tokens.get(reader));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Whether there was something to read. */
    private static boolean assertSame(String path, Map<String, String> query, String reader) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--view", path.substring(1), "--as", reader));
        query.forEach((name, value) -> arguments.addAll(List.of("--" + (name.equals("asOf") ? "as-of" : name), value)));
        HttpResponse<byte[]> answer = api(path, query, reader);
        Printed printed = replay(arguments.toArray(String[]::new));
        String asked = path + " " + query + " as " + reader;
        if (answer.statusCode() == 404) {
            assertThat(printed.status).as(asked).isEqualTo(ExitStatus.NO);
            assertThat(printed.bytes).as(asked).isEmpty();
            return false;
        }
        assertThat(answer.statusCode()).as(asked).isEqualTo(200);
        assertThat(printed.status).as(asked).isEqualTo(ExitStatus.DONE);
        assertThat(new String(printed.bytes, StandardCharsets.UTF_8))
                .as(asked)
                .isEqualTo(new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(printed.bytes).as(asked).isEqualTo(answer.body());
        return true;
    }

    private static List<Map<String, String>> moments() throws Exception {
        LocalDate today = house.desk().today();
        String instant = house.json()
                .readTree(api("/timeline/14", Map.of(), "all").body())
                .path("recordedAt")
                .stringValue();
        return List.of(
                Map.of("on", "2013-08-08"),
                Map.of("on", today.toString()),
                Map.of("asOf", "20"),
                Map.of("asOf", "2013-08-08T12:00:00Z"),
                Map.of("asOf", instant));
    }

    @Test
    void everyViewIsTheSameOnBothAxesForEveryReader() throws Exception {
        Map<String, Integer> read = new TreeMap<>();
        List<String> readers = List.of("public", "members", "all");
        int turn = 0;
        for (ViewEndpoint endpoint : house.views().endpoints()) {
            String path = endpoint.path();
            for (String place : PLACES.getOrDefault(path, List.of())) {
                path = IN_BRACES.matcher(path).replaceFirst(place);
            }
            assertThat(path).as("a place for each brace").doesNotContain("{");
            for (Map<String, String> moment : moments()) {
                // In turns: each view is read by each reader on each axis, and each moment by each reader.
                boolean there = assertSame(path, moment, readers.get(turn++ % readers.size()));
                read.merge(endpoint.path(), there ? 1 : 0, Integer::sum);
            }
            turn++;
        }
        assertThat(read.values()).as("something was there to read: " + read).allMatch(count -> count > 1);
    }

    @Test
    void pagesAreTheSame() throws Exception {
        for (String path : List.of("/timeline", "/suggestions", "/meetings", "/record/events")) {
            Map<String, String> query = new TreeMap<>(Map.of("limit", "1", "asOf", "30"));
            assertThat(assertSame(path, query, "all")).isTrue();
            String next = house.json()
                    .readTree(api(path, query, "all").body())
                    .path("next")
                    .stringValue("");
            query.put("cursor", next);
            assertThat(assertSame(path, query, "all")).isTrue();
        }
    }

    @Test
    void whatIsForMembersIsOnlyReplayedToThem() throws Exception {
        String suggestion = "/suggestions/" + CLOSED;
        Map<String, String> now = Map.of("on", house.desk().today().toString());
        assertThat(assertSame(suggestion, now, "public")).isFalse();
        assertThat(assertSame(suggestion, now, "members")).isTrue();
        assertThat(assertSame(suggestion, now, "all")).isTrue();
    }

    @Test
    void anUnknownViewAndTwoAxesAtOnceAreWrongUsage() {
        assertThat(replay("--view", "nothing").status).isEqualTo(ExitStatus.USAGE);
        assertThat(replay("--view", "timeline", "--on", "2013-08-08", "--as-of", "1").status)
                .isEqualTo(ExitStatus.USAGE);
    }
}
