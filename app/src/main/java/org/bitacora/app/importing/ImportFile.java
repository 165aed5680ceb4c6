package org.bitacora.app.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A file to import, in the format of {@code docs/import-format.md}. It is read twice: once to check it as a whole, while nothing is
 * recorded, and once to give its lines on. Between the two, ids and references are kept, and no text: about 50 bytes a line.
 */
public final class ImportFile {
    private ImportFile() {}

    /**
     * Checks form, limits and references of every line. A file in which a line names an id that only a later line gives is gone over
     * twice.
     *
     * @param today the present day in the group's zone; no date of the file may begin after it
     * @throws FileChangedException if the file changed while it was checked
     * @throws IOException if it cannot be read; what is wrong with its content is told in the result instead
     */
    public static Checked check(Path file, LocalDate today) throws IOException {
        return check(file, today, ImportLimits.STANDARD);
    }

    static Checked check(Path file, LocalDate today, ImportLimits limits) throws IOException {
        KnownLines known = new KnownLines();
        ImportPass pass = new ImportPass(known, limits, today);
        Counting counting = new Counting();
        String sha256 = pass.over(file, counting);
        known.complete();
        if (known.namesAhead()) {
            known.judgeAnew();
            pass = new ImportPass(known, limits, today);
            if (!pass.over(file, new Counting()).equals(sha256)) throw new FileChangedException(file);
        }
        return new Checked(sha256, today, limits, known, counting.counts(), pass);
    }

    /**
     * Gives the sound lines of a checked file on, in its order. Where the check found faults, the lines that have them are left out,
     * and so are the lines that need one of those: a meeting takes its topics with it, a topic its speeches, conclusions and
     * summaries, a member their speeches and, out of meetings that stay, their attendances.
     *
     * @param checked what {@link #check} found in this file; it must be {@link Checked#whole}
     * @throws FileChangedException if the file is no longer the one that was checked; this is seen before the first line is given
     *     unless the file changes while it is being read; even then each line given is sound by itself and names known ids
     * @throws IllegalStateException if the file was not whole
     */
    public static ImportCounts read(Path file, Checked checked, Consumer<? super ImportLine> consumer)
            throws IOException {
        if (!checked.whole()) throw new IllegalStateException("not readable to its end: " + file);
        if (!ImportSource.sha256(file).equals(checked.sha256())) throw new FileChangedException(file);
        Giving giving = new Giving(checked.known(), consumer);
        ImportPass pass = new ImportPass(checked.known(), checked.limits(), checked.today());
        if (!pass.over(file, giving).equals(checked.sha256())) throw new FileChangedException(file);
        return giving.counts();
    }

    private static final class Counting implements ImportPass.Visitor {
        private final Map<ImportKind, Integer> counts = noneOfEach();

        @Override
        public void line(LineForm.Judged judged) {
            counts.merge(judged.line().kind(), 1, Integer::sum);
        }

        @Override
        public void unreadable() {
            // Without a kind it counts as a fault alone.
        }

        Map<ImportKind, Integer> counts() {
            return Collections.unmodifiableMap(counts);
        }
    }

    private static final class Giving implements ImportPass.Visitor {
        private final KnownLines known;
        private final Consumer<? super ImportLine> consumer;
        private final Map<ImportKind, Integer> given = noneOfEach();
        private final Map<ImportKind, Integer> leftOut = noneOfEach();
        private int leftOutUnreadable;
        private int leftOutAttendances;

        Giving(KnownLines known, Consumer<? super ImportLine> consumer) {
            this.known = known;
            this.consumer = consumer;
        }

        @Override
        public void line(LineForm.Judged judged) {
            ImportLine line = judged.line();
            if (!judged.sound() || known.isOut(line)) {
                leftOut.merge(line.kind(), 1, Integer::sum);
                return;
            }
            given.merge(line.kind(), 1, Integer::sum);
            consumer.accept(
                    line instanceof ImportLine.Meeting meeting ? attended(meeting, judged.attendeesNamed()) : line);
        }

        @Override
        public void unreadable() {
            leftOutUnreadable++;
        }

        private ImportLine.Meeting attended(ImportLine.Meeting meeting, int attendeesNamed) {
            List<String> there = new ArrayList<>(meeting.attendees());
            there.removeIf(id -> known.isOut(ImportKind.MEMBER, id));
            leftOutAttendances += attendeesNamed - there.size();
            return new ImportLine.Meeting(
                    meeting.number(), meeting.id(), meeting.date(), meeting.title(), List.copyOf(there));
        }

        ImportCounts counts() {
            return new ImportCounts(
                    Collections.unmodifiableMap(given),
                    Collections.unmodifiableMap(leftOut),
                    leftOutUnreadable,
                    leftOutAttendances);
        }
    }

    private static Map<ImportKind, Integer> noneOfEach() {
        Map<ImportKind, Integer> counts = new EnumMap<>(ImportKind.class);
        for (ImportKind kind : ImportKind.values()) counts.put(kind, 0);
        return counts;
    }
}
