package org.bitacora.app.importing;

import static org.bitacora.app.importing.ImportFault.Reason.*;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bitacora.app.importing.ImportFault.Reason;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, taken out one by one and checked as they are. A faulty one is noted and stands in as something
 * empty, so that the rest of the line is checked too; the caller makes nothing of such a line.
 */
final class LineFields {
    private static final Map<String, String> SECTORS = sectorsByEitherSpelling();

    /** One of the kinds of text that {@link Form} knows: the check by which the commands themselves go. */
    interface TextForm {
        /**
         * The text to keep; null where it is absent or blank and may be.
         *
         * @throws Refusal if it cannot be kept, with the code of a {@link Reason}
         */
        @Nullable
        String kept(String field, @Nullable String raw);
    }

    private final LineFaults faults;
    private final String path;
    private final Map<String, JsonValue> left;
    private final Set<String> repeated;
    private final LocalDate today;

    /**
     * @param path what stands before a field's name in a fault: empty, or such as {@code moves[0].}
     * @param today no date of the file ends after it
     */
    LineFields(LineFaults faults, String path, JsonValue.Fields fields, LocalDate today) {
        this.faults = faults;
        this.path = path;
        this.left = new LinkedHashMap<>(fields.values());
        this.repeated = fields.repeated();
        this.today = today;
    }

    /** A required text, as the record would keep it. */
    String text(String field, TextForm form) {
        String raw = required(field);
        return raw.isEmpty() ? "" : Objects.requireNonNullElse(formed(field, raw, form), "");
    }

    /** An optional text, as the record would keep it; null where it is absent, empty or blank. */
    @Nullable
    String optionalText(String field, TextForm form) {
        return formed(field, string(field), form);
    }

    private @Nullable String formed(String field, @Nullable String raw, TextForm form) {
        try {
            return form.kept(field, raw);
        } catch (Refusal refusal) {
            fault(field, Reason.of(refusal.code()));
            return null;
        }
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
                && id.codePoints().allMatch(LineFields::isAllowedInId);
    }

    private static boolean isAllowedInId(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
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
        for (Sector sector : Sector.values()) {
            sectors.put(sector.code(), sector.code());
            sectors.put(sector.code().toUpperCase(Locale.ROOT).replace('-', '_'), sector.code());
        }
        return Map.copyOf(sectors);
    }

    /** A required day, today at the latest; null where it is faulty. */
    @Nullable
    LocalDate day(String field) {
        VagueDate day = date(field);
        if (day == null) return null;
        if (day.exact() && !day.lastDay().isAfter(today)) return day.lastDay();
        fault(field, day.exact() ? TIME_IN_FUTURE : IMPORT_NOT_A_DATE);
        return null;
    }

    /** A required day, month or year that is over; empty where it is faulty. */
    String pastDate(String field) {
        VagueDate date = date(field);
        if (date == null) return "";
        if (!date.lastDay().isBefore(today)) fault(field, TIME_IN_FUTURE);
        return date.text();
    }

    private @Nullable VagueDate date(String field) {
        String written = required(field);
        if (written.isEmpty()) return null;
        VagueDate date = vagueDate(field, written);
        if (date == null) fault(field, IMPORT_NOT_A_DATE);
        return date;
    }

    private static @Nullable VagueDate vagueDate(String field, String date) {
        try {
            VagueDate read = VagueDate.parse(date);
            Form.day(field, read.firstDay());
            return read;
        } catch (DateTimeException | Refusal noSuchDay) {
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
