package org.bitacora.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files far larger than the memory they are checked in: in a process of its own, as the heap's size is the point. */
class BoundedMemoryTest {
    @TempDir
    Path folder;

    @Test
    void aFileOfFiveTimesTheMemoryIsCheckedAndRead() throws Exception {
        Path file = folder.resolve("large.ndjson.gz");
        String text = "x".repeat(2_000);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(Story.bytes(Story.LINES));
            for (int i = 0; i < 80_000; i++) {
                out.write("{\"kind\":\"speech\",\"id\":\"x%d\",\"topic\":\"t1\",\"speaker\":\"ana\",\"text\":\"%s\"}\n"
                        .formatted(i, text)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(inSmallProcess(file)).isEqualTo("faults 0 of [] given 80002");
    }

    @Test
    void aGzipBombIsPassedOver() throws Exception {
        Path file = folder.resolve("bomb.ndjson.gz");
        byte[] letters = new byte[1 << 20];
        Arrays.fill(letters, (byte) 'x');
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < 200; i++) out.write(letters);
            out.write('\n');
            out.write(Story.bytes(Story.LINES));
        }

        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThat(inSmallProcess(file)).isEqualTo("faults 1 of [1 null import.line-too-long] given 2");
    }

    private static String inSmallProcess(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InSmallProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return said;
    }

    /** What runs in the small process. */
    static final class InSmallProcess {
        private InSmallProcess() {}

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            Checked checked = ImportFile.check(file, Story.TODAY);
            ImportCounts counts = ImportFile.read(file, checked, line -> {});
            System.out.printf(
                    "faults %d of %s given %d%n",
                    checked.faultCount(), Story.faults(checked), counts.given().get(ImportKind.SPEECH));
        }
    }
}
