package org.bitacora.app.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.bitacora.app.House;
import org.bitacora.command.Envelope;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Sector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts and operators see of the commands: their last line and how they end. */
class CommandLineTest {
    private static final String MEMBER = Ids.derived("member", "A");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "demo", "import", "export", "verify", "replay", "invite", "token"})
    void everyCommandExplainsItself(String command) {
        CommandRun help = CommandRun.of(command.isEmpty() ? List.of("--help") : List.of(command, "--help"));

        assertThat(help.status()).isZero();
        assertThat(help.out()).startsWith("Usage: bitacora").contains(command).contains(" / ");
    }

    @Test
    @Timeout(60)
    void aServerBeginsOnceTheProcessEndsThatHasTheDirectoryOpen() throws Exception {
        LocationOptions location = new LocationOptions();
        location.data = folder.resolve("data");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream errBefore = System.err;
        System.setErr(new PrintStream(told, true, UTF_8));
        try {
            FutureTask<House> server = new FutureTask<>(location::openAsOwner);
            try (House first = location.open()) {
                Thread.startVirtualThread(server);
                while (!told.toString(UTF_8).contains("Another process")) Thread.sleep(10);
                assertThat(server.isDone()).isFalse();
                assertThat(first.record().size()).isZero();
            }
            try (House house = server.get()) {
                assertThat(house.record().size()).isZero();
            }
        } finally {
            System.setErr(errBefore);
        }
    }

    @Test
    void everyCommandSaysItsVersion() {
        assertThat(CommandRun.of(List.of("--version")).out()).startsWith("bitacora ");
        assertThat(CommandRun.of(List.of("verify", "--version")).out()).startsWith("bitacora ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--port abc",
                "--port 99999",
                "demo --port -1",
                "import",
                "import file --visibility everybody",
                "export",
                "verify",
                "verify . --key junk",
                "replay --view timeline --as nobody",
                "replay --view nonsense",
                "replay --view timeline --on 2018-13-01",
                "replay --view timeline --on 2018-01-01 --as-of 3",
                "token --member x --days 0",
            })
    void wrongUsageEndsWith2AndSaysWhy(String line) {
        if (line.startsWith("replay")) admitOne();
        CommandRun ended = executeHere(line);

        assertThat(ended.status()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).isNotBlank();
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify not-there", "import not-there", "export --to taken"})
    void whatCannotRunEndsWith3AndSaysWhy(String line) throws IOException {
        Files.createDirectories(folder.resolve("taken/by-another"));

        CommandRun ended = executeHere(line.replaceAll("not-there|taken", folder + "/$0"));

        assertThat(ended.status()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains(" / ").contains(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"export --to elsewhere", "replay --view timeline", "invite nobody", "token --member nobody"})
    void whatNeedsARecordBeginsNone(String line) {
        Path nowhere = folder.resolve("nowhere");
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--data", nowhere.toString()));
        CommandRun ended = CommandRun.of(words);

        assertThat(ended.status()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("no existe / does not exist: " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun ended = executeHere("run --port " + taken.getLocalPort());

            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.err()).contains("el puerto está ocupado / the port is in use: " + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invite nobody", "token --member nobody", "replay --view suggestions/nothing"})
    void whatIsNotThereEndsWith1AndSaysSoInBothLanguages(String line) {
        admitOne();
        CommandRun ended = executeHere(line);

        assertThat(ended.status()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err()).contains(" / ");
    }

    @Test
    void anExportVerifiesUntilABitOfItChanges() throws IOException {
        admitOne();
        Path export = folder.resolve("export");
        assertThat(executeHere("export --to " + export + " --json").status()).isZero();

        CommandRun sound = CommandRun.of(List.of("verify", export.toString(), "--json"));
        assertThat(sound.status()).isZero();
        assertThat(sound.json().path("ok").booleanValue()).isTrue();
        assertThat(sound.json().path("size").intValue()).isEqualTo(1);

        Path checkpoint = export.resolve("checkpoint");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        CommandRun broken = CommandRun.of(List.of("verify", export.toString(), "--json"));
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.json().path("ok").booleanValue(true)).isFalse();
        assertThat(broken.json().path("fault").path("file").stringValue()).isEqualTo("checkpoint");
    }

    @Test
    void aMemberIsGivenALinkAndATokenOnceEach() {
        admitOne();

        try (House house = House.open(new House.Location(folder.resolve("data"), null), InstantSource.system())) {
            ServedAt.tell(house.database(), "http://127.0.0.1:8123");
        }
        assertThat(executeHere("invite " + MEMBER).out()).startsWith("http://127.0.0.1:8123/entrar?llave=");
        CommandRun link = executeHere("invite " + MEMBER + " --address https://example.org --json");
        assertThat(link.status()).isZero();
        assertThat(link.json().path("link").stringValue()).startsWith("https://example.org/entrar?llave=");

        CommandRun token = executeHere("token --member " + MEMBER + " --json");
        assertThat(token.status()).isZero();
        assertThat(token.json().path("token").stringValue()).isNotBlank();
        assertThat(token.json().path("member").stringValue()).isEqualTo(MEMBER);
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
    private CommandRun executeHere(String line) {
        boolean offline = line.startsWith("verify");
        return CommandRun.of(List.of((offline ? line : line + " --data " + folder.resolve("data")).split(" ")));
    }
}
