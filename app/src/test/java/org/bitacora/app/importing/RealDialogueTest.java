package org.bitacora.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ten years of a real dialogue, where that file is at hand: it is no part of the product. */
class RealDialogueTest {
    private static final String FILE = "shared/data/dialogue-2015-2024.ndjson.gz";

    @Test
    void tenYearsOfARealDialogueAreSoundAsTheyAre() throws IOException {
        Path file = Story.above(FILE).orElseGet(RealDialogueTest::skipLoudly);
        LocalDate today = LocalDate.of(2026, 11, 24);

        long start = System.nanoTime();
        Checked checked = ImportFile.check(file, today);
        long checkedAfter = System.nanoTime();
        Set<String> names = new HashSet<>();
        ImportCounts counts = ImportFile.read(file, checked, line -> {
            if (line instanceof ImportLine.Member member) names.add(member.name());
        });
        long readAfter = System.nanoTime();
        System.out.printf(
                "Ten years: checked in %,d ms, read in %,d ms%n",
                (checkedAfter - start) / 1_000_000, (readAfter - checkedAfter) / 1_000_000);

        assertThat(Story.faults(checked)).isEmpty();
        assertThat(checked.lines()).isEqualTo(70_192);
        assertThat(checked.counts().values()).containsExactly(573, 194, 2_249, 65_343, 1_568, 265);
        assertThat(counts.given()).isEqualTo(checked.counts());
        assertThat(counts.leftOut().values()).containsOnly(0);
        assertThat(counts.leftOutAttendances()).isZero();
        assertThat(names).contains("István Sebestyén");
    }

    private static Path skipLoudly() {
        System.err.println("SKIPPED: no " + FILE + " above this module, so the ten-year file was not checked");
        return abort("no " + FILE);
    }
}
