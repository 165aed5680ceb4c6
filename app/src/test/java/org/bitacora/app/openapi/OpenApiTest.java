package org.bitacora.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bitacora.app.House;
import org.bitacora.app.Server;
import org.bitacora.app.accounts.BearerTokens;
import org.bitacora.command.Envelope;
import org.bitacora.command.Slice;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Sector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The document says what the house does: its examples are posted, its paths and references followed. */
class OpenApiTest {
    private static final String ROOT = "/api/v1";
    private static final String FIRST = "01km9s346q3d25vt4f5v37e3s3";
    private static final String SECOND = "01ke28jt97kb6cq643dzvmxxqk";
    private static final String SUGGESTION = "01kfbf5kznwj47tan9zt24mnpz";
    private static final String LIKE_IT = "01kx45hy43kwjrp1xpa7z3dj8f";
    private static final String TWO_IN_ONE = "01kssz5awsh8vhtpre95b9ee0z";
    private static final String SETTLED = "01kbgj09tqm83xssss6ys3c4dw";
    private static final String MEETING = "01ka7n36096q14dr9gpqy77zxy";
    private static final Instant BEFORE_THE_MEETING = Instant.parse("2026-03-02T16:00:00Z");
    private static final Instant AFTER_THE_MEETING = Instant.parse("2026-04-16T16:00:00Z");

    /**
     * In an order in which each may follow the one before. What the address says is written out.
     *
     * @param by who posts it: nobody holds the secretariat, so that every member may act for it
     */
    private record Step(String command, String path, String by, Instant at) {
        Step(String command, String path) {
            this(command, path, FIRST, BEFORE_THE_MEETING);
        }
    }

    private static final List<Step> STEPS = List.of(
            new Step("AdmitMember", "/members"),
            new Step("ChangeAffiliation", "/members/" + SECOND + "/affiliations"),
            new Step("GrantRole", "/members/" + SECOND + "/roles"),
            new Step("RevokeRole", "/members/" + SECOND + "/role-revocations", SECOND, BEFORE_THE_MEETING),
            new Step("SetWorkingRule", "/working-rules/meeting.noticeDays/values"),
            new Step("SubmitSuggestion", "/suggestions"),
            new Step("AcknowledgeSuggestion", "/suggestions/" + SUGGESTION + "/acknowledgements"),
            new Step("CallMeeting", "/meetings"),
            new Step("TriageSuggestion", "/suggestions/" + SUGGESTION + "/triages"),
            new Step("AddAgendaItem", "/meetings/" + MEETING + "/items"),
            new Step("MakeContribution", "/contributions"),
            new Step("SetVisibility", "/visibilities"),
            new Step("ParkSuggestion", "/suggestions/" + SUGGESTION + "/parkings"),
            new Step("MergeSuggestions", "/suggestions/" + SUGGESTION + "/merges"),
            new Step("AnswerSuggestion", "/suggestions/" + SUGGESTION + "/answers"),
            new Step("ReopenSuggestion", "/suggestions/" + SUGGESTION + "/reopenings"),
            new Step("SplitSuggestion", "/suggestions/" + TWO_IN_ONE + "/splits"),
            new Step("WithdrawSuggestion", "/suggestions/" + SETTLED + "/withdrawals"),
            new Step("RecordAttendance", "/meetings/" + MEETING + "/attendances", FIRST, AFTER_THE_MEETING),
            new Step("DraftMinutes", "/meetings/" + MEETING + "/drafts", FIRST, AFTER_THE_MEETING),
            new Step("PublishMinutes", "/meetings/" + MEETING + "/minutes", FIRST, AFTER_THE_MEETING));

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(BEFORE_THE_MEETING);

    @TempDir
    static Path data;

    private static House house;
    private static Server.Running server;
    private static JsonNode document;

    @BeforeAll
    static void open() throws Exception {
        house = House.open(new House.Location(data, null), NOW::get);
        server = Server.start(house, "127.0.0.1", 0);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/openapi.json")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        document = house.json().readTree(answer.body());
    }

    @AfterAll
    static void close() {
        server.close();
        house.close();
    }

    @Test
    void everyExampleIsTaken() throws Exception {
        house.desk()
                .submit(
                        new AdmitMember(FIRST, "Integrante A", "Universidad del Norte", Sector.ACADEMIA, null),
                        Envelope.fromOperator("first"));
        for (String suggestion : List.of(LIKE_IT, TWO_IN_ONE, SETTLED)) {
            house.desk()
                    .submit(
                            new SubmitSuggestion(suggestion, About.GROUP, "Otra sugerencia", "Texto.", null),
                            Envelope.from(FIRST, Channel.API, suggestion));
        }
        BearerTokens tokens = new BearerTokens(house.database(), house.clock(), new SecureRandom());
        Map<String, String> secrets = List.of(FIRST, SECOND).stream()
                .collect(Collectors.toMap(
                        Function.identity(), person -> tokens.issue(person, 366).secret()));
        Map<String, Slice.Endpoint> endpoints =
                endpoints().stream().collect(Collectors.toMap(OpenApiTest::name, Function.identity()));
        assertThat(STEPS).extracting(Step::command).containsExactlyInAnyOrderElementsOf(endpoints.keySet());
        for (Step step : STEPS) {
            NOW.set(step.at);
            JsonNode example =
                    media(Objects.requireNonNull(endpoints.get(step.command))).path("example");
            HttpResponse<String> posted = send(HttpRequest.newBuilder(uri(step.path))
                    .header("Authorization", "Bearer " + secrets.get(step.by))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "example-" + step.command)
                    .POST(HttpRequest.BodyPublishers.ofString(example.toString())));
            assertThat(posted.statusCode())
                    .as(step.command + ": " + posted.body())
                    .isEqualTo(201);
            String location = posted.headers().firstValue("Location").orElseThrow();
            house.awaitViews(Duration.ofSeconds(20));
            HttpResponse<String> shown = send(HttpRequest.newBuilder(uri("").resolve(location))
                    .header("Authorization", "Bearer " + secrets.get(step.by)));
            assertThat(shown.statusCode())
                    .as(step.command + " is shown at " + location)
                    .isEqualTo(200);
        }
    }

    @Test
    void everyCommandHasAnExampleOfItsForm() {
        for (Slice.Endpoint endpoint : endpoints()) {
            JsonNode media = media(endpoint);
            assertThat(media.path("example").isObject()).as(name(endpoint)).isTrue();
            assertForm(media.path("schema"), media.path("example"), name(endpoint));
        }
    }

    @Test
    void everyCommandAndEveryViewIsDescribed() {
        List<String> described = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().propertyNames().forEach(method -> described.add(method + " " + path.getKey())));
        List<String> served = new ArrayList<>();
        endpoints().forEach(endpoint -> served.add("post " + ROOT + endpoint.path()));
        for (ViewEndpoint view : house.views().endpoints()) served.add("get " + ROOT + view.path());
        assertThat(described).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void anAddressAskedByAnotherMethodSaysWhichItHas() throws Exception {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            String address = path.getKey().substring(ROOT.length()).replaceAll("\\{\\w+}", FIRST);
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(uri(address)).DELETE());

            assertThat(answer.statusCode()).as(address).isEqualTo(405);
            assertThat(answer.headers()
                            .firstValue("Allow")
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .split(",\\s*"))
                    .as(address)
                    .containsExactlyInAnyOrderElementsOf(path.getValue().propertyNames().stream()
                            .flatMap(method -> method.equals("get") ? Stream.of("get", "head") : Stream.of(method))
                            .toList());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void aViewMayBeAskedForItsHeadAlone() throws Exception {
        HttpResponse<String> head =
                send(HttpRequest.newBuilder(uri("/timeline")).HEAD());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).isPresent();
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aFilterThatIsNoneOfItsValuesIsNamed() throws Exception {
        for (String query : List.of(
                "/timeline?kind=x",
                "/timeline?sector=x",
                "/timeline?order=x",
                "/suggestions?state=x",
                "/suggestions?to=x",
                "/suggestions?sector=x",
                "/record/events?order=x")) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(query)));

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains("\"value.unknown\"", "\"" + query.replaceAll(".*\\?|=x", "") + "\"");
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(followed(reference).isObject())
                        .as(reference.stringValue())
                        .isTrue());
    }

    @Test
    void whatTheSenderMayLeaveOutIsNotRequired() {
        JsonNode submit =
                document.at("/paths/~1api~1v1~1suggestions/post/requestBody/content/application~1json/schema");
        assertThat(strings(submit.path("required"))).containsExactly("about", "title", "body");
        assertThat(submit.path("properties").propertyNames())
                .containsExactly(
                        "suggestionId",
                        "about",
                        "title",
                        "body",
                        "visibility",
                        "capacity",
                        "mandate",
                        "occurredOn",
                        "source",
                        "sourceUrl",
                        "sourceSha256");
        JsonNode part = document.at("/components/schemas/SplitSuggestion.Part");
        assertThat(strings(part.path("required"))).containsExactly("title", "body");
        assertThat(strings(document.at("/components/schemas/Sector/enum"))).contains("technical-community");
    }

    /** Objects only have fields of their schema, and all that it requires. */
    private static void assertForm(JsonNode schema, JsonNode value, String where) {
        if (schema.has("$ref")) {
            assertForm(followed(schema.path("$ref")), value, where);
        } else if (value.isArray()) {
            value.forEach(element -> assertForm(schema.path("items"), element, where + "[]"));
        } else if (value.isObject()) {
            JsonNode properties = schema.path("properties");
            assertThat(properties.propertyNames()).as(where).containsAll(value.propertyNames());
            assertThat(value.propertyNames()).as(where).containsAll(strings(schema.path("required")));
            value.properties()
                    .forEach(field -> assertForm(
                            properties.path(field.getKey()), field.getValue(), where + "." + field.getKey()));
        } else if (schema.has("enum")) {
            assertThat(strings(schema.path("enum"))).as(where).contains(value.stringValue());
        } else {
            assertThat(schema.path("type").stringValue())
                    .as(where)
                    .isEqualTo(value.isIntegralNumber() ? "integer" : "string");
        }
    }

    private static JsonNode followed(JsonNode reference) {
        return document.at(reference.stringValue().substring(1));
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private static JsonNode media(Slice.Endpoint endpoint) {
        return document.path("paths")
                .path(ROOT + endpoint.path())
                .path("post")
                .at("/requestBody/content/application~1json");
    }

    private static List<Slice.Endpoint> endpoints() {
        return House.SLICES.stream()
                .flatMap(slice -> slice.endpoints().stream())
                .toList();
    }

    private static String name(Slice.Endpoint endpoint) {
        return endpoint.decision().command().getSimpleName();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + ROOT + path);
    }
}
