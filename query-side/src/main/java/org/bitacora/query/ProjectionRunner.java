package org.bitacora.query;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bitacora.record.EventRecord;
import org.bitacora.record.Lease;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds projections with the record, in order and in batches, each from where its own data stand. One that fails stops alone, says why in
 * its {@link #health()}, and goes on being read as it stood.
 *
 * <p>A projection whose version was raised, or that is to be rebuilt, is filled from the beginning beside the build that is read, by a
 * thread of its own, and then takes its place. Of several processes on one database only the holder of the lease feeds; the others follow
 * the positions that it writes.
 */
public final class ProjectionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);

    private static final int BATCH_COMMITS = 64;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long FOLLOW_PAUSE_MILLIS = 25;

    private final EventRecord record;
    private final EventCodec codec;
    private final MongoDatabase database;
    private final MongoCollection<Document> progress;
    private final Lease lease;
    private final Map<String, Feed> feeds = new ConcurrentSkipListMap<>();
    private final Queue<Feed> rebuilt = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Thread> rebuilding = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** A projection's health: how far it has come, and why it stopped, if it did. */
    public record Health(
            String projection, long position, @Nullable String failure) {}

    public ProjectionRunner(
            EventRecord record, EventCodec codec, MongoDatabase database, Lease lease, List<Projection> projections) {
        this.record = record;
        this.codec = codec;
        this.database = database;
        this.lease = lease;
        this.progress = database.getCollection("projections").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        for (Projection projection : projections) feeds.put(projection.name(), current(projection));
    }

    /** Starts feeding as soon as this process holds the lease. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("projections").start(this::run);
    }

    /** The build of a projection to read from. */
    public Build build(String projection) {
        Feed feed = feeds.get(projection);
        if (feed == null) throw new IllegalArgumentException("no projection " + projection);
        return feed.build;
    }

    /** The first position that a reader cannot count on: every projection that has not failed has taken in all before it. */
    public long position() {
        return feeds.values().stream()
                .filter(feed -> feed.failure == null)
                .mapToLong(feed -> feed.position)
                .min()
                .orElse(0);
    }

    /**
     * Waits until every projection that has not failed has taken in the event at {@code position}.
     *
     * @return whether they have; false once {@code max} has passed
     */
    public boolean await(long position, Duration max) throws InterruptedException {
        long left = max.toNanos();
        lock.lock();
        try {
            while (position() <= position) {
                if (left <= 0) return false;
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    public List<Health> health() {
        return feeds.values().stream()
                .map(feed -> new Health(feed.projection.name(), feed.position, feed.failure))
                .toList();
    }

    /** Fills a projection anew beside the one that is read, and then puts it in its place. Returns at once. */
    public void rebuild(String projection) {
        Feed feed = feeds.get(projection);
        if (feed == null) throw new IllegalArgumentException("no projection " + projection);
        rebuilding.computeIfAbsent(
                projection, name -> Thread.ofVirtual().name("rebuild-" + name).start(() -> rebuild(feed.projection)));
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread rebuild : rebuilding.values()) rebuild.join(2_000);
            if (thread != null) thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A projection, its build, and how far it has come. Written by one thread at a time, read by all. */
    private static final class Feed {
        final Projection projection;
        volatile Build build;
        volatile long position;
        volatile @Nullable String failure;
        Map<String, Long> counts;

        Feed(Projection projection, Build build, long position, Map<String, Long> counts) {
            this.projection = projection;
            this.build = build;
            this.position = position;
            this.counts = counts;
        }
    }

    private void run() {
        boolean holding = false;
        while (!closed) {
            if (!lease.hold()) {
                holding = false;
                follow();
                continue;
            }
            if (!holding) {
                holding = true;
                feeds.values().forEach(this::takeOver);
            }
            replaceRebuilt();
            long from = position();
            try {
                if (!record.await(from, IDLE)) continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            List<StoredEvent> events = record.read(from, BATCH_COMMITS);
            for (Feed feed : feeds.values()) {
                if (feed.failure != null) continue;
                feed(feed, events);
                if (feed.failure == null) save(feed);
            }
            signal();
        }
        lease.release();
    }

    /** Another process feeds: see how far it has come. */
    private void follow() {
        feeds.values().forEach(feed -> {
            Document known =
                    progress.find(Filters.eq("_id", feed.projection.name())).first();
            if (known == null || known.getInteger("version") != feed.projection.version()) return;
            feed.build = new Build(database, known.getString("build"));
            feed.position = known.getLong("position");
        });
        signal();
        try {
            Thread.sleep(FOLLOW_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeOver(Feed feed) {
        Feed now = current(feed.projection);
        feed.build = now.build;
        feed.position = now.position;
        feed.counts = now.counts;
        feed.projection.prepare(feed.build);
    }

    private void feed(Feed feed, List<StoredEvent> events) {
        if (events.isEmpty() || events.getLast().position() < feed.position) return;
        Map<String, Long> counts = new HashMap<>(feed.counts);
        List<Fact> facts = new ArrayList<>();
        try {
            for (StoredEvent event : events) {
                if (event.position() < feed.position) continue;
                facts.add(new Fact(event.decode(codec), counts.merge(event.type(), 1L, Long::sum)));
            }
            feed.projection.apply(facts, feed.build);
        } catch (RuntimeException e) {
            // Whatever a projection throws concerns it alone: the others go on, and its health says why it stopped.
            LOG.error("projection {} stopped at position {}", feed.projection.name(), feed.position, e);
            feed.failure = e.toString();
            return;
        }
        feed.counts = counts;
        feed.position = events.getLast().position() + 1;
    }

    /** Fills a new build up to where the record ends now; the feeding thread then takes it over. */
    private void rebuild(Projection projection) {
        Feed fresh = new Feed(projection, newBuild(), 0, new HashMap<>());
        projection.prepare(fresh.build);
        while (!closed && fresh.failure == null && fresh.position < record.size()) {
            feed(fresh, record.read(fresh.position, BATCH_COMMITS));
        }
        if (fresh.failure == null && !closed) rebuilt.add(fresh);
        rebuilding.remove(projection.name());
    }

    private void replaceRebuilt() {
        for (Feed fresh = rebuilt.poll(); fresh != null; fresh = rebuilt.poll()) {
            Feed old = feeds.put(fresh.projection.name(), fresh);
            save(fresh);
            if (old != null) old.build.drop();
        }
    }

    /** Where a projection stands, or a new build of it if there is none of its version. */
    private Feed current(Projection projection) {
        Document known = progress.find(Filters.eq("_id", projection.name())).first();
        if (known == null || known.getInteger("version") != projection.version()) {
            return new Feed(projection, newBuild(), 0, new HashMap<>());
        }
        Map<String, Long> counts = new HashMap<>();
        known.get("counts", Document.class).forEach((type, count) -> counts.put(type, (Long) count));
        return new Feed(projection, new Build(database, known.getString("build")), known.getLong("position"), counts);
    }

    private void save(Feed feed) {
        progress.replaceOne(
                Filters.eq("_id", feed.projection.name()),
                new Document("_id", feed.projection.name())
                        .append("version", feed.projection.version())
                        .append("build", feed.build.id())
                        .append("position", feed.position)
                        .append("counts", new Document(new TreeMap<>(feed.counts))),
                new ReplaceOptions().upsert(true));
    }

    private Build newBuild() {
        return new Build(database, UUID.randomUUID().toString().substring(0, 8));
    }

    private void signal() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
