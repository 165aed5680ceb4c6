package org.bitacora.app.importing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an import file. What {@link ImportFile#read} gives is sound: every field within its limits, every id that it names
 * given as a line of its own. Texts are in Unicode NFC with outer blanks cut; what is absent is null; sectors are the group's codes,
 * such as {@code technical-community}; ids are the file's own, exactly as written.
 */
public sealed interface ImportLine {
    /** Its place in the file, from 1; blank lines are counted too. */
    int number();

    ImportKind kind();

    /** What the minutes noted on a topic; it has no id of its own. */
    sealed interface Minuted extends ImportLine {
        String topic();

        /** Markdown, at most 64 KiB. */
        String text();
    }

    /**
     * A person, with what they joined as.
     *
     * @param since the day on which they joined
     * @param moves later changes, in the order of their days
     */
    record Member(
            int number,
            String id,
            String name,
            @Nullable String organization,
            String sector,
            LocalDate since,
            List<Move> moves)
            implements ImportLine {
        @Override
        public ImportKind kind() {
            return ImportKind.MEMBER;
        }
    }

    /** From {@code date} on, a member spoke for this organisation (null: for none) and this sector. */
    record Move(LocalDate date, @Nullable String organization, String sector) {}

    /**
     * A meeting that was held.
     *
     * @param date a day, a month or a year: {@code 2013-08-08}, {@code 2013-08} or {@code 2013}
     * @param attendees ids of members, each once, in the order given
     */
    record Meeting(int number, String id, String date, String title, List<String> attendees) implements ImportLine {
        @Override
        public ImportKind kind() {
            return ImportKind.MEETING;
        }
    }

    /** What was talked about at a meeting. */
    record Topic(int number, String id, String meeting, String title) implements ImportLine {
        @Override
        public ImportKind kind() {
            return ImportKind.TOPIC;
        }
    }

    /**
     * What one person said on a topic.
     *
     * @param speaker id of a member
     * @param text Markdown, at most 64 KiB
     */
    record Speech(int number, String id, String topic, String speaker, String text) implements ImportLine {
        @Override
        public ImportKind kind() {
            return ImportKind.SPEECH;
        }
    }

    /** What the minutes noted as the outcome of a topic. */
    record Conclusion(int number, String topic, String text) implements Minuted {
        @Override
        public ImportKind kind() {
            return ImportKind.CONCLUSION;
        }
    }

    /** What the minutes noted as said on a topic. */
    record Summary(int number, String topic, String text) implements Minuted {
        @Override
        public ImportKind kind() {
            return ImportKind.SUMMARY;
        }
    }
}
