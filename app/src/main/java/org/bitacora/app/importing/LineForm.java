package org.bitacora.app.importing;

import static org.bitacora.app.importing.ImportFault.Reason.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bitacora.app.importing.ImportFault.Reason;
import org.bitacora.command.Form;
import org.jspecify.annotations.Nullable;

/** Makes typed lines of JSON objects, and checks the form and the references of each, in one pass over a file. */
final class LineForm {
    /**
     * A line as far as it could be read.
     *
     * @param line where it is not sound, its faulty fields are empty; it is good for its kind, id and references alone
     * @param attendeesNamed entries of {@code attendees}, those included that are left out; 0 where the line has none
     */
    record Judged(ImportLine line, boolean sound, int attendeesNamed) {}

    private final KnownLines known;
    private final LocalDate today;

    LineForm(KnownLines known, LocalDate today) {
        this.known = known;
        this.today = today;
    }

    /** The line; null where its kind cannot be told, so that nothing more can be said of it. */
    @Nullable
    Judged judge(int number, JsonValue.Fields json, LineFaults faults) {
        LineFields fields = new LineFields(faults, "", json, today);
        ImportKind kind = fields.kind();
        if (kind == null) return null;
        int attendeesNamed = 0;
        ImportLine line = switch (kind) {
            case MEMBER -> member(number, fields, faults);
            case MEETING -> {
                List<JsonValue> attendees = fields.items("attendees", ImportLimits.ATTENDEES_MAX);
                attendeesNamed = attendees.size();
                yield new ImportLine.Meeting(
                        number,
                        id(number, fields, kind),
                        fields.pastDate("date"),
                        fields.text("title", Form::title),
                        attendees(attendees, faults));
            }
            case TOPIC ->
                new ImportLine.Topic(
                        number,
                        id(number, fields, kind),
                        reference(fields, "meeting", ImportKind.MEETING),
                        fields.text("title", Form::title));
            case SPEECH ->
                new ImportLine.Speech(
                        number,
                        id(number, fields, kind),
                        reference(fields, "topic", ImportKind.TOPIC),
                        reference(fields, "speaker", ImportKind.MEMBER),
                        fields.text("text", Form::body));
            case CONCLUSION ->
                new ImportLine.Conclusion(
                        number, reference(fields, "topic", ImportKind.TOPIC), fields.text("text", Form::body));
            case SUMMARY ->
                new ImportLine.Summary(
                        number, reference(fields, "topic", ImportKind.TOPIC), fields.text("text", Form::body));
        };
        fields.end();
        return new Judged(line, faults.sound(), attendeesNamed);
    }

    private ImportLine.Member member(int number, LineFields fields, LineFaults faults) {
        String id = id(number, fields, ImportKind.MEMBER);
        String name = fields.text("name", Form::personName);
        String organization = fields.optionalText("organization", Form::optionalOrganisation);
        String sector = fields.sector("sector");
        LocalDate since = Objects.requireNonNullElse(fields.day("since"), LocalDate.MIN);
        List<JsonValue> entries = fields.items("moves", ImportLimits.MOVES_MAX);
        return new ImportLine.Member(number, id, name, organization, sector, since, moves(entries, since, faults));
    }

    private List<ImportLine.Move> moves(List<JsonValue> entries, LocalDate since, LineFaults faults) {
        List<ImportLine.Move> moves = new ArrayList<>();
        LocalDate previous = since;
        for (int i = 0; i < entries.size(); i++) {
            String path = "moves[" + i + "]";
            if (!(entries.get(i) instanceof JsonValue.Fields json)) {
                faults.add(path, IMPORT_WRONG_TYPE);
                continue;
            }
            LineFields fields = new LineFields(faults, path + ".", json, today);
            LocalDate date = Objects.requireNonNullElse(fields.day("date"), previous);
            String organization = fields.optionalText("organization", Form::optionalOrganisation);
            String sector = fields.sector("sector");
            fields.end();
            if (date.isBefore(previous)) fields.fault("date", IMPORT_OUT_OF_ORDER);
            else previous = date;
            moves.add(new ImportLine.Move(date, organization, sector));
        }
        return List.copyOf(moves);
    }

    /** An attendance is a fact of its own: one that is faulty is left out, and the meeting stays. */
    private List<String> attendees(List<JsonValue> entries, LineFaults faults) {
        Set<String> attendees = new LinkedHashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            Reason problem = switch (entries.get(i)) {
                case JsonValue.Text(String id) when id.isEmpty() -> TEXT_EMPTY;
                case JsonValue.Text(String id) when !LineFields.isId(id) -> ID_MALFORMED;
                case JsonValue.Text(String id) when known.leadsNowhere(ImportKind.MEMBER, id) -> ID_UNKNOWN;
                case JsonValue.Text(String id) -> attendees.add(id) ? null : IMPORT_LISTED_TWICE;
                case JsonValue.Absent absent -> TEXT_EMPTY;
                case JsonValue.Items items -> IMPORT_WRONG_TYPE;
                case JsonValue.Fields fields -> IMPORT_WRONG_TYPE;
                case JsonValue.Other other -> IMPORT_WRONG_TYPE;
            };
            if (problem != null) faults.addInEntry("attendees[" + i + "]", problem);
        }
        return List.copyOf(attendees);
    }

    private String id(int number, LineFields fields, ImportKind kind) {
        String id = fields.id("id");
        if (!id.isEmpty() && known.claim(kind, id, number) != number) fields.fault("id", ID_TAKEN);
        return id;
    }

    private String reference(LineFields fields, String field, ImportKind kind) {
        String id = fields.id(field);
        if (!id.isEmpty() && known.leadsNowhere(kind, id)) fields.fault(field, ID_UNKNOWN);
        return id;
    }
}
