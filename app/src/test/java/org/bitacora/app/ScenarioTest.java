package org.bitacora.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bitacora.app.ServedHouse.Answer;
import org.bitacora.command.Command;
import org.bitacora.command.Envelope;
import org.bitacora.command.Refusal;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.LapseMembership;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The first months of a group, step by step as {@code scenario.txt} tells them: who does what, and what is answered. In that table {@code
 * {S1}} is the id of the thing of that name, ' is ", and {@code has} and {@code lacks} speak of the text of the answer.
 */
class ScenarioTest {
    private static final Instant BEGINNING = Instant.parse("2026-01-15T18:00:00Z");
    private static final int STEPS_MIN = 40;
    private static final Pattern NAME = Pattern.compile("\\{([A-Z][0-9]?)}");

    private record Step(int number, String who, String what, String request, String body, String expected) {
        static Step of(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(6);
            return new Step(
                    Integer.parseInt(cells[0].strip()),
                    cells[1].strip(),
                    cells[2].strip(),
                    named(cells[3].strip()),
                    named(cells[4].strip()).replace('\'', '"'),
                    cells[5].strip().replace('\'', '"'));
        }

        private static String named(String cell) {
            return NAME.matcher(cell).replaceAll(found -> id(found.group(1)));
        }

        /** Capital letters from A to E are people. */
        private static String id(String name) {
            return name.matches("[A-E]") ? ServedHouse.member(name) : Ids.derived("scenario", name);
        }

        @Override
        public String toString() {
            return "step %d: %s %s".formatted(number, who, what);
        }
    }

    @Test
    void everyStepIsAnsweredAsTheTableSays(@TempDir Path data) throws Exception {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(STEPS_MIN);
        try (ServedHouse served = ServedHouse.open(data, BEGINNING)) {
            Answer before = null;
            for (Step step : steps) {
                switch (step.who) {
                    case "clock" -> served.goOnTo(Instant.parse(step.request));
                    case "operator", "automation" ->
                        assertThat(atTheDesk(served.house(), step))
                                .as("%s", step)
                                .isEqualTo(step.expected);
                    default -> before = throughHttp(served, step, before);
                }
            }
        }
    }

    private static Answer throughHttp(ServedHouse served, Step step, @Nullable Answer before) throws Exception {
        long size = served.house().record().size();
        String[] request = step.request.split(" ", -1);
        String key = request.length > 2 ? request[2].substring("key=".length()) : null;
        Answer answer = request[0].equals("GET")
                ? served.get(step.who, request[1])
                : served.post(step.who, request[1], step.body.getBytes(UTF_8), key);
        String[] expected = step.expected.split("; ", -1);
        String code = answer.body().path("code").asString("");
        assertThat((answer.status() + " " + code).strip())
                .as("%s: %s", step, answer.body())
                .isEqualTo(expected[0]);
        for (int i = 1; i < expected.length; i++) check(expected[i], answer, before, step);
        if (answer.status() != 201) {
            assertThat(served.house().record().size())
                    .as("%s: nothing is recorded", step)
                    .isEqualTo(size);
        }
        return answer;
    }

    private static void check(String expected, Answer answer, @Nullable Answer before, Step step) {
        String text = answer.body().toString();
        if (expected.equals("same")) {
            assertThat(answer).as("%s", step).isEqualTo(before);
        } else if (expected.startsWith("has ")) {
            assertThat(text).as("%s", step).contains(expected.substring("has ".length()));
        } else {
            assertThat(expected).as("%s", step).startsWith("lacks ");
            assertThat(text).as("%s", step).doesNotContain(expected.substring("lacks ".length()));
        }
    }

    /** What has no address: the operator's and the automations' own commands. */
    private static String atTheDesk(House house, Step step) {
        String key = "step " + step.number;
        String[] request = step.request.split(" ", -1);
        String member = ServedHouse.member(request[1]);
        Command command = request[0].equals("ADMIT")
                ? new AdmitMember(member, "Integrante " + request[1], null, Sector.ACADEMIA, null)
                : new LapseMembership(member);
        Envelope envelope =
                step.who.equals("operator") ? Envelope.fromOperator(key) : Envelope.fromAutomation(key, null, null);
        try {
            return house.desk().submit(command, envelope).events().isEmpty() ? "nothing" : "recorded";
        } catch (Refusal refusal) {
            return "refused " + refusal.code();
        }
    }

    private static List<Step> steps() throws IOException {
        try (InputStream table = Objects.requireNonNull(ScenarioTest.class.getResourceAsStream("scenario.txt"))) {
            List<Step> steps = new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Step::of)
                    .toList();
            for (int i = 0; i < steps.size(); i++) {
                assertThat(steps.get(i).number).as("%s", steps.get(i)).isEqualTo(i + 1);
            }
            return steps;
        }
    }

    /**
     * Something that cannot be taken.
     *
     * @param code and field of the problem that is answered
     */
    private record BadInput(String what, String path, String body, Charset charset, String code, String field) {
        static BadInput title(String what, String title, String code, String field) {
            return of(what, "{'about':'group','title':%s,'body':'Texto'}".formatted(title), code, field);
        }

        static BadInput of(String what, String body, String code, String field) {
            return at("/suggestions", what, body, code, field);
        }

        static BadInput at(String path, String what, String body, String code, String field) {
            return new BadInput(what, path, body.replace('\'', '"'), UTF_8, code, field);
        }
    }

    private static List<BadInput> badInput() {
        String suggestion = Ids.derived("scenario", "S");
        String there = "/suggestions/" + suggestion;
        String one = "{'suggestionId':'%s','steps':1}".formatted(suggestion);
        String many = String.join(",", Collections.nCopies(10_000, one));
        return List.of(
                BadInput.of("an oversized body", "{'title':'" + "a".repeat(1 << 20) + "'}", "form.too-large", "body"),
                BadInput.of("nothing", "", "form.not-json", "body"),
                BadInput.of("half an object", "{'about':", "form.not-json", "body"),
                BadInput.of("a list", "[]", "form.not-json", "body"),
                BadInput.title("an object too many", "'T'}, {", "form.not-json", "body"),
                BadInput.title("a number for a text", "7", "value.unknown", "title"),
                BadInput.title("an object for a text", "{}", "value.unknown", "title"),
                BadInput.title("a field that nobody knows", "'T','colour':1", "form.unknown-field", "colour"),
                BadInput.title("a control character, escaped", "'a\\u0007b'", "text.not-plain", "title"),
                BadInput.title("a control character, as it is", "'a\u0007b'", "form.not-json", "body"),
                BadInput.title("a zero character", "'a\\u0000b'", "text.not-plain", "title"),
                BadInput.title("half a surrogate pair", "'a\\ud800b'", "text.not-plain", "title"),
                BadInput.title("a million characters", "'" + "a".repeat(1_000_000) + "'", "text.too-long", "title"),
                BadInput.title("JSON 5,000 deep", "[".repeat(5_000) + "]".repeat(5_000), "form.not-json", "body"),
                BadInput.title("JSON 400 deep", "[".repeat(400) + "]".repeat(400), "value.unknown", "title"),
                BadInput.title("a number of 5,000 digits", "9".repeat(5_000), "form.not-json", "body"),
                new BadInput(
                        "ISO 8859-1",
                        "/suggestions",
                        "{\"about\":\"group\",\"title\":\"Sesión\",\"body\":\"Texto\"}",
                        ISO_8859_1,
                        "form.not-json",
                        "body"),
                BadInput.at(
                        there + "/merges",
                        "ten thousand in a list",
                        "{'intoSteps':1,'reason':'R','sources':[%s]}".formatted(many),
                        "list.size",
                        "sources"),
                BadInput.at(
                        there + "/reopenings",
                        "a number beyond all numbers",
                        "{'steps':1e999999999,'reason':'R'}",
                        "value.unknown",
                        "steps"));
    }

    @Test
    void whatCannotBeTakenIsAProblemWithItsFieldAndLeavesNoTrace(@TempDir Path data) throws Exception {
        try (ServedHouse served = ServedHouse.open(data, BEGINNING)) {
            admitTheFirst(served);
            for (BadInput bad : badInput()) {
                Answer answer = served.post("A", bad.path, bad.body.getBytes(bad.charset), null);
                assertThat(answer.status())
                        .as("%s: %s", bad.what, answer.body())
                        .isEqualTo(422);
                assertThat(answer.body().path("code").asString()).as(bad.what).isEqualTo(bad.code);
                assertThat(answer.body().path("field").asString()).as(bad.what).isEqualTo(bad.field);
                assertThat(served.house().record().size()).as(bad.what).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsSentAsAnotherTypeIsReadAsWhatItIs(@TempDir Path data) throws Exception {
        try (ServedHouse served = ServedHouse.open(data, BEGINNING)) {
            admitTheFirst(served);
            // Of several parts, it says, and does not say what divides them.
            Answer answer = served.post("A", "/suggestions", "multipart/form-data", "x".getBytes(UTF_8), null);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
            assertThat(answer.body().path("code").asString()).isEqualTo("form.not-json");
        }
    }

    @Test
    void markupIsKeptAsTheTextThatItIs(@TempDir Path data) throws Exception {
        String markup = "<script>alert(1)</script> <b onclick='x()'>&amp;</b>";
        try (ServedHouse served = ServedHouse.open(data, BEGINNING)) {
            admitTheFirst(served);
            String body = "{\"about\":\"group\",\"title\":\"%1$s\",\"body\":\"%1$s\",\"visibility\":\"public\"}"
                    .formatted(markup);
            Answer posted = served.post("A", "/suggestions", body.getBytes(UTF_8), null);
            assertThat(posted.status()).as("%s", posted.body()).isEqualTo(201);
            JsonNode shown = served.get(
                            ServedHouse.NOBODY,
                            "/suggestions/" + posted.body().path("id").asString())
                    .body();
            assertThat(shown.findValue("title").asString()).isEqualTo(markup);
            assertThat(shown.findValue("body").asString()).isEqualTo(markup);
        }
    }

    private static void admitTheFirst(ServedHouse served) {
        served.house()
                .desk()
                .submit(
                        new AdmitMember(ServedHouse.member("A"), "Integrante A", null, Sector.ACADEMIA, null),
                        Envelope.fromOperator("first"));
    }
}
