package org.bitacora.app.importing;

import static org.bitacora.app.importing.ImportFault.Reason.TEXT_EMPTY;
import static org.bitacora.app.importing.ImportFault.Reason.TEXT_NOT_PLAIN;
import static org.bitacora.app.importing.ImportFault.Reason.TEXT_TOO_LONG;

import java.text.Normalizer;
import org.bitacora.app.importing.ImportFault.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of text that a file holds, with the group's limits. Lengths are measured in Unicode NFC with outer blanks cut; one-line
 * texts in characters (code points), bodies in bytes of UTF-8.
 */
enum PlainText {
    PERSON_NAME(120),
    ORGANIZATION_NAME(200),
    TITLE(200),
    BODY(64 * 1024);

    private final int lengthMax;

    PlainText(int lengthMax) {
        this.lengthMax = lengthMax;
    }

    /** In NFC, without the blanks (white space and no-break spaces) at either end. */
    static String normalized(String raw) {
        String text = Normalizer.isNormalized(raw, Normalizer.Form.NFC)
                ? raw
                : Normalizer.normalize(raw, Normalizer.Form.NFC);
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) from++;
        while (from < to && isBlank(text.charAt(to - 1))) to--;
        return text.substring(from, to);
    }

    /** What is wrong with a normalised text; null where nothing is. */
    @Nullable
    Reason problemOf(String text) {
        if (text.isEmpty()) return TEXT_EMPTY;
        int bytes = 0;
        int characters = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            characters++;
            bytes += utf8Length(character);
            if (!isAllowed(character)) return TEXT_NOT_PLAIN;
        }
        return (this == BODY ? bytes : characters) > lengthMax ? TEXT_TOO_LONG : null;
    }

    /** The length of a text in UTF-8, in bytes. */
    static int utf8Length(String text) {
        return text.codePoints().map(PlainText::utf8Length).sum();
    }

    /** Whether a character can stand in an id: it is neither a control character nor half of a surrogate pair. */
    static boolean isAllowedInId(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }

    private boolean isAllowed(int character) {
        if (character == '\t') return true;
        if (character == '\n' || character == '\r') return this == BODY;
        // Archives that were once in Windows-1252 hold these; refusing a whole text for one of them would lose history.
        if (character >= 0x80 && character <= 0x9F) return this == BODY;
        // The line and paragraph separators break a line as well.
        if (character == 0x2028 || character == 0x2029) return this == BODY;
        return isAllowedInId(character);
    }

    private static int utf8Length(int character) {
        if (character < 0x80) return 1;
        if (character < 0x800) return 2;
        return character < 0x10000 ? 3 : 4;
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
