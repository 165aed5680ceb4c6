package org.bitacora.query.journal;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bitacora.query.Build;
import org.bitacora.query.Fact;
import org.bitacora.query.Projection;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.DiscussionEvent.Author;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.Visibility;
import org.bson.Document;

/**
 * Every event as a document of its own, in {@code journal}, and every thing that events speak of, in {@code things}.
 *
 * <p>The record keeps events as they were appended, many in one document; here each can be found by tag, type, day, actor or thread, with
 * {@code visible} saying who may read it today: the narrowest of its kind and of all the things it is an entry of. A change of visibility
 * is carried to every entry at once.
 */
public final class JournalProjection implements Projection {
    /** The collection of events. */
    static final String JOURNAL = "journal";

    /** The collection of things: see {@link Things}. */
    static final String THINGS = "things";

    private final EventCodec codec;

    public JournalProjection(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return JOURNAL;
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public void prepare(Build build) {
        MongoCollection<Document> journal = build.collection(JOURNAL);
        journal.createIndex(Indexes.ascending("keys", "_id"));
        journal.createIndex(Indexes.ascending("day", "_id"));
        journal.createIndex(Indexes.ascending("at", "_id"));
        journal.createIndex(Indexes.ascending("visible", "_id"));
        Days.prepare(build);
        for (String filter : JournalQuery.FILTERS) journal.createIndex(Indexes.ascending(filter, "day", "_id"));
    }

    @Override
    public void apply(List<Fact> facts, Build build) {
        // Before the rows: a reader who is told of a row must not be kept from it by a day that is not there yet.
        new Days(build).add(facts);
        Things things = new Things(build);
        things.load(facts);
        List<UpdateOneModel<Document>> rows = new ArrayList<>();
        for (Fact fact : facts) {
            DomainEvent event = fact.recorded().event();
            Placement placement = Placement.of(event);
            if (placement.creates() != null) things.create(placement.creates(), fact);
            rows.add(insertion(row(fact, placement, things)));
            if (event instanceof VisibilityChanged changed) {
                things.change(changed, fact.recorded().position());
                things.save();
                write(build, rows);
                carry(build, changed.thing().tag());
            }
        }
        things.save();
        write(build, rows);
    }

    /**
     * A row is written once: later only {@link #carry} touches it, and a batch that comes again must not undo that. So things are saved
     * before rows, and rows before a change is carried to them.
     */
    private static UpdateOneModel<Document> insertion(Document row) {
        Document rest = new Document(row);
        rest.remove("_id");
        return new UpdateOneModel<>(
                eq("_id", row.getLong("_id")), new Document("$setOnInsert", rest), new UpdateOptions().upsert(true));
    }

    private Document row(Fact fact, Placement placement, Things things) {
        Recorded recorded = fact.recorded();
        DomainEvent event = recorded.event();
        EventType type = EventType.of(event.getClass());
        Set<String> all = things.withAll(placement.things());
        List<String> keys = new ArrayList<>();
        keys.add(JournalQuery.typeKey(type.name()));
        event.allTags(recorded.by()).forEach(tag -> keys.add(tag.toString()));
        ContributionMade quoted = event instanceof ContributionMade made && made.author() != null ? made : null;
        Sector sector =
                quoted == null ? recorded.by().actorSector() : author(quoted).sector();
        return new Document("_id", recorded.position())
                .append("id", recorded.id())
                .append("at", recorded.recordedAt().toEpochMilli())
                .append("type", type.name())
                .append("version", type.version())
                .append("ordinal", fact.ordinal())
                .append("metadata", new Document(new TreeMap<>(recorded.by().toMap())))
                .append("payload", codec.encode(event))
                .append("keys", keys)
                .append("day", Days.of(fact))
                .append("began", things.began(all))
                .append("kind", placement.kind())
                .append(
                        "actor",
                        quoted == null ? recorded.by().actor() : author(quoted).subjectId())
                .append("sector", sector == null ? "" : sector.code())
                .append("things", List.copyOf(all))
                .append("readableBy", placement.readableBy().code())
                .append("visible", things.visible(all, placement.readableBy()).code());
    }

    private static Author author(ContributionMade made) {
        if (made.author() == null) throw new IllegalArgumentException("nobody is quoted");
        return made.author();
    }

    private static void write(Build build, List<UpdateOneModel<Document>> rows) {
        build.writeMissing(JOURNAL, rows);
        rows.clear();
    }

    /** Tells every entry of a thing who may read it now; things are read anew, as another process may have gone on with them. */
    private static void carry(Build build, Tag thing) {
        Things things = new Things(build);
        MongoCollection<Document> journal = build.collection(JOURNAL);
        Map<Visibility, List<Long>> positions = new LinkedHashMap<>();
        for (Document row : journal.find(eq("things", thing.toString()))) {
            List<String> all = row.getList("things", String.class);
            things.load(all);
            Visibility kind =
                    Coded.find(Visibility.class, row.getString("readableBy")).orElseThrow();
            positions
                    .computeIfAbsent(things.visible(all, kind), v -> new ArrayList<>())
                    .add(row.getLong("_id"));
        }
        positions.forEach(
                (visibility, ids) -> journal.updateMany(in("_id", ids), Updates.set("visible", visibility.code())));
    }
}
