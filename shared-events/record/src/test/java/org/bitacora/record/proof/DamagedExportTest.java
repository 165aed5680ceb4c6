package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of every kind to an export of 600 events, a third of them undisclosed. Each is found and named. */
class DamagedExportTest {

    private static final String EVENTS = "events/000000000000.ndjson";

    @TempDir
    private Path scratch;

    private ExampleExport export;

    @BeforeEach
    void write() throws IOException {
        export = ExampleExport.write(scratch, 600);
        assertThat(export.verify().fault()).isNull();
    }

    @Test
    void aThousandBitsFlippedAnywhereAreFound() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("bits flipped with -Dseed=" + seed);
        Random random = new Random(seed);
        List<String> files = export.files();
        long[] lengths = new long[files.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Files.size(export.directory().resolve(files.get(i)));
        }
        for (int flips = 0; flips < 1_000; flips++) {
            long offset = random.nextLong(Arrays.stream(lengths).sum());
            int file = 0;
            while (offset >= lengths[file]) {
                offset -= lengths[file++];
            }
            assertFoundWhenFlipped(files.get(file), Math.toIntExact(offset), random.nextInt(8));
        }
    }

    @Test
    void everyBitOfCheckpointAndKeyIsGuarded() throws IOException {
        for (String file : List.of("checkpoint", "key.pub")) {
            int length = export.read(file).length;
            for (int offset = 0; offset < length; offset++) {
                for (int bit = 0; bit < 8; bit++) {
                    assertFoundWhenFlipped(file, offset, bit);
                }
            }
        }
    }

    @Test
    void everyByteOfASmallExportIsGuarded() throws IOException {
        export = ExampleExport.write(Files.createDirectory(scratch.resolve("small")), 2);
        for (String file : export.files()) {
            int length = export.read(file).length;
            for (int offset = 0; offset < length; offset++) {
                assertFoundWhenFlipped(file, offset, offset % 8);
            }
        }
    }

    @Test
    void filesCutOffAreFound() throws IOException {
        for (String file : export.files()) {
            byte[] whole = export.read(file);
            for (int length : List.of(0, 1, whole.length / 3, whole.length / 2, whole.length - 1)) {
                export.write(file, Arrays.copyOf(whole, length));
                assertThat(fault().file()).as("%s cut to %d", file, length).isEqualTo(file);
            }
            export.write(file, whole);
        }
    }

    @Test
    void linesCutOffAreFound() throws IOException {
        byte[] whole = export.read(EVENTS);
        byte[] withoutLast = firstLines(EVENTS, 399);

        export.write(EVENTS, withoutLast);

        assertThat(withoutLast.length).isLessThan(whole.length);
        assertThat(fault()).isEqualTo(new Fault(Fault.Kind.EVENT_COUNT, EVENTS, null, "it holds 399 events, not 400"));
    }

    @Test
    void filesThatGoOnAreFound() throws IOException {
        for (String file : export.files()) {
            byte[] whole = export.read(file);
            for (String more : List.of("\n", " ", "x", "{}\n", new String(whole, StandardCharsets.ISO_8859_1))) {
                byte[] longer = Arrays.copyOf(whole, whole.length + more.length());
                System.arraycopy(more.getBytes(StandardCharsets.ISO_8859_1), 0, longer, whole.length, more.length());
                export.write(file, longer);
                assertThat(fault().file()).as("%s and %s", file, more).isEqualTo(file);
            }
            export.write(file, whole);
        }
    }

    @Test
    void missingFilesAreFound() throws IOException {
        for (String file : export.files()) {
            byte[] content = export.read(file);
            Files.delete(export.directory().resolve(file));
            assertThat(fault()).extracting(Fault::kind, Fault::file).containsExactly(Fault.Kind.FILE_MISSING, file);
            export.write(file, content);
        }
    }

    @Test
    void additionalFilesAreFound() throws IOException {
        for (String file : List.of(
                "letter.txt",
                ".DS_Store",
                "checkpoint.old",
                "events/000000008192.ndjson",
                "events/000000000001.ndjson",
                "events/0000000000000.ndjson",
                "tile/0/003",
                "tile/0/002",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/0/002.p/87",
                "tile/0/x000/000",
                "tile/0/000.p/256",
                "tile/2/000.p/1",
                "tile/00/000",
                "tile/entries/003.p/1",
                "tile/entries/002.p/88.gz")) {
            Path path = export.directory().resolve(file);
            Path folder = Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, new byte[32]);
            assertThat(fault())
                    .as(file)
                    .extracting(Fault::kind, Fault::file)
                    .containsExactly(Fault.Kind.FILE_UNEXPECTED, file);
            Files.delete(path);
            while (isEmpty(folder)) {
                Files.delete(folder);
                folder = Objects.requireNonNull(folder.getParent());
            }
        }
        assertThat(export.verify().ok()).isTrue();
    }

    @Test
    void emptyFoldersAndLinksAreFound() throws IOException {
        Path folder = Files.createDirectory(export.directory().resolve("tile/3"));
        assertThat(fault().file()).isEqualTo("tile/3");
        Files.delete(folder);

        Path elsewhere = Files.move(export.directory().resolve(EVENTS), scratch.resolve("elsewhere"));
        Files.createSymbolicLink(export.directory().resolve(EVENTS), elsewhere);
        assertThat(fault()).extracting(Fault::kind, Fault::file).containsExactly(Fault.Kind.FILE_UNEXPECTED, EVENTS);
    }

    @Test
    void aFolderInPlaceOfAFileIsFound() throws IOException {
        for (String file : export.files()) {
            Path path = export.directory().resolve(file);
            byte[] content = export.read(file);
            Files.delete(path);
            Files.createDirectory(path);
            assertThat(fault()).extracting(Fault::kind, Fault::file).containsExactly(Fault.Kind.FILE_UNEXPECTED, file);
            Files.delete(path);
            export.write(file, content);
        }
    }

    @Test
    void filesThatTradedPlacesAreFound() throws IOException {
        List<String> files = export.files();
        for (String one : files) {
            for (String other : files) {
                if (one.compareTo(other) < 0) {
                    byte[] content = export.read(one);
                    export.write(one, export.read(other));
                    export.write(other, content);
                    assertThat(export.verify().ok()).as("%s and %s", one, other).isFalse();
                    export.write(other, export.read(one));
                    export.write(one, content);
                }
            }
        }
        assertThat(export.verify().ok()).isTrue();
    }

    @Test
    void linesThatTradedPlacesOrCameTwiceAreFound() throws IOException {
        List<String> lines = Files.readAllLines(export.directory().resolve(EVENTS));
        List<String> traded = new ArrayList<>(lines);
        Collections.swap(traded, 10, 11);
        List<String> twice = new ArrayList<>(lines);
        twice.add(10, lines.get(10));
        List<String> tooFar = new ArrayList<>(lines);
        tooFar.add(lines.getLast().replace("{\"position\":598,", "{\"position\":600,"));

        Files.write(export.directory().resolve(EVENTS), traded);
        assertThat(fault()).extracting(Fault::kind, Fault::position).containsExactly(Fault.Kind.EVENT_ORDER, 15L);
        Files.write(export.directory().resolve(EVENTS), twice);
        assertThat(fault()).extracting(Fault::kind, Fault::position).containsExactly(Fault.Kind.EVENT_ORDER, 15L);
        Files.write(export.directory().resolve(EVENTS), tooFar);
        assertThat(fault()).extracting(Fault::kind, Fault::file).containsExactly(Fault.Kind.EVENT_ORDER, EVENTS);
    }

    @Test
    void anotherSpellingOfTheSameEventIsFound() throws IOException {
        String line = Files.readAllLines(export.directory().resolve(EVENTS)).get(8);
        for (String other : List.of(
                line.replace(",\"recordedAt\"", ", \"recordedAt\""),
                line.replace("línea", "l\\u00ednea"),
                line.replace("\\n", "\\u000a"),
                line.replace("\"version\":\"1\"", "\"version\":1"),
                line.replace("\"metadata\":{", "\"metadata\":{\"actor\":\"x\","),
                line.replace("\"type\":\"s", "\"type\":\"S"),
                line.replace("\"tags\":[", "\"tags\":[\"a:b\","),
                line.replace(",\"payload\":{", ",\"payload\": {"),
                line.replace(",\"payload\":{", ",\"payload\":{\"x\":1,"),
                line.substring(0, line.length() - 1) + ",\"more\":1}",
                line + " ",
                line.substring(0, line.length() - 1))) {
            assertThat(other).isNotEqualTo(line);
            assertThat(faultOfLine(8, other))
                    .as(other)
                    .extracting(Fault::file, Fault::position)
                    .containsExactly(EVENTS, 12L);
        }
    }

    @Test
    void aLineThatNamesNoPositionIsFound() throws IOException {
        for (String other : List.of("", "{}", " {\"position\":12,", "{\"position\":-1,", "{\"position\":012,")) {
            Fault fault = faultOfLine(8, other);
            assertThat(fault.kind()).as(other).isEqualTo(Fault.Kind.EVENT_MALFORMED);
            assertThat(fault.detail()).startsWith("line 9: ");
        }
    }

    @Test
    void aRewrittenRecordDoesNotHashToTheSignedRoot() throws IOException {
        List<ExportWriter.Item> items = new ArrayList<>(export.items());
        Disclosure forged = Examples.disclosure(new Random(7), 31);
        items.set(31, new ExportWriter.Item(Examples.entry(31, forged), forged));
        ExampleExport rewritten = ExampleExport.write(Files.createDirectory(scratch.resolve("b")), items);
        rewritten.write("checkpoint", export.read("checkpoint"));
        assertThat(Objects.requireNonNull(rewritten.verify().fault()).kind()).isEqualTo(Fault.Kind.CHECKPOINT_INVALID);

        rewritten.write("key.pub", export.read("key.pub"));

        assertThat(rewritten.verify().fault())
                .extracting(Fault::kind, Fault::file)
                .containsExactly(Fault.Kind.ROOT_MISMATCH, "checkpoint");
    }

    @Test
    void anEntryEarlierThanTheOneBeforeItIsFound() throws IOException {
        List<ExportWriter.Item> items = ExampleExport.items(10);
        Entry late = items.get(4).entry();
        Entry early = new Entry(
                4, late.recordedAt().minusSeconds(60), late.type(), late.version(), late.id(), late.commitments());
        items.set(4, new ExportWriter.Item(early, null));

        ExampleExport other = ExampleExport.write(Files.createDirectory(scratch.resolve("b")), items);

        assertThat(other.verify().fault())
                .extracting(Fault::kind, Fault::position)
                .containsExactly(Fault.Kind.ENTRY_MALFORMED, 4L);
    }

    private void assertFoundWhenFlipped(String file, int offset, int bit) throws IOException {
        byte[] content = export.read(file);
        content[offset] ^= (byte) (1 << bit);
        export.write(file, content);
        assertThat(fault().file()).as("%s, byte %d, bit %d", file, offset, bit).isEqualTo(file);
        content[offset] ^= (byte) (1 << bit);
        export.write(file, content);
    }

    private Fault faultOfLine(int number, String other) throws IOException {
        byte[] events = export.read(EVENTS);
        List<String> lines = Files.readAllLines(export.directory().resolve(EVENTS));
        lines.set(number, other);
        Files.write(export.directory().resolve(EVENTS), lines);
        Fault fault = fault();
        export.write(EVENTS, events);
        return fault;
    }

    private Fault fault() {
        return Objects.requireNonNull(export.verify().fault(), "no fault was found");
    }

    private byte[] firstLines(String file, int count) throws IOException {
        byte[] content = export.read(file);
        int length = 0;
        for (int lines = 0; lines < count; length++) {
            if (content[length] == '\n') {
                lines++;
            }
        }
        return Arrays.copyOf(content, length);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var content = Files.list(directory)) {
            return content.findAny().isEmpty();
        }
    }
}
