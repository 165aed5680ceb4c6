package org.bitacora.app.importing;

import static org.bitacora.app.importing.ImportFault.Reason.*;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.bitacora.app.importing.ImportFault.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, taken out one by one and checked as they are. A faulty one is noted and stands in as something
 * empty, so that the rest of the line is checked too; the caller makes nothing of such a line.
 */
final class LineFields {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}){0,2}");
    private static final Map<String, String> SECTORS = sectorsByEitherSpelling();

    private final LineFaults faults;
    private final String path;
    private final Map<String, JsonValue> left;
    private final Set<String> repeated;
    private final LocalDate today;

    /**
     * @param path what stands before a field's name in a fault: empty, or such as {@code moves[0].}
     * @param today no day of the file lies after it
     */
    LineFields(LineFaults faults, String path, JsonValue.Fields fields, LocalDate today) {
        this.faults = faults;
        this.path = path;
        this.left = new LinkedHashMap<>(fields.values());
        this.repeated = fields.repeated();
        this.today = today;
    }

    /** A required text, normalised. */
    String text(String field, PlainText kind) {
        String raw = required(field);
        if (raw.isEmpty()) return "";
        String text = PlainText.normalized(raw);
        Reason problem = kind.problemOf(text);
        if (problem != null) fault(field, problem);
        return problem == null ? text : "";
    }

    /** An optional text, normalised; null where it is absent, empty or blank. */
    @Nullable
    String optionalText(String field, PlainText kind) {
        String raw = string(field);
        if (raw == null) return null;
        String text = PlainText.normalized(raw);
        if (text.isEmpty()) return null;
        Reason problem = kind.problemOf(text);
        if (problem != null) fault(field, problem);
        return problem == null ? text : null;
    }

    /** A required id, exactly as written. */
    String id(String field) {
        String id = required(field);
        if (id.isEmpty() || isId(id)) return id;
        fault(field, ID_MALFORMED);
        return "";
    }

    static boolean isId(String id) {
        return id.codePointCount(0, id.length()) <= ImportLimits.ID_CHARACTERS_MAX
                && id.codePoints().allMatch(PlainText::isAllowedInId);
    }

    /** A required sector, in the group's spelling or in capitals with underscores. */
    String sector(String field) {
        String written = required(field);
        if (written.isEmpty()) return "";
        String sector = SECTORS.get(written);
        if (sector == null) fault(field, SECTOR_UNKNOWN);
        return sector == null ? "" : sector;
    }

    private static Map<String, String> sectorsByEitherSpelling() {
        Map<String, String> sectors = new HashMap<>();
        for (String code :
                List.of("academia", "technical-community", "government", "private-sector", "civil-society")) {
            sectors.put(code, code);
            sectors.put(code.toUpperCase(Locale.ROOT).replace('-', '_'), code);
        }
        return Map.copyOf(sectors);
    }

    /** A required day. */
    LocalDate day(String field) {
        String day = date(field, length -> length == "0000-00-00".length());
        return day.isEmpty() ? today : LocalDate.parse(day);
    }

    /** A required day, month or year. */
    String date(String field) {
        return date(field, length -> true);
    }

    private String date(String field, IntPredicate exactEnough) {
        String date = required(field);
        if (date.isEmpty()) return "";
        LocalDate first = exactEnough.test(date.length()) ? firstDayOf(date) : null;
        if (first == null) fault(field, IMPORT_NOT_A_DATE);
        else if (first.isAfter(today)) fault(field, TIME_IN_FUTURE);
        else return date;
        return "";
    }

    private static @Nullable LocalDate firstDayOf(String date) {
        if (!DATE.matcher(date).matches()) return null;
        try {
            return switch (date.length()) {
                case 4 -> Year.parse(date).atDay(1);
                case 7 -> YearMonth.parse(date).atDay(1);
                default -> LocalDate.parse(date);
            };
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** An optional list; empty where it is absent. */
    List<JsonValue> items(String field, int sizeMax) {
        JsonValue value = take(field);
        if (isAbsent(value)) return List.of();
        if (!(value instanceof JsonValue.Items(List<JsonValue> items))) {
            fault(field, IMPORT_WRONG_TYPE);
            return List.of();
        }
        if (items.size() <= sizeMax) return items;
        fault(field, LIST_SIZE);
        return List.of();
    }

    /** The required {@code kind}; null where it is none of the format's. */
    @Nullable
    ImportKind kind() {
        String code = required("kind");
        if (code.isEmpty()) return null;
        ImportKind kind = ImportKind.find(code).orElse(null);
        if (kind == null) fault("kind", IMPORT_UNKNOWN_KIND);
        return kind;
    }

    /** Notes what is given twice, and what was not asked for. */
    void end() {
        repeated.forEach(field -> fault(field, IMPORT_REPEATED_FIELD));
        left.keySet().forEach(field -> fault(field, IMPORT_UNKNOWN_FIELD));
    }

    void fault(String field, Reason reason) {
        faults.add(path + field, reason);
    }

    /** Empty where the field is absent or no text; then the fault is noted. */
    private String required(String field) {
        JsonValue value = take(field);
        if (isAbsent(value)) fault(field, TEXT_EMPTY);
        else if (value instanceof JsonValue.Text(String text)) return text;
        else fault(field, IMPORT_WRONG_TYPE);
        return "";
    }

    private @Nullable String string(String field) {
        JsonValue value = take(field);
        if (isAbsent(value)) return null;
        if (value instanceof JsonValue.Text(String text)) return text;
        fault(field, IMPORT_WRONG_TYPE);
        return null;
    }

    private @Nullable JsonValue take(String field) {
        return left.remove(field);
    }

    private static boolean isAbsent(@Nullable JsonValue value) {
        return switch (value) {
            case null -> true;
            case JsonValue.Absent absent -> true;
            case JsonValue.Text(String text) -> text.isEmpty();
            case JsonValue.Items items -> false;
            case JsonValue.Fields fields -> false;
            case JsonValue.Other other -> false;
        };
    }
}
