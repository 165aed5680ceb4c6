package org.bitacora.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bitacora.app.importing.ImportFault.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImportFaultsTest {
    /** Of 64 KiB, the story's title, conclusion and summary take 16, 11 and 21 bytes, and each text and title 32 more. */
    private static final int MINUTES_LEFT = 65_536 - 16 - 11 - 21 - 4 * 32;

    @TempDir
    Path folder;

    @SuppressWarnings("ArrayRecordComponent") // no two cases are compared
    record Case(String what, byte[] file, List<String> faults) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFaultIsFoundWithItsLineItsFieldAndItsReason(Case faulty) throws IOException {
        Checked checked = check(faulty.file());

        assertThat(Story.faults(checked)).containsExactlyElementsOf(faulty.faults());
        assertThat(checked.faultCount()).isEqualTo(faulty.faults().size());
        assertThat(checked.sound()).isEqualTo(faulty.faults().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("plainCases")
    void packedFilesHaveTheSameFaults(Case faulty) throws IOException {
        assertThat(Story.faults(check(Story.gzip(faulty.file())))).containsExactlyElementsOf(faulty.faults());
    }

    @Test
    void everyReasonIsMetByACase() {
        Set<String> met = cases().flatMap(c -> c.faults().stream())
                .map(fault -> fault.substring(fault.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet());
        met.add("import.file-too-large"); // needs a limit of its own, see the test below

        assertThat(met)
                .isEqualTo(Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toSet()));
    }

    @Test
    void theFirstTwentyFaultsAreKeptAndAllAreCounted() throws IOException {
        String[] faulty = IntStream.range(0, 50)
                .mapToObj(i -> speech("x" + i, "nowhere", "nobody", "…"))
                .toArray(String[]::new);

        Checked checked = check(Story.bytes(Story.and(faulty)));

        assertThat(checked.faultCount()).isEqualTo(100);
        assertThat(checked.faults()).hasSize(20);
        assertThat(Story.faults(checked))
                .startsWith("9 topic id.unknown", "9 speaker id.unknown", "10 topic id.unknown");
    }

    @Test
    void aFileBeyondItsLimitsIsNotReadFurther() throws IOException {
        Path file = Files.write(folder.resolve("file"), Story.bytes(Story.LINES));

        Checked tooManyLines = ImportFile.check(file, Story.TODAY, new ImportLimits(3, 1 << 20));
        Checked tooManyBytes = ImportFile.check(file, Story.TODAY, new ImportLimits(100, 500));

        assertThat(Story.faults(tooManyLines)).containsExactly("4 null import.file-too-large");
        assertThat(tooManyLines.whole()).isFalse();
        assertThat(Story.faults(tooManyBytes)).containsExactly("1 null import.file-too-large");
    }

    @Test
    void theNameOfAnUnknownFieldIsSafeToPrint() throws IOException {
        String name = "\\u001b[31m" + "x".repeat(200);

        ImportFault fault = check(Story.bytes(Story.and(
                        "{\"kind\":\"topic\",\"id\":\"t\",\"meeting\":\"g1\",\"title\":\"T\",\"" + name + "\":1}")))
                .faults()
                .getFirst();

        assertThat(fault.field()).startsWith("\uFFFD[31mxxx").endsWith("x…").hasSizeLessThan(100);
    }

    @Test
    void everyKindOfLineSaysWhichOfItsFieldsAreMissing() throws IOException {
        Checked checked = check(Story.bytes(Stream.of(ImportKind.values())
                .map(kind -> "{\"kind\":\"" + kind.code() + "\"}")
                .toList()));

        assertThat(Story.faults(checked))
                .allMatch(fault -> fault.endsWith(" text.empty"))
                .hasSize(18)
                .contains("1 id text.empty", "1 sector text.empty", "2 date text.empty", "4 speaker text.empty")
                .doesNotContain("1 organization text.empty", "1 moves text.empty", "2 attendees text.empty");
    }

    static Stream<Case> cases() {
        return Stream.concat(plainCases(), packedCases());
    }

    static Stream<Case> plainCases() {
        return Stream.of(textCases(), idCases(), memberAndMeetingCases(), lineCases(), fileCases())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> textCases() {
        String topic = "{\"kind\":\"topic\",\"id\":\"t2\",\"meeting\":\"g1\",\"title\":\"%s\"}";
        return Stream.of(
                more("a title of 200 characters", topic.formatted("😀".repeat(200))),
                more("a title of 201 characters", topic.formatted("a".repeat(201)), "9 title text.too-long"),
                more("a title that is 200 only in NFC and cut", topic.formatted("  " + "e\u0301".repeat(200) + " ")),
                more("a title of no-break spaces", topic.formatted("\u00A0\u2003 "), "9 title text.empty"),
                more("a title with a tab", topic.formatted("a\\tb")),
                more("a title of two lines", topic.formatted("a\\nb"), "9 title text.not-plain"),
                more("a title with a carriage return", topic.formatted("a\\rb"), "9 title text.not-plain"),
                more("a title with a line separator", topic.formatted("a\u2028b"), "9 title text.not-plain"),
                more("a title with U+0084", topic.formatted("a\u0084b"), "9 title text.not-plain"),
                more("half a surrogate pair", topic.formatted("a\\ud83db"), "9 title text.not-plain"),
                more("a number for a title", topic.replace("\"%s\"", "7"), "9 title import.wrong-type"),
                more("null for a title", topic.replace("\"%s\"", "null"), "9 title text.empty"),
                more("a speech of 64 KiB", speech("s3", "t1", "ana", "ñ".repeat(32 * 1024))),
                more(
                        "a speech over 64 KiB",
                        speech("s3", "t1", "ana", "ñ".repeat(32 * 1024) + "a"),
                        "9 text text.too-long"),
                more("a speech of many lines", speech("s3", "t1", "ana", "a\\r\\n\\tb\\u2028c\\u0084d")),
                more("a speech with a zero", speech("s3", "t1", "ana", "a\\u0000b"), "9 text text.not-plain"),
                more("a speech with DEL", speech("s3", "t1", "ana", "a\u007Fb"), "9 text text.not-plain"),
                more("HTML in a speech", speech("s3", "t1", "ana", "<script>alert(1)</script>")),
                more("a million characters", topic.formatted("a".repeat(1_000_000)), "9 null import.line-too-long"));
    }

    private static Stream<Case> idCases() {
        return Stream.of(
                more("an id of 128 characters", speech("ñ".repeat(128), "t1", "ana", "x")),
                more("an id of 129 characters", speech("a".repeat(129), "t1", "ana", "x"), "9 id id.malformed"),
                more("an id with a line break", speech("a\\nb", "t1", "ana", "x"), "9 id id.malformed"),
                more("a reference with half a pair", speech("s3", "t\\ud800", "ana", "x"), "9 topic id.malformed"),
                more("an empty id", speech("", "t1", "ana", "x"), "9 id text.empty"),
                more("ids that differ in a blank", speech("s1 ", "t1", "ana", "x")),
                more("one id for two kinds", speech("ana", "t1", "ana", "x")),
                more("an id taken", speech("s1", "t1", "ana", "Propongo un nombre."), "9 id id.taken"),
                more(
                        "an unknown topic and speaker",
                        speech("s3", "t9", "eva", "x"),
                        "9 topic id.unknown",
                        "9 speaker id.unknown"),
                more(
                        "a conclusion on a meeting",
                        "{\"kind\":\"conclusion\",\"topic\":\"g1\",\"text\":\"x\"}",
                        "9 topic id.unknown"),
                more(
                        "a topic of an unknown meeting",
                        "{\"kind\":\"topic\",\"id\":\"t2\",\"meeting\":\"g9\",\"title\":\"T\"}",
                        "9 meeting id.unknown"),
                new Case(
                        "a faulty line keeps its id, so that what names it is no fault",
                        Story.bytes(
                                Story.with(4, "{\"kind\":\"topic\",\"id\":\"t1\",\"meeting\":\"g1\",\"title\":\"\"}")),
                        List.of("4 title text.empty")),
                more(
                        "the 51st topic of a meeting",
                        String.join(
                                "\n",
                                IntStream.range(0, 50)
                                        .mapToObj(i ->
                                                "{\"kind\":\"topic\",\"id\":\"m%d\",\"meeting\":\"g1\",\"title\":\"T\"}"
                                                        .formatted(i))
                                        .toList()),
                        "58 meeting list.size"),
                more("minutes of 64 KiB", summary(MINUTES_LEFT)),
                more("minutes over 64 KiB", summary(MINUTES_LEFT + 1), "9 text import.minutes-too-long"));
    }

    private static Stream<Case> memberAndMeetingCases() {
        String eva =
                "{\"kind\":\"member\",\"id\":\"eva\",\"name\":\"Eva\",\"sector\":\"government\",\"since\":\"2014-01-01\",\"moves\":%s}";
        String meeting = "{\"kind\":\"meeting\",\"id\":\"g2\",\"date\":\"%s\",\"title\":\"G\",\"attendees\":%s}";
        String move = "{\"date\":\"%s\",\"organization\":\"O\",\"sector\":\"academia\"}";
        return Stream.of(
                more(
                        "a name of 121 characters",
                        eva.formatted("[]").replace("Eva", "a".repeat(121)),
                        "9 name text.too-long"),
                more(
                        "an organisation of 201",
                        eva.formatted("[]")
                                .replace("\"sector\"", "\"organization\":\"%s\",\"sector\"".formatted("a".repeat(201))),
                        "9 organization text.too-long"),
                more("a sixth sector", eva.formatted("[]").replace("government", "media"), "9 sector sector.unknown"),
                more(
                        "a sector half in capitals",
                        eva.formatted("[]").replace("government", "Government"),
                        "9 sector sector.unknown"),
                more(
                        "a month for since",
                        eva.formatted("[]").replace("2014-01-01", "2014-01"),
                        "9 since import.not-a-date"),
                more("no moves", eva.formatted("\"\"")),
                more(
                        "two moves on one day",
                        eva.formatted("[" + move.formatted("2014-01-01") + "," + move.formatted("2014-01-01") + "]")),
                more(
                        "a move before since",
                        eva.formatted("[" + move.formatted("2013-12-31") + "]"),
                        "9 moves[0].date import.out-of-order"),
                more(
                        "moves out of order",
                        eva.formatted("[" + move.formatted("2015-01-02") + "," + move.formatted("2015-01-01") + "]"),
                        "9 moves[1].date import.out-of-order"),
                more(
                        "a move in a year to come",
                        eva.formatted("[" + move.formatted("2026-01-16") + "]"),
                        "9 moves[0].date time.in-future"),
                more(
                        "a move with too much and too little",
                        eva.formatted("[{\"date\":\"2015-01-01\",\"city\":\"x\"},3]"),
                        "9 moves[0].sector text.empty",
                        "9 moves[0].city import.unknown-field",
                        "9 moves[1] import.wrong-type"),
                more("a text for moves", eva.formatted("\"none\""), "9 moves import.wrong-type"),
                more("1,001 moves", eva.formatted(list(1_001, i -> move.formatted("2015-01-01"))), "9 moves list.size"),
                more("yesterday", meeting.formatted("2026-01-14", "[]")),
                more("today", meeting.formatted("2026-01-15", "[]"), "9 date time.in-future"),
                more("joined today", eva.formatted("[]").replace("2014-01-01", "2026-01-15")),
                more(
                        "a since that is no date, and moves",
                        eva.formatted("[" + move.formatted("2014-01-01") + "]")
                                .replace("\"2014-01-01\",\"moves", "\"?\",\"moves"),
                        "9 since import.not-a-date"),
                more("a month that is not over", meeting.formatted("2026-01", "[]"), "9 date time.in-future"),
                more("the last month", meeting.formatted("2025-12", "[]")),
                more("a day of the year 0", meeting.formatted("0000-01-01", "[]"), "9 date import.not-a-date"),
                more("a date with a sign", meeting.formatted("+2013-01-1", "[]"), "9 date import.not-a-date"),
                more("a year", meeting.formatted("2013", "null")),
                more("tomorrow", meeting.formatted("2026-01-16", "[]"), "9 date time.in-future"),
                more("no such day", meeting.formatted("2015-02-29", "[]"), "9 date import.not-a-date"),
                more("no such month", meeting.formatted("2015-13", "[]"), "9 date import.not-a-date"),
                more("a day in another order", meeting.formatted("08/08/2013", "[]"), "9 date import.not-a-date"),
                more(
                        "attendees of all sorts",
                        meeting.formatted("2015-02-01", "[\"ana\",\"ana\",\"eva\",\"\",null,7,{},\"a\\nb\",\"beto\"]"),
                        "9 attendees[1] import.listed-twice",
                        "9 attendees[2] id.unknown",
                        "9 attendees[3] text.empty",
                        "9 attendees[4] text.empty",
                        "9 attendees[5] import.wrong-type",
                        "9 attendees[6] import.wrong-type",
                        "9 attendees[7] id.malformed"),
                more(
                        "ten thousand attendees",
                        meeting.formatted("2015-02-01", list(10_000, i -> "\"ana\"")),
                        "9 attendees list.size"));
    }

    private static Stream<Case> lineCases() {
        return Stream.of(
                more("no JSON", "speech: hello", "9 null import.not-json"),
                more("a list", "[]", "9 null import.not-json"),
                more("two objects", "{\"kind\":\"x\"}{}", "9 null import.not-json"),
                more("half an object", "{\"kind\":\"speech\",\"id\":\"s", "9 null import.not-json"),
                more("a raw tab in a string", "{\"kind\":\"a\tb\"}", "9 null import.not-json"),
                more(
                        "deep JSON",
                        "{\"kind\":\"topic\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                        "9 null import.too-deep"),
                more("no kind", "{}", "9 kind text.empty"),
                more("a kind unknown", "{\"kind\":\"Speech\",\"id\":7}", "9 kind import.unknown-kind"),
                more("a kind that is no text", "{\"kind\":[\"speech\"]}", "9 kind import.wrong-type"),
                more(
                        "a number of 100,000 digits",
                        "{\"kind\":" + "7".repeat(100_000) + "}",
                        "9 kind import.wrong-type"),
                more(
                        "several faults on one line",
                        "{\"kind\":\"speech\",\"id\":\"s3\",\"id\":\"s4\",\"topic\":\"t1\",\"text\":\" \",\"stance\":true}",
                        "9 speaker text.empty",
                        "9 text text.empty",
                        "9 id import.repeated-field",
                        "9 stance import.unknown-field"),
                more("blank lines", "\n \t\r\n" + speech("s3", "t1", "ana", "x") + "\r"),
                more("a line of 262,144 bytes", padded(262_144)),
                more("a line of 262,145 bytes", padded(262_145), "9 null import.line-too-long"),
                new Case(
                        "Latin-1",
                        "{\"kind\":\"ñ\"}\n".getBytes(StandardCharsets.ISO_8859_1),
                        List.of("1 null import.not-utf8")),
                new Case("UTF-16", "{}".getBytes(StandardCharsets.UTF_16), List.of("1 null import.not-utf8")),
                new Case("a character cut off", new byte[] {'{', '"', (byte) 0xC3}, List.of("1 null import.not-utf8")),
                new Case(
                        "an overlong form",
                        new byte[] {'{', (byte) 0xC0, (byte) 0xAF, '}'},
                        List.of("1 null import.not-utf8")));
    }

    private static Stream<Case> fileCases() {
        return Stream.of(
                new Case("nothing", new byte[0], List.of("0 null import.empty")),
                new Case("blank lines alone", "\n\n".getBytes(StandardCharsets.UTF_8), List.of("2 null import.empty")),
                new Case("the story", Story.bytes(Story.LINES), List.of()),
                new Case(
                        "no line break at the end",
                        String.join("\n", Story.LINES).getBytes(StandardCharsets.UTF_8),
                        List.of()),
                new Case(
                        "a byte order mark",
                        ("\uFEFF" + String.join("\r\n", Story.LINES)).getBytes(StandardCharsets.UTF_8),
                        List.of()));
    }

    private static Stream<Case> packedCases() {
        byte[] packed = Story.gzip(Story.bytes(Story.LINES));
        byte[] named = joined(
                new byte[] {0x1F, (byte) 0x8B, 8, 4 + 8 + 16 + 2, 0, 0, 0, 0, 0, 0, 2, 0, 'x', 'x', 'n', 0, 'c', 0, 0, 0
                },
                Arrays.copyOfRange(packed, 10, packed.length));
        byte[] otherChecksum = packed.clone();
        otherChecksum[packed.length - 6] ^= 1;
        byte[] otherLength = packed.clone();
        otherLength[packed.length - 2] ^= 1;
        byte[] more = Story.gzip(Story.bytes(List.of(speech("s3", "t1", "ana", "x"))));
        return Stream.of(
                new Case("two members of gzip", joined(packed, more), List.of()),
                new Case("gzip with all optional parts of a header", named, List.of()),
                new Case(
                        "gzip cut off in its end",
                        Arrays.copyOf(packed, packed.length - 3),
                        List.of("8 null import.truncated")),
                new Case("gzip cut off in its head", Arrays.copyOf(packed, 7), List.of("0 null import.truncated")),
                new Case("gzip with another checksum", otherChecksum, List.of("8 null import.gzip-broken")),
                new Case("gzip with another length", otherLength, List.of("8 null import.gzip-broken")),
                new Case(
                        "gzip with something behind it",
                        Arrays.copyOf(packed, packed.length + 5),
                        List.of("8 null import.gzip-broken")),
                new Case(
                        "gzip with a damaged second member",
                        joined(packed, Arrays.copyOfRange(more, 1, more.length)),
                        List.of("8 null import.gzip-broken")));
    }

    private static Case more(String what, String line, String... faults) {
        return new Case(what, Story.bytes(Story.and(line)), List.of(faults));
    }

    private static String speech(String id, String topic, String speaker, String text) {
        return "{\"kind\":\"speech\",\"id\":\"%s\",\"topic\":\"%s\",\"speaker\":\"%s\",\"text\":\"%s\"}"
                .formatted(id, topic, speaker, text);
    }

    private static String summary(int bytes) {
        return "{\"kind\":\"summary\",\"topic\":\"t1\",\"text\":\"%s\"}".formatted("a".repeat(bytes));
    }

    private static String padded(int bytes) {
        String line = speech("s3", "t1", "ana", "x");
        return line + " ".repeat(bytes - line.length());
    }

    private static String list(int size, IntFunction<String> entry) {
        return IntStream.range(0, size).mapToObj(entry).collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private Checked check(byte[] file) throws IOException {
        return ImportFile.check(Files.write(folder.resolve("file"), file), Story.TODAY);
    }
}
