package org.bitacora.query.journal;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    /** The collection of things: {@code {_id: tag, title, ordinal, visibility, within: [tags], began}}. */
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
        return 1;
    }

    @Override
    public void prepare(Build build) {
        MongoCollection<Document> journal = build.collection(JOURNAL);
        journal.createIndex(Indexes.ascending("keys", "_id"));
        journal.createIndex(Indexes.ascending("day", "_id"));
        journal.createIndex(Indexes.ascending("at", "_id"));
        for (String filter : JournalQuery.FILTERS) journal.createIndex(Indexes.ascending(filter, "day", "_id"));
    }

    @Override
    public void apply(List<Fact> facts, Build build) {
        Things things = new Things(build.collection(THINGS));
        things.load(facts);
        List<ReplaceOneModel<Document>> rows = new ArrayList<>();
        for (Fact fact : facts) {
            DomainEvent event = fact.recorded().event();
            Placement placement = Placement.of(event);
            if (placement.creates() != null) things.create(placement.creates(), placement.things(), fact);
            Document row = row(fact, placement, things);
            rows.add(new ReplaceOneModel<>(eq("_id", row.getLong("_id")), row, new ReplaceOptions().upsert(true)));
            if (event instanceof VisibilityChanged changed) {
                things.change(changed.thing().tag(), changed.to());
                write(build, rows);
                carry(build, changed.thing().tag(), things);
            }
        }
        things.save();
        write(build, rows);
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
                .append("day", recorded.by().occurredOn().firstDay().toString())
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

    private static void write(Build build, List<ReplaceOneModel<Document>> rows) {
        if (rows.isEmpty()) return;
        build.collection(JOURNAL).bulkWrite(rows, new BulkWriteOptions().ordered(true));
        rows.clear();
    }

    /** Tells every entry of a thing who may read it now. */
    private static void carry(Build build, Tag thing, Things things) {
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

    /** The things that a batch of events speaks of; read once, changed in memory, written back. */
    private static final class Things {
        private final MongoCollection<Document> collection;
        private final Map<String, Document> known = new LinkedHashMap<>();
        private final Set<String> changed = new LinkedHashSet<>();

        Things(MongoCollection<Document> collection) {
            this.collection = collection;
        }

        void load(List<Fact> facts) {
            Set<String> tags = new HashSet<>();
            for (Fact fact : facts) {
                Placement.of(fact.recorded().event()).things().forEach(tag -> tags.add(tag.toString()));
            }
            load(tags);
        }

        /** Loads these and what they are within. */
        void load(Collection<String> tags) {
            Set<String> missing = new HashSet<>(tags);
            missing.removeAll(known.keySet());
            while (!missing.isEmpty()) {
                Set<String> next = new HashSet<>();
                for (Document thing : collection.find(in("_id", missing))) {
                    known.put(thing.getString("_id"), thing);
                    next.addAll(thing.getList("within", String.class));
                }
                next.removeAll(known.keySet());
                next.removeAll(missing);
                missing = next;
            }
        }

        void create(Placement.Creation creation, List<Tag> things, Fact fact) {
            String id = creation.tag().toString();
            if (known.containsKey(id)) return;
            List<String> within = things.stream()
                    .map(Tag::toString)
                    .filter(tag -> !tag.equals(id))
                    .toList();
            known.put(
                    id,
                    new Document("_id", id)
                            .append("title", creation.title())
                            .append("ordinal", fact.ordinal())
                            .append("visibility", creation.visibility().code())
                            .append("within", within)
                            .append(
                                    "began",
                                    fact.recorded().by().occurredOn().firstDay().toString()));
            changed.add(id);
        }

        void change(Tag tag, Visibility to) {
            Document thing = known.get(tag.toString());
            if (thing == null) throw new IllegalStateException("nothing is known of " + tag);
            thing.append("visibility", to.code());
            changed.add(tag.toString());
            save();
        }

        /** The tags, with all that they are within. */
        Set<String> withAll(List<Tag> tags) {
            Set<String> all = new LinkedHashSet<>();
            List<String> next = tags.stream().map(Tag::toString).toList();
            while (!next.isEmpty()) {
                List<String> within = new ArrayList<>();
                for (String tag : next) {
                    Document thing = known.get(tag);
                    if (all.add(tag) && thing != null) within.addAll(thing.getList("within", String.class));
                }
                next = within;
            }
            return all;
        }

        Visibility visible(Collection<String> tags, Visibility kind) {
            Visibility narrowest = kind;
            for (String tag : tags) {
                Document thing = known.get(tag);
                if (thing != null && thing.getString("visibility").equals(Visibility.MEMBERS.code())) {
                    narrowest = Visibility.MEMBERS;
                }
            }
            return narrowest;
        }

        /** The first day on which all of them had begun; the empty text if they are none. */
        String began(Collection<String> tags) {
            String last = "";
            for (String tag : tags) {
                Document thing = known.get(tag);
                if (thing != null && thing.getString("began").compareTo(last) > 0) last = thing.getString("began");
            }
            return last;
        }

        void save() {
            List<ReplaceOneModel<Document>> writes = new ArrayList<>();
            for (String id : changed) {
                Document thing = known.get(id);
                if (thing != null) {
                    writes.add(new ReplaceOneModel<>(Filters.eq("_id", id), thing, new ReplaceOptions().upsert(true)));
                }
            }
            changed.clear();
            if (!writes.isEmpty()) collection.bulkWrite(writes, new BulkWriteOptions().ordered(true));
        }
    }
}
