package org.bitacora.query.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Stream;
import org.bitacora.query.Cursor;
import org.bitacora.query.Moment;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.journal.Journal;
import org.bitacora.record.Checkpoints;
import org.bitacora.record.EventRecord;
import org.bitacora.record.RecordTree;
import org.bitacora.record.StoredEvent;
import org.bitacora.record.proof.Checkpoint;
import org.bitacora.record.proof.ExportWriter;
import org.bitacora.record.proof.TlogProof;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Tag;
import org.jspecify.annotations.Nullable;

/** What can be read of the record itself: how far it reaches and who signed that, raw events, and the proof that one is in it. */
public final class RecordViews {
    private static final int PAGE = 256;

    /** How many events may be read for one that is shown. */
    private static final int CLOSE = 4;

    private final EventRecord record;
    private final RecordTree tree;
    private final Checkpoints checkpoints;
    private final Journal journal;

    public RecordViews(EventRecord record, RecordTree tree, Checkpoints checkpoints, Journal journal) {
        this.record = record;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.journal = journal;
    }

    /**
     * How far the record reaches.
     *
     * @param size number of events
     * @param root of the tree over them, base64
     * @param key the verifier key, as others' tools read it
     * @param fingerprint of that key, hexadecimal
     * @param checkpoint the signed note; null in the past, when none was asked for
     */
    public record State(
            long size,
            String root,
            String origin,
            String key,
            String fingerprint,
            @Nullable String checkpoint) {}

    /**
     * An event as it was stored.
     *
     * @param payload the exact JSON text
     * @param salts of the commitments to tags, metadata and payload, base64
     */
    public record RawEvent(
            long position,
            String type,
            String version,
            String id,
            Instant recordedAt,
            NavigableSet<String> tags,
            NavigableMap<String, String> metadata,
            String payload,
            List<String> salts) {}

    /**
     * One event with its proof.
     *
     * @param event null if only its entry is for this reader
     * @param entry the leaf of the tree, public even where the event is not
     * @param proof in the form of C2SP's tlog-proof, with the checkpoint that it leads to
     */
    public record Proven(@Nullable RawEvent event, String entry, String proof) {}

    public List<ViewEndpoint> endpoints() {
        return List.of(
                new ViewEndpoint("/record", Set.of(), this::state),
                new ViewEndpoint("/record/events", Set.of("order"), this::events),
                new ViewEndpoint("/record/events/{position}", Set.of(), this::proven));
    }

    /** The state of the record; at a past moment, that of the tree it had then. */
    public State state(ViewRequest request) {
        Checkpoint latest = checkpoints.latest();
        boolean past = request.moment() instanceof Moment.AsOf;
        long size = request.moment() instanceof Moment.AsOf asOf ? asOf.position() + 1 : latest.size();
        return new State(
                size,
                past ? tree.at(size).root().base64() : latest.root().base64(),
                latest.origin(),
                checkpoints.verifier().text(),
                checkpoints.verifier().fingerprint(),
                past ? null : latest.text());
    }

    /** Raw events in the order of the record, the last first with {@code order=newest}, as far as they are for the reader. */
    public Page<RawEvent> events(ViewRequest request) {
        boolean newestFirst = request.ordered("newest", "oldest");
        int step = newestFirst ? -1 : 1;
        Cursor cursor = Cursor.of(request);
        long from = cursor == null ? (newestFirst ? Long.MAX_VALUE : 0) : cursor.number() + step;
        List<RawEvent> found = new ArrayList<>();
        int wanted = request.limit() + 1;
        // What is left out here was counted by the journal: it is asked again, from after what it gave, until it has no
        // more.
        while (found.size() < wanted) {
            List<Journal.Entry> entries = newestFirst
                    ? journal.downFrom(from, request.reader(), request.moment(), wanted)
                    : journal.from(from, request.reader(), request.moment(), wanted);
            List<Long> shown = whole(entries, request.reader()).stream()
                    .map(Journal.Entry::position)
                    .limit(wanted - found.size())
                    .toList();
            stored(shown).forEach(event -> found.add(raw(event)));
            if (entries.size() < wanted) break;
            from = entries.getLast().position() + step;
        }
        return Page.of(found, request.limit(), event -> new Cursor(Long.toString(event.position()), event.id()));
    }

    /** The events at these positions, which lie in order, up or down; read in one go where they lie close together. */
    private List<StoredEvent> stored(List<Long> positions) {
        if (positions.isEmpty()) return List.of();
        long low = Math.min(positions.getFirst(), positions.getLast());
        long high = Math.max(positions.getFirst(), positions.getLast());
        if (high - low >= (long) CLOSE * positions.size()) {
            return positions.stream()
                    .map(position -> record.at(position, position + 1).getFirst())
                    .toList();
        }
        List<StoredEvent> all = record.at(low, high + 1);
        return positions.stream()
                .map(position -> all.get(Math.toIntExact(position - low)))
                .toList();
    }

    /** One event with its proof; null if there is no such position, or if it is known not to belong to the moment. */
    public @Nullable Proven proven(ViewRequest request) {
        String text = request.path("position");
        if (!text.matches("[0-9]{1,18}")) return null;
        long position = Long.parseLong(text);
        Checkpoint checkpoint = checkpoints.latest();
        if (position >= checkpoint.size()) return null;
        if (request.moment() instanceof Moment.AsOf asOf && position > asOf.position()) return null;
        Journal.Entry entry = journal.at(position, request.reader(), new Moment.Now());
        boolean shown =
                entry != null && !whole(List.of(entry), request.reader()).isEmpty();
        // Of what is not shown nobody is told when it happened.
        if (shown && journal.at(position, request.reader(), request.moment()) == null) return null;
        StoredEvent event = record.at(position, position + 1).getFirst();
        TlogProof proof = new TlogProof(tree.at(checkpoint.size()).inclusion(position), checkpoint);
        return new Proven(shown ? raw(event) : null, event.entry().text(), proof.text());
    }

    /**
     * All entries up to a checkpoint, with the events that are for a reader: what an export is written from. Reads as it goes, in bounded
     * memory.
     */
    public Stream<ExportWriter.Item> export(Checkpoint checkpoint, Reader reader) {
        return Stream.iterate(0L, from -> from < checkpoint.size(), from -> from + PAGE)
                .flatMap(from -> {
                    long below = Math.min(from + PAGE, checkpoint.size());
                    Set<Long> shown = new HashSet<>();
                    for (Journal.Entry entry : whole(journal.from(from, reader, new Moment.Now(), PAGE), reader)) {
                        if (entry.position() < below) shown.add(entry.position());
                    }
                    return record.at(from, below).stream()
                            .map(event -> new ExportWriter.Item(
                                    event.entry(), shown.contains(event.position()) ? event.disclosure() : null));
                });
    }

    /** Those whose events, as they were stored, hold nothing that is not for the reader: neither a link nor a thing's id. */
    private List<Journal.Entry> whole(List<Journal.Entry> entries, Reader reader) {
        Set<Tag> hidden = journal.hidden(
                entries.stream().flatMap(entry -> entry.named().stream()).toList(), reader);
        return entries.stream()
                .filter(entry -> !holdsLink(entry) || reader.scope() != Reader.Scope.PUBLIC)
                .filter(entry -> entry.named().stream().noneMatch(hidden::contains))
                .toList();
    }

    private static boolean holdsLink(Journal.Entry entry) {
        return entry.fact().recorded().event() instanceof MeetingCalled called && called.link() != null;
    }

    private static RawEvent raw(StoredEvent event) {
        return new RawEvent(
                event.position(),
                event.type(),
                event.version(),
                event.id(),
                event.recordedAt(),
                event.disclosure().tags(),
                event.disclosure().metadata(),
                event.disclosure().payload(),
                List.of(
                        event.disclosure().salts().tags().base64(),
                        event.disclosure().salts().metadata().base64(),
                        event.disclosure().salts().payload().base64()));
    }
}
