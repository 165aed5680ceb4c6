package org.bitacora.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportReadingTest {
    @TempDir
    Path folder;

    private Path file;
    private final List<ImportLine> given = new ArrayList<>();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("history.ndjson");
    }

    @Test
    void aSoundFileIsGivenLineByLineInItsOrder() throws IOException {
        ImportCounts counts = read(Story.LINES);

        assertThat(given)
                .containsExactly(
                        new ImportLine.Member(
                                1,
                                "ana",
                                "Ana",
                                "UNISON",
                                "academia",
                                LocalDate.of(2013, 8, 8),
                                List.of(new ImportLine.Move(LocalDate.of(2016, 2, 1), null, "civil-society"))),
                        new ImportLine.Member(
                                2, "beto", "Beto", null, "technical-community", LocalDate.of(2013, 8, 8), List.of()),
                        new ImportLine.Meeting(3, "g1", "2013-08-08", "Charlas previas", List.of("ana", "beto")),
                        new ImportLine.Topic(4, "t1", "g1", "Nombre del grupo"),
                        new ImportLine.Speech(5, "s1", "t1", "ana", "Propongo un nombre."),
                        new ImportLine.Speech(6, "s2", "t1", "beto", "Me gusta."),
                        new ImportLine.Conclusion(7, "t1", "Hay nombre."),
                        new ImportLine.Summary(8, "t1", "Se habló del nombre."));
        assertThat(counts.given().values()).containsExactly(2, 1, 1, 2, 1, 1);
        assertThat(counts.leftOut().values()).containsOnly(0);
    }

    @Test
    void textsAreNormalisedAndIdsAreNot() throws IOException {
        read(Story.and(
                "{\"kind\":\"meeting\",\"id\":\" e\u0301 \",\"date\":\"2013\",\"title\":\"\u00A0Reunio\u0301n \"}",
                "{\"kind\":\"topic\",\"id\":\"t2\",\"meeting\":\" e\u0301 \",\"title\":\"T\"}"));

        assertThat(given)
                .contains(
                        new ImportLine.Meeting(9, " e\u0301 ", "2013", "Reunión", List.of()),
                        new ImportLine.Topic(10, "t2", " e\u0301 ", "T"));
    }

    @Test
    void lineBreaksOfAnySystemBecomeOnes() throws IOException {
        read(
                Story.and(
                        "{\"kind\":\"speech\",\"id\":\"s3\",\"topic\":\"t1\",\"speaker\":\"ana\",\"text\":\"a\\r\\nb\\rc\\n\\u00A0\"}"));

        assertThat(given).contains(new ImportLine.Speech(9, "s3", "t1", "ana", "a\nb\nc"));
    }

    @Test
    void aFileUpsideDownIsSoundToo() throws IOException {
        List<String> upsideDown = new ArrayList<>(Story.LINES);
        Collections.reverse(upsideDown);

        ImportCounts counts = read(upsideDown);

        assertThat(counts.given().values()).containsExactly(2, 1, 1, 2, 1, 1);
        assertThat(given).extracting(ImportLine::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(given.getFirst()).isEqualTo(new ImportLine.Summary(1, "t1", "Se habló del nombre."));
    }

    @Test
    void inAFileUpsideDownTheSameLinesAreLeftOut() throws IOException {
        List<String> upsideDown =
                new ArrayList<>(Story.with(3, "{\"kind\":\"meeting\",\"id\":\"g1\",\"date\":\"?\",\"title\":\"G\"}"));
        Collections.reverse(upsideDown);

        ImportCounts counts = read(upsideDown);

        assertThat(counts.given().values()).containsExactly(2, 0, 0, 0, 0, 0);
        assertThat(counts.leftOut().values()).containsExactly(0, 1, 1, 2, 1, 1);
    }

    @Test
    void sizesAreJudgedOnceEveryIdIsKnown() throws IOException {
        // Topic 50 is one too many only once it is seen that topic 0, above its meeting, belongs to the same. Then its
        // long summary
        // is out too, and leaves room for that of topic 1.
        List<String> lines = new ArrayList<>();
        lines.add(topic(0));
        lines.add(Story.LINES.get(0));
        lines.add(Story.LINES.get(1));
        lines.add(Story.LINES.get(2));
        for (int i = 1; i <= 50; i++) lines.add(topic(i));
        lines.add(summary(50, 60_000));
        lines.add(summary(1, 10_000));

        Checked checked = write(lines);
        ImportCounts counts = ImportFile.read(file, checked, given::add);

        assertThat(Story.faults(checked)).containsExactly("54 meeting list.size");
        assertThat(counts.given().values()).containsExactly(2, 1, 50, 0, 0, 1);
        assertThat(counts.leftOut().values()).containsExactly(0, 0, 1, 0, 0, 1);
        assertThat(given.getLast().number()).isEqualTo(56);
    }

    @Test
    void aFaultyMeetingTakesAllThatWasSaidThere() throws IOException {
        ImportCounts counts =
                read(Story.with(3, "{\"kind\":\"meeting\",\"id\":\"g1\",\"date\":\"?\",\"title\":\"G\"}"));

        assertThat(given).extracting(ImportLine::kind).containsOnly(ImportKind.MEMBER);
        assertThat(counts.leftOut().values()).containsExactly(0, 1, 1, 2, 1, 1);
    }

    @Test
    void aFaultyTopicTakesItsSpeechesConclusionsAndSummaries() throws IOException {
        ImportCounts counts =
                read(Story.with(4, "{\"kind\":\"topic\",\"id\":\"t1\",\"meeting\":\"g1\",\"title\":\"\"}"));

        assertThat(counts.given().values()).containsExactly(2, 1, 0, 0, 0, 0);
        assertThat(counts.leftOut().values()).containsExactly(0, 0, 1, 2, 1, 1);
    }

    @Test
    void aFaultyMemberTakesTheirSpeechesAndAttendances() throws IOException {
        ImportCounts counts = read(Story.with(
                1, "{\"kind\":\"member\",\"id\":\"ana\",\"name\":\"\",\"sector\":\"x\",\"since\":\"2013-08-08\"}"));

        assertThat(given).contains(new ImportLine.Meeting(3, "g1", "2013-08-08", "Charlas previas", List.of("beto")));
        assertThat(counts.given().values()).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(counts.leftOut().values()).containsExactly(1, 0, 0, 1, 0, 0);
        assertThat(counts.leftOutAttendances()).isEqualTo(1);
    }

    @Test
    void aLineThatCannotBeReadTakesWhatNamesIt() throws IOException {
        ImportCounts counts = read(Story.with(2, "{\"kind\":\"member\",\"id\":\"beto\""));

        assertThat(counts.given().values()).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(counts.leftOut().values()).containsExactly(0, 0, 0, 1, 0, 0);
        assertThat(counts.leftOutUnreadable()).isEqualTo(1);
        assertThat(counts.leftOutAttendances()).isEqualTo(1);
    }

    @Test
    void theUpperOfTwoLinesWithOneIdStays() throws IOException {
        ImportCounts counts =
                read(Story.and("{\"kind\":\"topic\",\"id\":\"t1\",\"meeting\":\"g1\",\"title\":\"Otro\"}"));

        assertThat(counts.given().values()).containsExactly(2, 1, 1, 2, 1, 1);
        assertThat(given).contains(new ImportLine.Topic(4, "t1", "g1", "Nombre del grupo"));
    }

    @Test
    void aCheckedFileCanBeReadMoreThanOnce() throws IOException {
        Checked checked = write(Story.and("?", "{\"kind\":\"conclusion\",\"topic\":\"t1\",\"text\":\"Dos.\"}"));

        ImportCounts once = ImportFile.read(file, checked, given::add);
        List<ImportLine> again = new ArrayList<>();

        assertThat(ImportFile.read(file, checked, again::add)).isEqualTo(once);
        assertThat(again).isEqualTo(given);
    }

    @Test
    void aFileThatChangedSinceItWasCheckedGivesNothing() throws IOException {
        Checked checked = write(Story.LINES);
        Files.writeString(file, "\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> ImportFile.read(file, checked, given::add)).isInstanceOf(FileChangedException.class);
        assertThat(given).isEmpty();
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNoticedAtItsEnd() throws IOException {
        Checked checked = write(Story.LINES);

        assertThatThrownBy(() -> ImportFile.read(file, checked, line -> append("\n")))
                .isInstanceOf(FileChangedException.class);
    }

    @Test
    void aFileThatIsNotWholeIsNotRead() throws IOException {
        byte[] packed = Story.gzip(Story.bytes(Story.LINES));
        Files.write(file, Arrays.copyOf(packed, packed.length - 1));
        Checked checked = ImportFile.check(file, Story.TODAY);

        assertThat(checked.whole()).isFalse();
        assertThatThrownBy(() -> ImportFile.read(file, checked, given::add)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theCheckCountsLinesByKindAndTakesTheDigestOfTheFileAsItLies() throws IOException {
        Files.writeString(file, "{\"kind\":\"topic\"}\n\n{\"kind\":\"topic\"}", StandardCharsets.UTF_8);

        Checked checked = ImportFile.check(file, Story.TODAY);

        assertThat(checked.lines()).isEqualTo(3);
        assertThat(checked.counts()).containsEntry(ImportKind.TOPIC, 2).containsEntry(ImportKind.SPEECH, 0);
        assertThat(checked.sha256()).isEqualTo("74da9e552d87d491152d96e3f1db3d8c3ca8d2243f6a3e0cf47d10a6892fdc7f");
    }

    private static String topic(int i) {
        return "{\"kind\":\"topic\",\"id\":\"t%d\",\"meeting\":\"g1\",\"title\":\"T\"}".formatted(i);
    }

    private static String summary(int topic, int bytes) {
        return "{\"kind\":\"summary\",\"topic\":\"t%d\",\"text\":\"%s\"}".formatted(topic, "a".repeat(bytes));
    }

    private void append(String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Checked write(List<String> lines) throws IOException {
        Files.write(file, Story.bytes(lines));
        return ImportFile.check(file, Story.TODAY);
    }

    private ImportCounts read(List<String> lines) throws IOException {
        return ImportFile.read(file, write(lines), given::add);
    }
}
