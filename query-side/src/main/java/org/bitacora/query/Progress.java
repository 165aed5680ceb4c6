package org.bitacora.query;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;

/**
 * How far projections have come, in collection {@code projections}: {@code {_id: name, version, build, position, readableFrom, counts,
 * retired, failure}}, {@code failure} being why the process that feeds it stopped; null while it is well.
 */
final class Progress {
    private final MongoDatabase database;
    private final MongoCollection<Document> collection;

    Progress(MongoDatabase database) {
        this.database = database;
        this.collection =
                database.getCollection("projections").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    Build newBuild() {
        return new Build(database, UUID.randomUUID().toString().substring(0, 8));
    }

    /**
     * Where a projection stands; a new build of it if there is none of its version, which nobody should read before it has come as far as
     * the record reaches now.
     *
     * @param size of the record
     */
    Feed current(Projection projection, long size) {
        Document known = collection.find(eq("_id", projection.name())).first();
        if (known != null && known.getInteger("version") == projection.version()) {
            Feed feed = new Feed(projection, new Build(database, known.getString("build")), 0);
            read(known, feed);
            // Whoever begins to feed it tries for itself.
            feed.failure = null;
            return feed;
        }
        Feed fresh = new Feed(projection, newBuild(), size);
        if (known != null) {
            fresh.retired.addAll(known.getList("retired", String.class, List.of()));
            fresh.retired.add(known.getString("build"));
        }
        return fresh;
    }

    /** Brings feeds to where the process that feeds them has come; those of another version stay as they are. */
    void follow(Map<String, Feed> feeds) {
        for (Document known : collection.find()) {
            Feed feed = feeds.get(known.getString("_id"));
            if (feed != null && known.getInteger("version") == feed.projection.version()) read(known, feed);
        }
    }

    private void read(Document known, Feed feed) {
        Map<String, Long> counts = new HashMap<>();
        known.get("counts", Document.class).forEach((type, count) -> counts.put(type, (Long) count));
        feed.build = new Build(database, known.getString("build"));
        feed.readableFrom = known.getLong("readableFrom");
        feed.position = known.getLong("position");
        feed.counts = counts;
        feed.retired = new ArrayList<>(known.getList("retired", String.class));
        feed.failure = known.getString("failure");
    }

    /** Makes the feed's build the one that is read. */
    void put(Feed feed) {
        collection.replaceOne(eq("_id", feed.projection.name()), document(feed), new ReplaceOptions().upsert(true));
    }

    /**
     * Saves how far these have come, in one write.
     *
     * @return false if another process has put another build in the place of one of them; that one is not saved
     */
    boolean save(Collection<Feed> feeds) {
        if (feeds.isEmpty()) return true;
        List<ReplaceOneModel<Document>> writes = new ArrayList<>();
        for (Feed feed : feeds) {
            writes.add(new ReplaceOneModel<>(
                    and(eq("_id", feed.projection.name()), eq("build", feed.build.id())), document(feed)));
        }
        return collection
                        .bulkWrite(writes, new BulkWriteOptions().ordered(false))
                        .getMatchedCount()
                == writes.size();
    }

    /** Removes a build that was retired. */
    void drop(Feed feed, String build) {
        new Build(database, build).drop();
        feed.retired.remove(build);
        save(List.of(feed));
    }

    private static Document document(Feed feed) {
        return new Document("_id", feed.projection.name())
                .append("version", feed.projection.version())
                .append("build", feed.build.id())
                .append("position", feed.position)
                .append("readableFrom", feed.readableFrom)
                .append("counts", new Document(new TreeMap<>(feed.counts)))
                .append("retired", List.copyOf(feed.retired))
                .append("failure", feed.failure);
    }
}
