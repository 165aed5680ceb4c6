package org.bitacora.app.importing;

import static org.bitacora.app.importing.ImportFault.Reason.*;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.ZipException;
import org.bitacora.app.importing.ImportFault.Reason;
import org.bitacora.app.importing.ImportSource.Found;
import org.jspecify.annotations.Nullable;

/** One pass over a file, from its first line to its last, with what was found wrong in it. */
final class ImportPass {
    /** Is told of each line that is not blank, in the order of the file. */
    interface Visitor {
        void line(LineForm.Judged judged);

        /** A line whose kind could not be told. */
        void unreadable();
    }

    private final KnownLines known;
    private final ImportLimits limits;
    private final LineForm form;
    private final MeetingSizes sizes;
    private final JsonLine json = new JsonLine();
    private final Faults faults = new Faults();
    private int lines;
    private boolean whole = true;

    ImportPass(KnownLines known, ImportLimits limits, LocalDate today) {
        this.known = known;
        this.limits = limits;
        this.form = new LineForm(known, today);
        this.sizes = new MeetingSizes(known);
    }

    /** Goes over the file, and gives the SHA-256 of what it read. */
    String over(Path path, Visitor visitor) throws IOException {
        try (ImportSource source = ImportSource.open(path, limits)) {
            boolean anything = false;
            for (Found found = next(source); found != Found.END; found = next(source)) {
                lines = source.number();
                if (found == Found.LINE) {
                    anything |= line(source, visitor);
                } else if (found == Found.LINE_TOO_LONG) {
                    anything = true;
                    faults.add(lines, null, IMPORT_LINE_TOO_LONG);
                    visitor.unreadable();
                } else {
                    spoilt(IMPORT_FILE_TOO_LARGE);
                }
            }
            if (!anything && whole) spoilt(IMPORT_EMPTY);
            return source.sha256();
        }
    }

    Faults faults() {
        return faults;
    }

    /** How many lines there are, blank ones included; in a file that could not be read to its end, how many were met. */
    int lines() {
        return lines;
    }

    /** Whether the file could be read from its beginning to its end. */
    boolean whole() {
        return whole;
    }

    private Found next(ImportSource source) throws IOException {
        try {
            if (whole) return source.next();
        } catch (EOFException endsEarly) {
            spoilt(IMPORT_TRUNCATED);
        } catch (ZipException damaged) {
            spoilt(IMPORT_GZIP_BROKEN);
        }
        return Found.END;
    }

    private void spoilt(Reason reason) {
        whole = false;
        faults.add(lines, null, reason);
    }

    /** Judges a line, and tells whether there was one: a blank one is none. */
    private boolean line(ImportSource source, Visitor visitor) {
        int from = source.number() == 1 ? afterByteOrderMark(source) : 0;
        if (isBlank(source.line(), from, source.length())) return false;
        LineFaults lineFaults = new LineFaults(faults, source.number());
        LineForm.Judged judged = judge(json.read(source.line(), from, source.length()), source.number(), lineFaults);
        if (judged == null) visitor.unreadable();
        else visitor.line(judged);
        return true;
    }

    private LineForm.@Nullable Judged judge(JsonLine.Parsed parsed, int number, LineFaults lineFaults) {
        return switch (parsed) {
            case JsonLine.Unreadable(Reason reason) -> {
                lineFaults.add(null, reason);
                yield null;
            }
            case JsonLine.Read(JsonValue.Fields fields) -> {
                LineForm.Judged judged = form.judge(number, fields, lineFaults);
                yield judged == null ? null : amongOthers(judged, lineFaults);
            }
        };
    }

    private LineForm.Judged amongOthers(LineForm.Judged judged, LineFaults lineFaults) {
        ImportLine line = judged.line();
        if (judged.sound() && line instanceof ImportLine.Topic topic) known.put(topic);
        if (judged.sound() && !known.isOut(line)) sizes.add(line, lineFaults);
        if (!lineFaults.sound()) known.leaveOut(line);
        return new LineForm.Judged(line, lineFaults.sound(), judged.attendeesNamed());
    }

    private static int afterByteOrderMark(ImportSource source) {
        byte[] line = source.line();
        boolean marked =
                source.length() >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private static boolean isBlank(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') return false;
        }
        return true;
    }
}
