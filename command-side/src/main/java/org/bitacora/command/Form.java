package org.bitacora.command;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.bitacora.vocabulary.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The form of a command's fields, whatever the state of the record: the kinds of text and their limits, for whoever hands commands in. Texts
 * are brought into Unicode NFC, cut of outer blanks, then measured; an empty optional text is absent. Each check returns the value to keep
 * or throws a {@link Refusal} that names the field.
 */
public final class Form {
    private static final int TITLE_MAX = 200;
    private static final int PERSON_NAME_MAX = 120;
    private static final int ORGANISATION_NAME_MAX = 200;
    private static final int NOTE_MAX = 2_000;
    private static final int SUMMARY_MAX_BYTES = 16 * 1024;
    private static final int BODY_MAX_BYTES = 64 * 1024;

    private Form() {}

    /** An id of a thing that is there already, or that the sender gave. */
    public static String id(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) throw Refusal.form("text.empty", field);
        if (!Ids.isId(value)) throw Refusal.form("id.malformed", field);
        return value;
    }

    public static @Nullable String optionalId(String field, @Nullable String value) {
        return value == null || value.isEmpty() ? null : id(field, value);
    }

    /** An id that has no place beside the other fields. */
    public static @Nullable String none(String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) throw Refusal.form("id.mismatch", field);
        return null;
    }

    /** A value that must be there, of whatever type. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) throw Refusal.form("text.empty", field);
        return value;
    }

    /** A value that must be there, and be one of those that are offered here. */
    public static <T> T oneOf(String field, @Nullable T value, List<T> offered) {
        T chosen = required(field, value);
        if (!offered.contains(chosen)) throw Refusal.form("value.unknown", field);
        return chosen;
    }

    /** A day of the years 0001 to 9999. */
    public static LocalDate day(String field, @Nullable LocalDate value) {
        LocalDate day = required(field, value);
        if (day.getYear() < 1 || day.getYear() > 9_999) throw Refusal.form("value.unknown", field);
        return day;
    }

    public static @Nullable LocalDate optionalDay(String field, @Nullable LocalDate value) {
        return value == null ? null : day(field, value);
    }

    /** A number within limits, both included. */
    public static int within(String field, int value, int min, int max) {
        if (value < min || value > max) throw Refusal.form("value.unknown", field);
        return value;
    }

    /** One line of 1 to 200 characters. */
    public static String title(String field, @Nullable String value) {
        return requiredText(line(field, value, TITLE_MAX), "text.empty", field);
    }

    public static @Nullable String optionalTitle(String field, @Nullable String value) {
        return line(field, value, TITLE_MAX);
    }

    /** One line of 1 to 120 characters. */
    public static String personName(String field, @Nullable String value) {
        return requiredText(optionalPersonName(field, value), "text.empty", field);
    }

    public static @Nullable String optionalPersonName(String field, @Nullable String value) {
        return line(field, value, PERSON_NAME_MAX);
    }

    /** One line of 1 to 200 characters, or nothing. */
    public static @Nullable String optionalOrganisation(String field, @Nullable String value) {
        return line(field, value, ORGANISATION_NAME_MAX);
    }

    /** A reason or a note of 1 to 2,000 characters. */
    public static String note(String field, @Nullable String value) {
        return note(field, value, "text.empty");
    }

    /** The same, where the command has a code of its own for a note that is missing. */
    public static String note(String field, @Nullable String value, String codeIfMissing) {
        return requiredText(optionalNote(field, value), codeIfMissing, field);
    }

    public static @Nullable String optionalNote(String field, @Nullable String value) {
        String text = lines(field, value);
        if (text != null && length(text) > NOTE_MAX) throw Refusal.form("text.too-long", field);
        return text;
    }

    /** Markdown of 1 byte to 16 KiB, with the command's own code for one that is missing. */
    public static String summary(String field, @Nullable String value, String codeIfMissing) {
        return requiredText(markdown(field, value, SUMMARY_MAX_BYTES), codeIfMissing, field);
    }

    /** Markdown of 1 byte to 64 KiB. */
    public static String body(String field, @Nullable String value) {
        return requiredText(optionalBody(field, value), "text.empty", field);
    }

    public static @Nullable String optionalBody(String field, @Nullable String value) {
        return markdown(field, value, BODY_MAX_BYTES);
    }

    /** A list of {@code min} to {@code max} elements; a missing one is empty. */
    public static <T> List<T> list(String field, @Nullable List<T> values, int min, int max) {
        if (values == null) return list(field, List.of(), min, max);
        for (int i = 0; i < values.size(); i++) required(field + "." + i, values.get(i));
        List<T> list = List.copyOf(values);
        if (list.size() < min || list.size() > max) throw Refusal.form("list.size", field);
        return list;
    }

    /** The same, of elements that each have an id, none twice. */
    public static <T> List<T> distinct(
            String field, @Nullable List<T> values, int min, int max, Function<T, String> id) {
        List<T> list = list(field, values, min, max);
        if (list.stream().map(id).distinct().count() < list.size()) throw Refusal.form("list.size", field);
        return list;
    }

    private static String requiredText(@Nullable String text, String codeIfMissing, String field) {
        if (text == null) throw Refusal.form(codeIfMissing, field);
        return text;
    }

    private static @Nullable String line(String field, @Nullable String value, int max) {
        String text = clean(value);
        if (text == null) return null;
        if (!text.codePoints().allMatch(Form::plainInOneLine)) throw Refusal.form("text.not-plain", field);
        if (length(text) > max) throw Refusal.form("text.too-long", field);
        return text;
    }

    private static @Nullable String lines(String field, @Nullable String value) {
        String text = clean(value);
        if (text == null) return null;
        if (!text.codePoints().allMatch(Form::plainInManyLines)) throw Refusal.form("text.not-plain", field);
        return text;
    }

    private static @Nullable String markdown(String field, @Nullable String value, int maxBytes) {
        String text = lines(field, value);
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw Refusal.form("text.too-long", field);
        }
        return text;
    }

    /** Browsers send line breaks as CR LF, and old archives have CR alone; the record keeps LF. */
    private static @Nullable String clean(@Nullable String value) {
        if (value == null) return null;
        String text = Normalizer.normalize(value, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) from++;
        while (from < to && isBlank(text.charAt(to - 1))) to--;
        return from == to ? null : text.substring(from, to);
    }

    /** White space, the spaces that keep words together, and marks that nobody sees: a text of nothing else shows nothing. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    /** The line and the paragraph separator break a line as well. */
    private static boolean plainInOneLine(int c) {
        return c == '\t' || (!Character.isISOControl(c) && c != 0x2028 && c != 0x2029 && plain(c));
    }

    /** U+0080 to U+009F pass: archives of old mail hold them. */
    private static boolean plainInManyLines(int c) {
        return c == '\t' || c == '\n' || ((c >= 0x80 || !Character.isISOControl(c)) && plain(c));
    }

    /** Half of a surrogate pair has no form in UTF-8, so nothing could be hashed. */
    private static boolean plain(int c) {
        return c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
