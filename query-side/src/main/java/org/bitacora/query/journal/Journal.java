package org.bitacora.query.journal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Fact;
import org.bitacora.query.Moment;
import org.bitacora.query.ProjectionRunner;
import org.bitacora.query.Reader;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.Visibility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Reads the journal: entries for the timeline, and the facts that past views are folded from. */
public final class Journal {
    /** The parts of the group's life that entries belong to. */
    public static final List<String> KINDS =
            List.of("suggestion", "contribution", "meeting", "membership", "visibility", "working-rule");

    private static final int BATCH = 500;
    private static final String VISIBILITY_CHANGED =
            JournalQuery.typeKey(EventType.of(VisibilityChanged.class).name());

    private final ProjectionRunner runner;
    private final EventCodec codec;

    public Journal(ProjectionRunner runner, EventCodec codec) {
        this.runner = runner;
        this.codec = codec;
    }

    /**
     * An entry of the journal.
     *
     * @param actor whose deed or words it is
     * @param things what it is an entry of, the nearest first
     * @param visible who may read it today
     */
    public record Entry(Fact fact, String kind, String actor, List<Tag> things, Visibility visible) {
        public long position() {
            return fact.recorded().position();
        }

        /** What the event names beside these things; a reader of the entry need not be one of theirs. */
        public List<Tag> named() {
            return Placement.of(fact.recorded().event()).named();
        }
    }

    /**
     * A thing that entries speak of.
     *
     * @param position of the event that began it
     * @param title null if it has none of its own
     * @param ordinal the short number that people quote
     * @param within what it is part of, the nearest first
     */
    public record Thing(Tag tag, long position, @Nullable String title, long ordinal, List<Tag> within) {}

    /** The entries that a reader asks for, at most {@code limit}. */
    public List<Entry> entries(JournalQuery query, Reader reader, Moment moment, int limit) {
        String earliest = null;
        String latest = null;
        if (moment instanceof Moment.AsOf asOf) {
            earliest = days().earliestUpTo(asOf.position());
            latest = days().latestUpTo(asOf.position());
        }
        return read(
                query.filter(reader, moment, earliest, latest),
                query.oldestFirst() ? ascending("day", "_id") : descending("day", "_id"),
                limit);
    }

    /** The entries from a position on, in the order of the record, that are for this reader; at most {@code limit}. */
    public List<Entry> from(long position, Reader reader, Moment moment, int limit) {
        return read(
                and(gte("_id", position), upTo(Long.MAX_VALUE, moment), JournalQuery.filter(reader, moment)),
                ascending("_id"),
                limit);
    }

    /** The entries down from a position, the latest first, that are for this reader; at most {@code limit}. */
    public List<Entry> downFrom(long position, Reader reader, Moment moment, int limit) {
        return read(and(upTo(position, moment), JournalQuery.filter(reader, moment)), descending("_id"), limit);
    }

    /** The entry at a position; null if there is none, it is not for this reader, or it does not belong to the moment. */
    public @Nullable Entry at(long position, Reader reader, Moment moment) {
        List<Entry> found = read(and(eq("_id", position), JournalQuery.filter(reader, moment)), ascending("_id"), 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    private Bson upTo(long position, Moment moment) {
        return lte(
                "_id",
                switch (moment) {
                    case Moment.Now now -> position;
                    case Moment.On on -> Math.min(position, days().lastOf(on.day()));
                    case Moment.AsOf asOf -> Math.min(position, asOf.position());
                });
    }

    private List<Entry> read(Bson filter, Bson order, int limit) {
        List<Entry> entries = new ArrayList<>();
        for (Document row : journal().find(filter).sort(order).limit(limit).batchSize(Math.clamp(limit, 2, BATCH))) {
            entries.add(entry(row));
        }
        return entries;
    }

    /** What was recorded about these tags, in order, as far as it belongs to the moment. */
    public List<Fact> about(Collection<Tag> tags, Moment moment) {
        return facts(tags.stream().map(Tag::toString).toList(), moment);
    }

    /** All that was recorded of these types, in order. */
    public List<Fact> ofTypes(Collection<Class<? extends DomainEvent>> types) {
        return facts(
                types.stream()
                        .map(type -> JournalQuery.typeKey(EventType.of(type).name()))
                        .toList(),
                new Moment.Now());
    }

    /** Whether it is part of a view at a moment, as {@link #about} has it. */
    public static boolean belongs(Fact fact, Moment moment) {
        return moment.includes(fact.recorded()) || fact.recorded().event() instanceof VisibilityChanged;
    }

    /** The things with these tags that are known. */
    public Map<Tag, Thing> things(Collection<Tag> tags) {
        Things known = load(tags);
        Map<Tag, Thing> things = new HashMap<>();
        for (Tag tag : tags) {
            Document thing = known.get(tag);
            if (thing == null) continue;
            things.put(
                    tag,
                    new Thing(
                            tag,
                            thing.getLong("position"),
                            thing.getString("title"),
                            thing.getLong("ordinal"),
                            thing.getList("within", String.class).stream()
                                    .map(Tag::parse)
                                    .toList()));
        }
        return things;
    }

    /** Those of these things that are not for the reader, be it for themselves or for what they are within. */
    public Set<Tag> hidden(Collection<Tag> tags, Reader reader) {
        if (tags.isEmpty() || reader.sees(Visibility.MEMBERS)) return Set.of();
        Things known = load(tags);
        Set<Tag> hidden = new HashSet<>();
        for (Tag tag : tags) {
            Visibility visibility = known.visible(known.withAll(List.of(tag)), Visibility.PUBLIC);
            if (!reader.sees(visibility)) hidden.add(tag);
        }
        return hidden;
    }

    /** Those of the entries at these positions that are not for the reader. */
    public Set<Long> hiddenAt(Collection<Long> positions, Reader reader) {
        if (positions.isEmpty() || reader.sees(Visibility.MEMBERS)) return Set.of();
        Set<Long> hidden = new HashSet<>();
        for (Document row : journal().find(and(in("_id", positions), eq("visible", Visibility.MEMBERS.code())))) {
            hidden.add(row.getLong("_id"));
        }
        return hidden;
    }

    private Things load(Collection<Tag> tags) {
        Things things = new Things(runner.build(JournalProjection.JOURNAL));
        things.load(tags.stream().map(Tag::toString).toList());
        return things;
    }

    /** The moment after which nothing had been recorded at that instant. */
    public Moment.AsOf asOf(Instant instant) {
        Document last = journal()
                .find(lte("at", instant.toEpochMilli()))
                .sort(descending("at", "_id"))
                .limit(1)
                .first();
        return last == null ? new Moment.AsOf(-1, instant) : new Moment.AsOf(last.getLong("_id"), at(last));
    }

    /** The moment at which this position had just been recorded; null if there is no such position. */
    public Moment.@Nullable AsOf asOf(long position) {
        Document row = journal().find(new Document("_id", position)).first();
        return row == null ? null : new Moment.AsOf(position, at(row));
    }

    /**
     * Changes of visibility belong to every moment: what is restricted today is restricted in every past view.
     */
    private List<Fact> facts(List<String> keys, Moment moment) {
        Bson about = in("keys", keys);
        Bson then = JournalQuery.within(moment);
        List<Fact> facts = new ArrayList<>();
        for (Document row : journal()
                .find(then == null ? about : and(about, or(then, eq("keys", VISIBILITY_CHANGED))))
                .sort(ascending("_id"))
                .batchSize(BATCH)) {
            facts.add(fact(row));
        }
        return facts;
    }

    private Entry entry(Document row) {
        return new Entry(
                fact(row),
                row.getString("kind"),
                row.getString("actor"),
                row.getList("things", String.class).stream().map(Tag::parse).toList(),
                Coded.find(Visibility.class, row.getString("visible")).orElseThrow());
    }

    private Fact fact(Document row) {
        Map<String, String> metadata = new HashMap<>();
        row.get("metadata", Document.class).forEach((key, value) -> metadata.put(key, (String) value));
        EventType type = new EventType(row.getString("type"), row.getInteger("version"));
        return new Fact(
                new Recorded(
                        row.getLong("_id"),
                        row.getString("id"),
                        at(row),
                        EventMetadata.fromMap(metadata),
                        codec.decode(type, row.getString("payload"))),
                row.getLong("ordinal"));
    }

    private static Instant at(Document row) {
        return Instant.ofEpochMilli(row.getLong("at"));
    }

    private Days days() {
        return new Days(runner.build(JournalProjection.JOURNAL));
    }

    private MongoCollection<Document> journal() {
        return runner.build(JournalProjection.JOURNAL).collection(JournalProjection.JOURNAL);
    }
}
