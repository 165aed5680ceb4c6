package org.bitacora.app.importing;

import org.jspecify.annotations.Nullable;

/**
 * Something in an import file that cannot be recorded as it stands.
 *
 * @param line the line's number, from 1; for a fault of the whole file, the last line that was reached
 * @param field the field's path, such as {@code title} or {@code moves[0].sector}, safe to print; null where the line or the file
 *     as a whole is meant
 */
public record ImportFault(int line, @Nullable String field, Reason reason) {
    private static final int FIELD_CHARACTERS_MAX = 80;

    /** A fault of a field whose name may come from the file: it is shortened, and what would not show as itself is replaced. */
    public ImportFault {
        if (field != null) field = printable(field);
    }

    /** Why. The general codes are those of every form; the ones that begin with {@code import.} are of this format alone. */
    public enum Reason {
        TEXT_EMPTY("text.empty"),
        TEXT_TOO_LONG("text.too-long"),
        TEXT_NOT_PLAIN("text.not-plain"),
        ID_MALFORMED("id.malformed"),
        ID_UNKNOWN("id.unknown"),
        ID_TAKEN("id.taken"),
        SECTOR_UNKNOWN("sector.unknown"),
        LIST_SIZE("list.size"),
        TIME_IN_FUTURE("time.in-future"),
        IMPORT_NOT_UTF8("import.not-utf8"),
        IMPORT_NOT_JSON("import.not-json"),
        IMPORT_TOO_DEEP("import.too-deep"),
        IMPORT_LINE_TOO_LONG("import.line-too-long"),
        IMPORT_UNKNOWN_KIND("import.unknown-kind"),
        IMPORT_UNKNOWN_FIELD("import.unknown-field"),
        IMPORT_REPEATED_FIELD("import.repeated-field"),
        IMPORT_WRONG_TYPE("import.wrong-type"),
        IMPORT_NOT_A_DATE("import.not-a-date"),
        IMPORT_OUT_OF_ORDER("import.out-of-order"),
        IMPORT_LISTED_TWICE("import.listed-twice"),
        IMPORT_MINUTES_TOO_LONG("import.minutes-too-long"),
        IMPORT_EMPTY("import.empty"),
        IMPORT_TRUNCATED("import.truncated"),
        IMPORT_GZIP_BROKEN("import.gzip-broken"),
        IMPORT_FILE_TOO_LARGE("import.file-too-large");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /**
         * The reason with this code.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Reason of(String code) {
            for (Reason reason : values()) {
                if (reason.code.equals(code)) return reason;
            }
            throw new IllegalArgumentException("no reason " + code);
        }

        /** The stable code; those of this format have a text in {@code imports_es} and {@code imports_en}. */
        public String code() {
            return code;
        }
    }

    private static String printable(String field) {
        StringBuilder kept = new StringBuilder();
        field.codePoints()
                .limit(FIELD_CHARACTERS_MAX)
                .map(c -> showsAsItself(c) ? c : '\uFFFD')
                .forEach(kept::appendCodePoint);
        if (kept.length() < field.length()) kept.append('…');
        return kept.toString();
    }

    private static boolean showsAsItself(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
