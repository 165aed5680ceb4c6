package org.bitacora.app.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.bitacora.app.House;
import org.bitacora.command.Envelope;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Json;
import org.bitacora.vocabulary.Sector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What scripts and operators see of the commands: their last line and how they end. */
class CommandLineTest {
    private static final String MEMBER = Ids.derived("member", "A");

    @TempDir
    private Path folder;

    private record Ended(int status, String out, String err) {
        JsonNode lastLine() {
            return Json.mapper().readTree(out.lines().toList().getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "demo", "import", "export", "verify", "replay", "invite", "token"})
    void everyCommandExplainsItself(String command) {
        Ended help = execute(command.isEmpty() ? List.of("--help") : List.of(command, "--help"));

        assertThat(help.status).isZero();
        assertThat(help.out).startsWith("Usage: bitacora").contains(command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--port abc",
                "import",
                "import file --visibility everybody",
                "export",
                "verify",
                "replay --view timeline --as nobody",
                "replay --view nonsense",
                "replay --view timeline --on 2018-13-01",
                "replay --view timeline --on 2018-01-01 --as-of 3",
                "token --member x --days 0",
            })
    void wrongUsageEndsWith2AndSaysWhy(String line) {
        Ended ended = executeHere(line);

        assertThat(ended.status).as(ended.err).isEqualTo(2);
        assertThat(ended.err).isNotBlank();
        assertThat(ended.out).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify not-there", "import not-there", "export --to taken"})
    void whatCannotRunEndsWith3AndSaysWhy(String line) throws IOException {
        Files.createDirectories(folder.resolve("taken/by-another"));

        Ended ended = executeHere(line.replaceAll("not-there|taken", folder + "/$0"));

        assertThat(ended.status).as(ended.err).isEqualTo(3);
        assertThat(ended.err).contains(" / ").contains(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"invite nobody", "token --member nobody", "replay --view suggestions/nothing"})
    void whatIsNotThereEndsWith1AndSaysSoInBothLanguages(String line) {
        Ended ended = executeHere(line);

        assertThat(ended.status).as(ended.err).isEqualTo(1);
        assertThat(ended.err).contains(" / ");
    }

    @Test
    void anExportVerifiesUntilABitOfItChanges() throws IOException {
        admitOne();
        Path export = folder.resolve("export");
        assertThat(executeHere("export --to " + export + " --json").status).isZero();

        Ended sound = execute(List.of("verify", export.toString(), "--json"));
        assertThat(sound.status).isZero();
        assertThat(sound.lastLine().path("ok").booleanValue()).isTrue();
        assertThat(sound.lastLine().path("size").intValue()).isEqualTo(1);

        Path checkpoint = export.resolve("checkpoint");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        Ended broken = execute(List.of("verify", export.toString(), "--json"));
        assertThat(broken.status).isEqualTo(1);
        assertThat(broken.lastLine().path("ok").booleanValue(true)).isFalse();
        assertThat(broken.lastLine().path("fault").path("file").stringValue()).isEqualTo("checkpoint");
    }

    @Test
    void aMemberIsGivenALinkAndATokenOnceEach() {
        admitOne();

        Ended link = executeHere("invite " + MEMBER + " --address https://example.org --json");
        assertThat(link.status).isZero();
        assertThat(link.lastLine().path("link").stringValue()).startsWith("https://example.org/entrar?llave=");

        Ended token = executeHere("token --member " + MEMBER + " --json");
        assertThat(token.status).isZero();
        assertThat(token.lastLine().path("token").stringValue()).isNotBlank();
        assertThat(token.lastLine().path("member").stringValue()).isEqualTo(MEMBER);
    }

    private void admitOne() {
        try (House house = House.open(new House.Location(folder.resolve("data"), null), InstantSource.system())) {
            house.desk()
                    .submit(
                            new AdmitMember(MEMBER, "Integrante A", null, Sector.ACADEMIA, null),
                            Envelope.fromOperator("first"));
        }
    }

    /** With this test's data directory, where the command has one. */
    private Ended executeHere(String line) {
        boolean offline = line.startsWith("verify");
        return execute(List.of((offline ? line : line + " --data " + folder.resolve("data")).split(" ")));
    }

    private static Ended execute(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            CommandLine commandLine = Bitacora.commandLine()
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
            int status = commandLine.execute(arguments.toArray(String[]::new));
            return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }
}
