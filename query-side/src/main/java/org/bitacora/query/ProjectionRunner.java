package org.bitacora.query;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.bitacora.record.EventRecord;
import org.bitacora.record.Lease;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.EventCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds projections with the record, in order and in batches, each from where its own data stand. One that fails stops alone and says why
 * in its {@link #health()}, in every process; whoever reads it is told so rather than given what it last knew, and the others go on. What
 * concerns all, such as a database that does not answer, is tried again every second for as long as it takes, and is told in everybody's
 * health meanwhile.
 *
 * <p>A projection that is to be rebuilt is filled from the beginning beside the build that is read, by a thread of its own, and takes its
 * place once it has caught up. One whose version was raised is filled anew too, but cannot be read before: documents of another version say
 * nothing to this code. {@link #awaitReadable} waits for it. A build that nobody needs any more is dropped a minute later, as somebody may
 * still be reading it.
 *
 * <p>Of several processes on one database only the holder of the lease feeds; the others follow the positions that it writes.
 */
public final class ProjectionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);

    private static final int BATCH_COMMITS = 64;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration FOLLOW_PAUSE = Duration.ofMillis(25);
    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(1);
    private static final Duration RETIREMENT = Duration.ofSeconds(60);

    private final EventRecord record;
    private final EventCodec codec;
    private final Progress progress;
    private final Lease lease;
    private final Map<String, Feed> feeds = new ConcurrentSkipListMap<>();
    private final Queue<Feed> rebuilt = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Thread> rebuilding = new ConcurrentHashMap<>();

    /** When retired builds were first seen, in nanoseconds; only the feeding thread uses it, as {@code holding}. */
    private final Map<String, Long> retiredSince = new HashMap<>();

    private boolean holding;
    private volatile @Nullable String trouble;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * A projection's health.
     *
     * @param position how far it has come
     * @param filling whether it is a new build that is not fit to be read yet
     * @param failure why it stopped, or what keeps all of them from going on; null while it is well
     */
    public record Health(
            String projection,
            long position,
            boolean filling,
            @Nullable String failure) {}

    public ProjectionRunner(
            EventRecord record, EventCodec codec, MongoDatabase database, Lease lease, List<Projection> projections) {
        this.record = record;
        this.codec = codec;
        this.lease = lease;
        this.progress = new Progress(database);
        for (Projection projection : projections) {
            feeds.put(projection.name(), progress.current(projection, record.size()));
        }
    }

    /** Starts feeding as soon as this process holds the lease. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("projections").start(this::run);
    }

    /**
     * The build of a projection to read from.
     *
     * @throws ProjectionStopped if it has failed: what it holds may lack what its readers were promised, a restriction among it
     */
    public Build build(String projection) {
        Feed feed = known(projection);
        if (feed.failure != null) throw new ProjectionStopped(projection);
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
        return await(() -> position() > position, max);
    }

    /**
     * Waits until the record is known to hold an event at {@code position}.
     *
     * @return whether it does; false once {@code max} has passed
     */
    boolean awaitRecorded(long position, Duration max) throws InterruptedException {
        return record.await(position, max);
    }

    /** Changes with the version of any projection. */
    String versions() {
        return feeds.values().stream()
                .map(feed -> feed.projection.name() + feed.projection.version())
                .collect(Collectors.joining(","));
    }

    /**
     * Waits until no projection is being filled for the first time since its version was raised.
     *
     * @return whether all are fit to be read; false once {@code max} has passed
     */
    public boolean awaitReadable(Duration max) throws InterruptedException {
        return await(() -> feeds.values().stream().noneMatch(feed -> feed.failure == null && feed.filling()), max);
    }

    private boolean await(BooleanSupplier reached, Duration max) throws InterruptedException {
        long left = max.toNanos();
        lock.lock();
        try {
            while (!reached.getAsBoolean()) {
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
                .map(feed -> new Health(
                        feed.projection.name(),
                        feed.position,
                        feed.filling(),
                        feed.failure == null ? trouble : feed.failure))
                .toList();
    }

    /** Fills a projection anew beside the one that is read, and then puts it in its place. Returns at once. */
    public void rebuild(String projection) {
        Feed feed = known(projection);
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

    private Feed known(String projection) {
        Feed feed = feeds.get(projection);
        if (feed == null) throw new IllegalArgumentException("no projection " + projection);
        return feed;
    }

    private void run() {
        try {
            while (!closed) step();
            lease.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MongoException e) {
            LOG.warn("the lease was not released: it will run out", e);
        }
    }

    private void step() throws InterruptedException {
        try {
            boolean leased = lease.hold();
            if (leased) {
                feedAll();
            } else {
                holding = false;
                progress.follow(feeds);
            }
            // Before the signal: whoever waited for the end of the trouble must not still find it in the health.
            trouble = null;
            signal();
            if (!leased) Thread.sleep(FOLLOW_PAUSE);
        } catch (RuntimeException e) {
            // Whatever it is, views that stand still for a while are better than views that stand still until a
            // restart.
            LOG.error("the projections pause", e);
            trouble = e.toString();
            holding = false;
            Thread.sleep(TROUBLE_PAUSE);
        }
    }

    private void feedAll() throws InterruptedException {
        if (!holding) {
            for (Feed feed : feeds.values()) takeOver(feed);
            holding = true;
        }
        replaceRebuilt();
        dropRetired();
        if (feeds.values().stream().allMatch(feed -> feed.failure != null)) {
            Thread.sleep(TROUBLE_PAUSE);
            return;
        }
        long from = position();
        if (!record.await(from, IDLE)) return;
        List<StoredEvent> events = record.read(from, BATCH_COMMITS);
        List<Feed> fed = new ArrayList<>();
        for (Feed feed : feeds.values()) {
            // One that stops now is saved too, so that other processes tell it to their readers.
            if (feed.failure == null && (feed(feed, events) || feed.failure != null)) fed.add(feed);
        }
        // Another has the lease by now and has put another build in place of ours: start from what it left.
        if (!progress.save(fed)) holding = false;
    }

    private void takeOver(Feed feed) {
        Feed now = progress.current(feed.projection, record.size());
        now.projection.prepare(now.build);
        progress.put(now);
        feeds.put(now.projection.name(), now);
    }

    /** Whether it has come further. */
    private boolean feed(Feed feed, List<StoredEvent> events) {
        if (events.isEmpty() || events.getLast().position() < feed.position) return false;
        Map<String, Long> counts = new HashMap<>(feed.counts);
        List<Fact> facts = new ArrayList<>();
        try {
            for (StoredEvent event : events) {
                if (event.position() < feed.position) continue;
                facts.add(new Fact(event.decode(codec), counts.merge(event.type(), 1L, Long::sum)));
            }
            feed.projection.apply(facts, feed.build);
        } catch (RuntimeException e) {
            if (concernsAll(e)) throw e;
            // Whatever else a projection throws concerns it alone: the others go on, and its health says why it
            // stopped.
            LOG.error("projection {} stopped at position {}", feed.projection.name(), feed.position, e);
            feed.failure = e.toString();
            return false;
        }
        feed.counts = counts;
        feed.position = events.getLast().position() + 1;
        return true;
    }

    /** A database that does not answer; one that refuses what a projection writes is that projection's own affair. */
    private static boolean concernsAll(RuntimeException e) {
        return e instanceof MongoException
                && !(e instanceof MongoBulkWriteException)
                && !(e instanceof MongoWriteException);
    }

    /** Fills a new build up to where the record ends now; the feeding thread then takes it over. */
    private void rebuild(Projection projection) {
        Feed fresh = new Feed(projection, progress.newBuild(), 0);
        try {
            projection.prepare(fresh.build);
            while (!closed && fresh.failure == null && fresh.position < record.size()) {
                feed(fresh, record.read(fresh.position, BATCH_COMMITS));
            }
            if (fresh.failure == null && !closed) rebuilt.add(fresh);
            else fresh.build.drop();
        } finally {
            rebuilding.remove(projection.name());
        }
    }

    private void replaceRebuilt() {
        for (Feed fresh = rebuilt.poll(); fresh != null; fresh = rebuilt.poll()) {
            Feed old = known(fresh.projection.name());
            // Nobody who has seen an event may then be shown views without it.
            while (fresh.failure == null && fresh.position < old.position) {
                feed(fresh, record.read(fresh.position, BATCH_COMMITS));
            }
            if (fresh.failure != null) {
                fresh.build.drop();
                continue;
            }
            fresh.retired.addAll(old.retired);
            fresh.retired.add(old.build.id());
            progress.put(fresh);
            feeds.put(fresh.projection.name(), fresh);
        }
    }

    private void dropRetired() {
        long now = System.nanoTime();
        for (Feed feed : feeds.values()) {
            if (feed.filling()) continue;
            for (String build : List.copyOf(feed.retired)) {
                long since = retiredSince.computeIfAbsent(build, id -> now);
                if (now - since < RETIREMENT.toNanos()) continue;
                progress.drop(feed, build);
                retiredSince.remove(build);
            }
        }
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
