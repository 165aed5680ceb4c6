package org.bitacora.record.proof;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks the files of events of an export and their index, in step with the entries. */
final class DisclosedEvents implements Closeable {
    private final Path export;
    private final long size;
    private final LineReader index;
    private @Nullable LineReader events;
    private byte @Nullable [] line;
    private long disclosed;
    private long disclosedBefore;

    DisclosedEvents(Path export, long size) throws IOException {
        this.export = export;
        this.size = size;
        this.index = new LineReader(export, ExportLayout.INDEX, EventsFile.LENGTH_MAX, Fault.Kind.INDEX_MISMATCH);
    }

    /** Every entry is to be given once, in order, after it was found to be in the tree. */
    void check(Entry entry) throws IOException {
        long from = entry.position() - entry.position() % ExportLayout.EVENTS_SPAN;
        long to = Math.min(from + ExportLayout.EVENTS_SPAN, size) - 1;
        String file = ExportLayout.eventsFile(from);
        if (events == null) {
            events = new LineReader(export, file, EventLine.LENGTH_MAX, Fault.Kind.EVENT_MALFORMED);
            line = events.next();
        }
        if (line != null && isLineOf(entry, line, file)) {
            checkLine(line, entry, file);
            disclosed++;
            line = events.next();
        }
        if (entry.position() == to) {
            if (line != null) {
                throw Fault.in(file, Fault.Kind.EVENT_ORDER, "an event is not in its place");
            }
            checkIndex(new EventsFile(from, to, disclosed - disclosedBefore, events.bytes()));
            disclosedBefore = disclosed;
            events.close();
            events = null;
        }
    }

    /** After the last entry: nothing may be left in the index. */
    void finish() throws IOException {
        if (index.next() != null) {
            throw Fault.in(ExportLayout.INDEX, Fault.Kind.INDEX_MISMATCH, "it names more files than there are");
        }
    }

    long disclosed() {
        return disclosed;
    }

    /** Whether the line is the entry's; if not, it is to be a later one's. */
    private boolean isLineOf(Entry entry, byte[] line, String file) throws IOException {
        long position;
        try {
            position = EventLine.position(line);
        } catch (IllegalArgumentException e) {
            long number = 1 + disclosed - disclosedBefore;
            throw Fault.in(file, Fault.Kind.EVENT_MALFORMED, "line " + number + ": " + e.getMessage());
        }
        if (position < entry.position()) {
            throw Fault.at(position, file, Fault.Kind.EVENT_ORDER, "the event is twice there or not in its place");
        }
        return position == entry.position();
    }

    private static void checkLine(byte[] line, Entry entry, String file) throws IOException {
        Commitments opened;
        try {
            opened = EventLine.read(line, entry).commitments();
        } catch (IllegalArgumentException e) {
            throw Fault.at(entry.position(), file, Fault.Kind.EVENT_MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!opened.equals(entry.commitments())) {
            throw Fault.at(entry.position(), file, Fault.Kind.EVENT_MISMATCH, difference(opened, entry.commitments()));
        }
    }

    private static String difference(Commitments opened, Commitments recorded) {
        if (!opened.tags().equals(recorded.tags())) {
            return "not the tags that were recorded";
        }
        return opened.metadata().equals(recorded.metadata())
                ? "not the payload that was recorded"
                : "not the metadata that were recorded";
    }

    private void checkIndex(EventsFile found) throws IOException {
        byte[] text = index.next();
        if (text == null) {
            throw Fault.in(ExportLayout.INDEX, Fault.Kind.INDEX_MISMATCH, "it does not name " + found.name());
        }
        EventsFile said;
        try {
            said = EventsFile.parse(Bytes.toText(text));
        } catch (IllegalArgumentException e) {
            throw Fault.in(ExportLayout.INDEX, Fault.Kind.INDEX_MISMATCH, String.valueOf(e.getMessage()));
        }
        if (said.disclosed() != found.disclosed() && said.bytes() != found.bytes()) {
            throw Fault.in(
                    found.name(),
                    Fault.Kind.EVENT_COUNT,
                    "it holds " + found.disclosed() + " events, not " + said.disclosed());
        }
        if (!said.equals(found)) {
            throw Fault.in(ExportLayout.INDEX, Fault.Kind.INDEX_MISMATCH, found.name() + " is not as it says");
        }
    }

    @Override
    public void close() throws IOException {
        index.close();
        if (events != null) {
            events.close();
        }
    }
}
