package org.bitacora.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.bitacora.app.importing.Checked;
import org.bitacora.app.importing.ImportFile;
import org.bitacora.app.importing.Importer;
import org.bitacora.query.ProjectionRunner.Health;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.journal.Journal;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A view filled from the beginning holds the very documents that the live one holds. */
class RebuildTest {
    private static final int DEEDS = 400;
    private static final Duration VIEWS_MAX = Duration.ofMinutes(5);
    private static final String TEN_YEARS = "shared/data/dialogue-2015-2024.ndjson.gz";

    /** How many lines of the ten years are entered; all of them with {@code -Drebuild.lines=100000}, which takes some minutes. */
    private static final int LINES = Integer.getInteger("rebuild.lines", 4_000);

    private static final Reader ALL = new Reader("reader", Reader.Scope.ALL);

    @Test
    void everyViewRebuiltFromZeroEqualsTheLiveOne(@TempDir Path data) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("RebuildTest: -Dseed=" + seed);
        try (House house = House.open(new House.Location(data, null), InstantSource.system())) {
            RandomHistory history = new RandomHistory(house, new Random(seed));
            history.live(DEEDS);
            assertThat(history.recorded())
                    .as("something of every slice happened")
                    .contains("MemberAdmitted", "MemberAffiliationChanged", "RoleGranted", "WorkingRuleSet")
                    .contains("MeetingCalled", "AgendaItemAdded", "AttendanceRecorded", "MinutesDrafted")
                    .contains("SuggestionSubmitted", "ContributionMade", "VisibilityChanged");
            assertThat(history.refused()).isLessThan(DEEDS * 2 / 3);
            assertRebuiltEqualsLive(house);
            assertPastEqualsLive(house);
            assertPublicSeesNothingOfMembersOnly(house);
        }
    }

    @Test
    void everyViewOfARealDialogueRebuiltFromZeroEqualsTheLiveOne(@TempDir Path data) throws Exception {
        Path file = beginning(data);
        try (House house = House.open(new House.Location(data.resolve("house"), null), InstantSource.system())) {
            Checked checked = ImportFile.check(file, house.desk().today());
            new Importer(
                            house,
                            new Importer.Settings("import", "a file", checked.sha256(), Visibility.PUBLIC),
                            line -> {})
                    .enter(file, checked);
            house.awaitViews(VIEWS_MAX);
            assertThat(house.record().size()).isGreaterThan(Math.min(LINES, 60_000) / 2);
            assertRebuiltEqualsLive(house);
            assertPastEqualsLive(house);
        }
    }

    /** The first lines of the ten years. */
    private static Path beginning(Path folder) throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(TEN_YEARS);
            if (!Files.exists(file)) continue;
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                return Files.write(
                        folder.resolve("dialogue.ndjson"),
                        lines.lines().limit(LINES).toList());
            }
        }
        System.err.println("SKIPPED: no " + TEN_YEARS + " above this module, so no real dialogue was rebuilt");
        return abort("no " + TEN_YEARS);
    }

    private static void assertRebuiltEqualsLive(House house) throws InterruptedException {
        for (Health health : house.runner().health()) {
            assertThat(health.failure()).isNull();
            Map<String, String> before = documents(house, health.projection());
            String build = house.runner().build(health.projection()).id();
            house.runner().rebuild(health.projection());
            while (house.runner().build(health.projection()).id().equals(build)) Thread.sleep(20);
            house.awaitViews(VIEWS_MAX);
            Map<String, String> after = documents(house, health.projection());
            assertThat(after.keySet()).as(health.projection()).isEqualTo(before.keySet());
            after.forEach((id, document) -> assertThat(document).as(id).isEqualTo(before.get(id)));
        }
    }

    /** All that a projection keeps, in whatever collections. */
    private static Map<String, String> documents(House house, String projection) {
        Map<String, String> documents = new TreeMap<>();
        String build = "_" + house.runner().build(projection).id();
        for (String collection : house.database().listCollectionNames()) {
            if (!collection.startsWith("view_") || !collection.endsWith(build)) continue;
            String name = collection.substring(0, collection.length() - build.length());
            house.database()
                    .getCollection(collection)
                    .find()
                    .forEach(document -> documents.put(name + " " + document.get("_id"), document.toJson()));
        }
        return documents;
    }

    /** The view as of the last position holds the same documents as the live one. */
    private static void assertPastEqualsLive(House house) {
        String last = Long.toString(house.record().size() - 1);
        Map<String, String> live = answers(house, ALL, Map.of());
        Map<String, String> past = answers(house, ALL, Map.of("asOf", last));
        assertThat(live).hasSizeGreaterThan(9);
        assertThat(past.keySet()).isEqualTo(live.keySet());
        past.forEach((path, body) -> assertThat(body).as(path).isEqualTo(live.get(path)));
    }

    private static void assertPublicSeesNothingOfMembersOnly(House house) {
        List<Tag> things = new ArrayList<>();
        house.runner()
                .build("journal")
                .collection("things")
                .find()
                .forEach(thing -> things.add(Tag.parse(thing.getString("_id"))));
        Set<Tag> hidden = new Journal(house.runner(), new EventCodec(house.json())).hidden(things, Reader.PUBLIC);
        assertThat(hidden).isNotEmpty().hasSizeLessThan(things.size());
        Map<String, String> answers = answers(house, Reader.PUBLIC, Map.of());
        assertThat(answers).hasSizeGreaterThan(6);
        answers.forEach((path, body) -> {
            for (Tag thing : hidden) assertThat(body).as(path).doesNotContain(thing.value());
        });
    }

    /** What a reader is answered: every page of the lists, the roster, and each thing in them. */
    private static Map<String, String> answers(House house, Reader reader, Map<String, String> moment) {
        Map<String, String> answers = new TreeMap<>();
        answers.put("/members", read(house, "/members", Map.of(), moment, reader));
        for (String path : List.of("/suggestions", "/meetings", "/timeline", "/record/events")) {
            String cursor = "";
            do {
                Map<String, String> query = new HashMap<>(moment);
                query.put("limit", "100");
                query.put("cursor", cursor);
                String body = read(house, path, Map.of(), query, reader);
                answers.put(path + " " + cursor, body);
                JsonNode page = house.json().readTree(body);
                if (path.equals("/suggestions") || path.equals("/meetings")) {
                    for (JsonNode item : page.path("items")) {
                        String id = item.path("id").stringValue();
                        answers.put(path + "/" + id, read(house, path + "/{id}", Map.of("id", id), moment, reader));
                    }
                }
                cursor = page.path("next").stringValue("");
            } while (!cursor.isEmpty());
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
}
