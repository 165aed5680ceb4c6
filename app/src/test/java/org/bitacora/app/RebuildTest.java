package org.bitacora.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bitacora.command.Command;
import org.bitacora.command.Envelope;
import org.bitacora.command.Refusal;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.suggestions.AcknowledgeSuggestion;
import org.bitacora.command.suggestions.AnswerSuggestion;
import org.bitacora.command.suggestions.MergeSuggestions;
import org.bitacora.command.suggestions.ParkSuggestion;
import org.bitacora.command.suggestions.ReopenSuggestion;
import org.bitacora.command.suggestions.SplitSuggestion;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.command.suggestions.WithdrawSuggestion;
import org.bitacora.query.ProjectionRunner.Health;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.suggestions.SuggestionView;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.Visibility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A view filled from the beginning holds the very documents that the live one holds. */
class RebuildTest {
    private static final String MEMBER = Ids.derived("member", "A");
    private static final int DEEDS = 250;

    @Test
    void everyViewRebuiltFromZeroEqualsTheLiveOne(@TempDir Path data) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("RebuildTest: -Dseed=" + seed);
        try (House house = House.open(new House.Location(data, null), InstantSource.system())) {
            int recorded = live(house, new Random(seed));
            assertThat(recorded).isGreaterThan(DEEDS / 3);
            house.awaitViews(Duration.ofSeconds(20));
            for (Health health : house.runner().health()) {
                assertThat(health.failure()).isNull();
                Map<String, String> before = documents(house, health.projection());
                String build = house.runner().build(health.projection()).id();
                house.runner().rebuild(health.projection());
                while (house.runner().build(health.projection()).id().equals(build)) Thread.sleep(20);
                house.awaitViews(Duration.ofSeconds(20));
                assertThat(documents(house, health.projection()))
                        .as(health.projection())
                        .isEqualTo(before);
            }
            assertPastEqualsLive(house);
            assertPublicSeesNothingOfMembersOnly(house);
        }
    }

    /** The view as of the last position holds the same documents as the live one. */
    private static void assertPastEqualsLive(House house) {
        Reader reader = new Reader("reader", Reader.Scope.ALL);
        String last = Long.toString(house.record().size() - 1);
        assertThat(answers(house, reader, Map.of("asOf", last)))
                .hasSizeGreaterThan(3)
                .isEqualTo(answers(house, reader, Map.of()));
    }

    private static void assertPublicSeesNothingOfMembersOnly(House house) {
        List<SuggestionView> all = suggestions(house);
        List<String> closed = all.stream()
                .filter(view -> view.visibility() == Visibility.MEMBERS)
                .map(SuggestionView::suggestionId)
                .toList();
        assertThat(closed).isNotEmpty().hasSizeLessThan(all.size());
        Map<String, String> answers = answers(house, Reader.PUBLIC, Map.of());
        assertThat(answers).hasSizeGreaterThan(3);
        answers.forEach((path, body) -> {
            for (String id : closed) assertThat(body).as(path).doesNotContain(id);
        });
    }

    private static List<SuggestionView> suggestions(House house) {
        List<SuggestionView> all = new ArrayList<>();
        house.runner()
                .build("suggestions")
                .collection("suggestions")
                .find()
                .forEach(document -> all.add(house.json().readValue(document.getString("json"), SuggestionView.class)));
        return all;
    }

    /** What a reader is answered: every page of both lists, and each suggestion that is for that reader. */
    private static Map<String, String> answers(House house, Reader reader, Map<String, String> moment) {
        Map<String, String> answers = new TreeMap<>();
        for (String path : List.of("/suggestions", "/timeline", "/record/events")) {
            String cursor = "";
            do {
                Map<String, String> query = new HashMap<>(moment);
                query.put("limit", "100");
                query.put("cursor", cursor);
                String body = read(house, path, Map.of(), query, reader);
                answers.put(path + " " + cursor, body);
                JsonNode next = house.json().readTree(body).path("next");
                cursor = next.isString() ? next.stringValue() : "";
            } while (!cursor.isEmpty());
        }
        for (SuggestionView view : suggestions(house)) {
            String id = view.suggestionId();
            String body = read(house, "/suggestions/{id}", Map.of("id", id), moment, reader);
            if (!body.isEmpty()) answers.put("/suggestions/" + id, body);
        }
        return answers;
    }

    private static String read(
            House house, String path, Map<String, String> inPath, Map<String, String> query, Reader reader) {
        ViewEndpoint endpoint = house.views().endpoints().stream()
                .filter(known -> known.path().equals(path))
                .findFirst()
                .orElseThrow();
        String body = house.views().read(endpoint, inPath, query, reader).body();
        return body == null ? "" : body;
    }

    private static Map<String, String> documents(House house, String projection) {
        Map<String, String> documents = new TreeMap<>();
        house.runner()
                .build(projection)
                .collection(projection)
                .find()
                .forEach(document -> documents.put(String.valueOf(document.get("_id")), document.toJson()));
        return documents;
    }

    /** Does things at random, and says how many were recorded; what is refused is part of life. */
    private static int live(House house, Random random) {
        house.desk()
                .submit(
                        new AdmitMember(MEMBER, "Integrante A", null, Sector.ACADEMIA, null),
                        Envelope.fromOperator("first"));
        List<String> suggestions = new ArrayList<>();
        int recorded = 0;
        for (int i = 0; i < DEEDS; i++) {
            Command command = suggestions.size() < 5 || random.nextInt(4) == 0
                    ? submit(i, suggestions)
                    : deed(house, i, random, suggestions);
            try {
                recorded += house.desk()
                        .submit(command, Envelope.from(MEMBER, Channel.API, "deed" + i))
                        .events()
                        .size();
                if (command instanceof SplitSuggestion split) {
                    for (SplitSuggestion.Part part : split.parts()) suggestions.add(part.suggestionId());
                }
            } catch (Refusal refusal) {
                assertThat(refusal.code()).matches("suggestion\\..*|id.unknown");
            }
        }
        return recorded;
    }

    private static Command submit(int i, List<String> suggestions) {
        String id = Ids.derived("suggestion", Integer.toString(i));
        suggestions.add(id);
        return new SubmitSuggestion(id, About.GROUP, "Sugerencia " + i, "Texto", i % 3 == 0 ? Visibility.PUBLIC : null);
    }

    private static Command deed(House house, int i, Random random, List<String> suggestions) {
        String one = suggestions.get(random.nextInt(suggestions.size()));
        String other = suggestions.get(random.nextInt(suggestions.size()));
        int steps = steps(house, one);
        return switch (random.nextInt(7)) {
            case 0 -> new AcknowledgeSuggestion(one, "leída");
            case 1 ->
                new ParkSuggestion(
                        one,
                        steps,
                        "falta algo",
                        LocalDate.now(ZoneId.of("America/Mexico_City")).plusDays(9));
            case 2 ->
                new MergeSuggestions(
                        other,
                        steps(house, other),
                        List.of(new MergeSuggestions.Source(one, steps)),
                        "tratan de lo mismo");
            case 3 -> {
                String first = Ids.derived("part", i + "a");
                String second = Ids.derived("part", i + "b");
                yield new SplitSuggestion(
                        one,
                        steps,
                        List.of(new SplitSuggestion.Part(first, "a", "a"), new SplitSuggestion.Part(second, "b", "b")),
                        "son dos cosas");
            }
            case 4 -> new AnswerSuggestion(one, steps, Outcome.NOTED, "gracias");
            case 5 -> new ReopenSuggestion(one, steps, "falta responder");
            default -> new WithdrawSuggestion(one, null);
        };
    }

    private static int steps(House house, String id) {
        try {
            house.awaitViews(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var document = house.runner()
                .build("suggestions")
                .collection("suggestions")
                .find(new Document("_id", id))
                .first();
        return document == null
                ? 0
                : house.json()
                        .readValue(document.getString("json"), SuggestionView.class)
                        .steps();
    }
}
