package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 512, 600, 8_192, 8_193})
    void whatIsWrittenVerifies(int size) throws IOException {
        ExampleExport export = ExampleExport.write(scratch, size);

        Verification verification = export.verify();

        assertThat(verification.fault()).isNull();
        assertThat(verification.ok()).isTrue();
        assertThat(verification.pinned()).isFalse();
        assertThat(verification.checkpoint()).isEqualTo(ExampleExport.checkpoint(export.key(), export.items()));
        assertThat(verification.key()).isEqualTo(export.key().verifier());
        assertThat(verification.disclosed())
                .isEqualTo(export.items().stream()
                        .filter(item -> item.disclosure() != null)
                        .count());
    }

    @Test
    void isAFolderOfTilesWithTheEventsBesideIt() throws IOException {
        assertThat(ExampleExport.write(scratch, 600).files())
                .containsExactly(
                        "checkpoint",
                        "events/000000000000.ndjson",
                        "events/index.ndjson",
                        "key.pub",
                        "tile/0/000",
                        "tile/0/001",
                        "tile/0/002.p/88",
                        "tile/1/000.p/2",
                        "tile/entries/000",
                        "tile/entries/001",
                        "tile/entries/002.p/88");
    }

    @Test
    void anEventIsOneLineWithItsPayloadAsItWasRecorded() throws IOException {
        ExampleExport export = ExampleExport.write(scratch, 4);
        Disclosure first = Objects.requireNonNull(export.items().getFirst().disclosure());

        List<String> lines = Files.readAllLines(export.directory().resolve("events/000000000000.ndjson"));

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .startsWith("{\"position\":0,\"recordedAt\":\"2026-11-24T17:54:11.120Z\","
                        + "\"type\":\"suggestions.SuggestionSubmitted\",\"version\":\"1\",")
                .endsWith(",\"payload\":" + first.payload() + "}");
        assertThat(lines.getLast()).startsWith("{\"position\":3,");
        assertThat(Files.readAllLines(export.directory().resolve("events/index.ndjson")))
                .containsExactly(
                        "{\"file\":\"events/000000000000.ndjson\",\"from\":0,\"to\":3,\"disclosed\":3,\"bytes\":"
                                + Files.size(export.directory().resolve("events/000000000000.ndjson")) + "}");
    }

    @Test
    void whatIsNotDisclosedLeavesNoTrace() throws IOException {
        List<ExportWriter.Item> items = ExampleExport.items(30);
        Disclosure secret = Examples.disclosure(new Random(99), 777);
        items.set(8, new ExportWriter.Item(Examples.entry(8, secret), null));

        ExampleExport export = ExampleExport.write(scratch, items);

        for (String file : export.files()) {
            String content = new String(export.read(file), StandardCharsets.ISO_8859_1);
            assertThat(content)
                    .as(file)
                    .doesNotContain("00777", secret.salts().payload().base64());
        }
    }

    @Test
    void pinsTheKeyAndOriginThatTheReaderBelieves() throws IOException {
        ExampleExport export = ExampleExport.write(scratch, 5);
        VerifierKey key = export.key().verifier();
        VerifierKey another =
                SigningKey.create(scratch.resolve("b"), key.name()).verifier();

        Verification believed = export.verify(new Verification.Pin(key.name(), key));
        assertThat(believed.ok()).isTrue();
        assertThat(believed.pinned()).isTrue();
        assertThat(export.verify(new Verification.Pin(key.name(), null)).pinned())
                .isFalse();
        assertThat(export.verify(new Verification.Pin(null, another)).fault())
                .extracting(Fault::kind, Fault::file)
                .containsExactly(Fault.Kind.KEY_NOT_PINNED, "key.pub");
        assertThat(export.verify(new Verification.Pin("bitacora/x", null)).fault())
                .extracting(Fault::kind, Fault::file)
                .containsExactly(Fault.Kind.ORIGIN_NOT_PINNED, "key.pub");
    }

    @Test
    void verifiesThroughALinkToItsFolder() throws IOException {
        ExampleExport export = ExampleExport.write(scratch, 5);
        Path link = Files.createSymbolicLink(scratch.resolve("link"), export.directory());

        assertThat(ExportVerifier.verify(link, Verification.Pin.NONE, done -> {})
                        .fault())
                .isNull();
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        ExampleExport export = ExampleExport.write(scratch, 300);
        List<Long> written = new ArrayList<>();
        List<Long> verified = new ArrayList<>();

        ExportWriter.write(
                scratch.resolve("again"),
                ExampleExport.checkpoint(export.key(), export.items()),
                export.key().verifier(),
                export.items().stream(),
                written::add);
        ExportVerifier.verify(scratch.resolve("again"), Verification.Pin.NONE, verified::add);

        assertThat(written).hasSize(300).endsWith(299L, 300L);
        assertThat(verified).containsExactly(256L, 300L);
    }

    @Test
    void isWrittenTheSameEveryTime() throws IOException {
        ExampleExport export = ExampleExport.write(scratch, 300);
        Path again = scratch.resolve("again");
        ExportWriter.write(
                again,
                ExampleExport.checkpoint(export.key(), export.items()),
                export.key().verifier(),
                export.items().stream(),
                done -> {});

        for (String file : export.files()) {
            assertThat(again.resolve(file)).hasBinaryContent(export.read(file));
        }
    }

    @Test
    void isWrittenOnlyIntoAnEmptyFolder() throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("full"));
        Files.writeString(directory.resolve("letter.txt"), "mine");
        SigningKey key = SigningKey.create(scratch.resolve("k"), "bitacora/a");
        List<ExportWriter.Item> items = ExampleExport.items(2);

        assertThatThrownBy(() -> write(directory, key, ExampleExport.checkpoint(key, items), items))
                .isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(directory).isDirectoryContaining(file -> file.endsWith("letter.txt"));
        assertThatThrownBy(() -> ExportVerifier.verify(scratch.resolve("nowhere"), Verification.Pin.NONE, done -> {}))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void isRefusedForARecordThatIsNotTheOneThatWasSigned() throws IOException {
        SigningKey key = SigningKey.create(scratch.resolve("k"), "bitacora/a");
        List<ExportWriter.Item> items = ExampleExport.items(20);
        Checkpoint signed = ExampleExport.checkpoint(key, items);
        List<ExportWriter.Item> shorter = items.subList(0, 19);
        List<ExportWriter.Item> longer = ExampleExport.items(20);
        longer.addAll(ExampleExport.items(21).subList(20, 21));
        List<ExportWriter.Item> gap = new ArrayList<>(items);
        gap.remove(4);
        List<ExportWriter.Item> changed = new ArrayList<>(items);
        Disclosure other = Examples.disclosure(new Random(5), 4);
        changed.set(4, new ExportWriter.Item(Examples.entry(4, other), other));

        int number = 0;
        for (List<ExportWriter.Item> wrong : List.of(shorter, longer, gap, changed)) {
            Path directory = scratch.resolve("export" + number++);
            assertThatThrownBy(() -> write(directory, key, signed, wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThat(directory.resolve("checkpoint")).doesNotExist();
            assertThat(ExportVerifier.verify(directory, Verification.Pin.NONE, done -> {})
                            .ok())
                    .isFalse();
        }
    }

    private static void write(Path directory, SigningKey key, Checkpoint checkpoint, List<ExportWriter.Item> items)
            throws IOException {
        ExportWriter.write(directory, checkpoint, key.verifier(), items.stream(), done -> {});
    }
}
