package org.bitacora.app.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bitacora.app.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says and with which status it ends, beside a house that runs on the same data directory. */
class ImportTest {
    private static final String MEMBER =
            "{\"kind\":\"member\",\"id\":\"ana\",\"name\":\"Ana\",\"sector\":\"academia\",\"since\":\"2013-08-08\"}";
    private static final String MEETING =
            "{\"kind\":\"meeting\",\"id\":\"g\",\"date\":\"2013-08\",\"title\":\"Charlas\",\"attendees\":[\"ana\"]}";
    private static final String FAULTY =
            "{\"kind\":\"meeting\",\"id\":\"h\",\"date\":\"2013-13\",\"title\":\"Charlas\",\"attendees\":[]}";

    @TempDir
    private static Path folder;

    private static House house;

    @BeforeAll
    static void open() {
        house = House.open(new House.Location(folder.resolve("data"), null), InstantSource.system());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void aSoundFileIsEnteredAndASecondTimeAddsNothing() throws IOException {
        Path file = file("sound", MEMBER, MEETING);

        CommandRun first = run("--dialogue", "sound", "--json", file.toString());
        CommandRun again = run("--dialogue", "sound", "--json", file.toString());

        assertThat(first.status()).isEqualTo(ExitStatus.DONE);
        assertThat(first.err()).isEmpty();
        assertThat(first.json().path("added").toString())
                .isEqualTo("{\"members\":1,\"meetings\":1,\"threads\":0,\"contributions\":0,\"conclusions\":0,"
                        + "\"summaries\":0}");
        assertThat(first.json().has("leftOut")).isFalse();
        assertThat(again.status()).isEqualTo(ExitStatus.DONE);
        assertThat(again.json().path("added").path("members").asInt()).isZero();
    }

    @Test
    void ofAFaultyFileNothingIsEnteredAndEachFaultIsToldInBothLanguages() throws IOException {
        long size = house.record().size();

        CommandRun ended = run(
                "--dialogue", "faulty", "--json", file("faulty", MEMBER, FAULTY).toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.NO);
        assertThat(ended.err())
                .isEqualToIgnoringNewLines("Línea / Line 2, date, import.not-a-date: Esto no es una fecha. Escriba"
                        + " AAAA-MM-DD; en una reunión también sirven AAAA-MM y AAAA. / This is not a date. Write"
                        + " YYYY-MM-DD; for a meeting, YYYY-MM or YYYY will do as well.");
        assertThat(ended.json().path("added").isEmpty()).isTrue();
        assertThat(ended.json().path("faults").toString())
                .isEqualTo("[{\"line\":2,\"field\":\"date\",\"code\":\"import.not-a-date\"}]");
        assertThat(house.record().size()).isEqualTo(size);
    }

    @Test
    void whatIsLeftOutIsCounted() throws IOException {
        Path file = file("skipped", MEMBER, MEETING, FAULTY, "?");

        CommandRun ended = run("--dialogue", "skipped", "--skip-faulty", "--json", file.toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.DONE);
        assertThat(ended.json().path("added").path("meetings").asInt()).isEqualTo(1);
        assertThat(ended.json().path("leftOut").toString())
                .isEqualTo("{\"members\":0,\"meetings\":1,\"threads\":0,\"contributions\":0,\"conclusions\":0,"
                        + "\"summaries\":0,\"unreadable\":1,\"attendances\":0}");
    }

    @Test
    void aFileThatCannotBeReadToItsEndCannotBeSkippedThrough() throws IOException {
        CommandRun ended = run("--skip-faulty", "--json", file("nothing").toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.NO);
        assertThat(ended.json().path("faults").path(0).path("code").asString()).isEqualTo("import.empty");
    }

    @Test
    void twentyFaultsAreToldAndHowManyMoreThereAre() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) lines.add("{\"kind\":\"vote\"}");

        CommandRun ended = run(file("fifty", lines.toArray(String[]::new)).toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.NO);
        assertThat(ended.err().lines()).hasSize(21).last().isEqualTo("… y 30 más / and 30 more");
        assertThat(ended.out().strip()).isEqualTo("Nada se asentó / Nothing was recorded.");
    }

    @Test
    void whatTheRecordRefusesStopsAtItsLine() throws IOException {
        run("--dialogue", "stopped", file("stopped", MEMBER, MEETING).toString());

        CommandRun ended = run(
                "--dialogue",
                "stopped",
                "--json",
                file("stopped", MEMBER, MEETING.replace("2013-08", "2013-09")).toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.NO);
        assertThat(ended.err()).startsWith("Línea / Line 2, key, command.key-reused: Con este identificador ya se");
        assertThat(ended.json().path("stopped").toString())
                .isEqualTo("{\"line\":2,\"field\":\"key\",\"code\":\"command.key-reused\"}");
    }

    @Test
    void whatIsNoFileIsNotImported() {
        for (Path path : List.of(folder, folder.resolve("missing"))) {
            CommandRun ended = run("--json", path.toString());

            assertThat(ended.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
            assertThat(ended.err())
                    .isEqualToIgnoringNewLines(
                            "No es un archivo que se pueda leer / Not a file that can be read: " + path);
        }
    }

    @Test
    void aSourceOrADialogueThatTheRecordWouldNotTakeIsWrongUsage() throws IOException {
        String file = file("usage", MEMBER).toString();

        assertThat(run("--source", "a".repeat(2_001), file).status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run("--dialogue", "a\nb", file).status()).isEqualTo(ExitStatus.USAGE);
    }

    private static Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name + ".ndjson"), List.of(lines));
    }

    private static CommandRun run(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("import", "--data", folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        return CommandRun.of(command);
    }
}
