package org.bitacora.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random damage; the seed is printed, and taken back with {@code -Dimport.seed=}. */
class DamagedFileTest {
    private static final int TIMES = 2_000;

    @TempDir
    Path folder;

    @Test
    void whateverIsDamagedTheAnswerIsFaultsAndWhatIsGivenIsSound() {
        long seed = Long.getLong("import.seed", System.nanoTime());
        System.out.println("Damaged files: -Dimport.seed=" + seed);
        Random random = new Random(seed);

        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            int faulty = 0;
            for (int i = 0; i < TIMES; i++) {
                byte[] damaged = damaged(random);
                String round = "round " + i + " of seed " + seed;
                Path file = Files.write(folder.resolve("damaged"), damaged);
                Checked checked = ImportFile.check(file, Story.TODAY);
                if (!checked.sound()) faulty++;
                assertThat(checked.faults().size()).as(round).isEqualTo((int) Math.min(20, checked.faultCount()));
                assertThat(checked.faults()).as(round).isSortedAccordingTo((a, b) -> a.line() - b.line());
                if (checked.whole()) readAndCompare(file, checked, round);
            }
            // Damage that only changes what is said goes unseen, and so does a line that is gone with nothing naming
            // it.
            assertThat(faulty).isBetween(TIMES / 2, TIMES - 1);
        });
    }

    private static void readAndCompare(Path file, Checked checked, String round) throws IOException {
        List<ImportLine> lines = new ArrayList<>();
        ImportCounts counts = ImportFile.read(file, checked, lines::add);

        assertThat(counts.given().values().stream().mapToInt(n -> n).sum())
                .as(round)
                .isEqualTo(lines.size());
        for (ImportKind kind : ImportKind.values()) {
            int all = counts.given().getOrDefault(kind, 0) + counts.leftOut().getOrDefault(kind, 0);
            assertThat(all).as(round).isEqualTo(checked.counts().get(kind));
        }
        if (checked.sound()) assertThat(counts.leftOut().values()).as(round).containsOnly(0);
        assertThat(danglingIn(lines)).as(round).isEmpty();
    }

    private static List<ImportLine> danglingIn(List<ImportLine> lines) {
        Set<String> there = new HashSet<>();
        for (ImportLine line : lines) {
            switch (line) {
                case ImportLine.Member member -> there.add("member " + member.id());
                case ImportLine.Meeting meeting -> there.add("meeting " + meeting.id());
                case ImportLine.Topic topic -> there.add("topic " + topic.id());
                case ImportLine.Speech speech -> there.add("speech " + speech.id());
                case ImportLine.Minuted minuted ->
                    there.add(minuted.kind().code() + " " + minuted.topic() + " " + minuted.number());
            }
        }
        // Were an id given twice, the set would be smaller.
        assertThat(there).hasSameSizeAs(lines);
        return lines.stream()
                .filter(line -> !switch (line) {
                    case ImportLine.Member member -> true;
                    case ImportLine.Meeting meeting ->
                        meeting.attendees().stream().allMatch(id -> there.contains("member " + id));
                    case ImportLine.Topic topic -> there.contains("meeting " + topic.meeting());
                    case ImportLine.Speech speech ->
                        there.contains("topic " + speech.topic()) && there.contains("member " + speech.speaker());
                    case ImportLine.Minuted minuted -> there.contains("topic " + minuted.topic());
                })
                .toList();
    }

    private static byte[] damaged(Random random) {
        List<String> lines = new ArrayList<>(Story.LINES);
        for (int i = random.nextInt(3); i > 0; i--) damageLines(lines, random);
        byte[] plain = Story.bytes(lines);
        byte[] bytes = random.nextInt(4) == 0 ? Story.gzip(plain) : plain;
        for (int i = random.nextInt(4); i > 0; i--) bytes = damageBytes(bytes, random);
        return bytes;
    }

    private static void damageLines(List<String> lines, Random random) {
        if (lines.isEmpty()) return;
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size() + 1), line);
            case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
            case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length())));
            default -> lines.set(at, line.replace("\"id\"", "\"id\":\"other\",\"was\""));
        }
    }

    private static byte[] damageBytes(byte[] bytes, Random random) {
        if (bytes.length == 0) return bytes;
        int at = random.nextInt(bytes.length);
        byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
        byte[] head = Arrays.copyOf(bytes, at);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> head;
            case 2 -> joined(head, Arrays.copyOfRange(tail, Math.min(tail.length, 1 + random.nextInt(9)), tail.length));
            default -> joined(joined(head, Arrays.copyOf(tail, Math.min(tail.length, 1 + random.nextInt(40)))), tail);
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
