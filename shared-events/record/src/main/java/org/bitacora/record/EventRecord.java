package org.bitacora.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.bitacora.record.proof.Frontier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of a group: events in one gapless order, appended under conditions, never changed.
 *
 * <p>Any number of threads may append and read. Several processes may open the same database: the order is kept by the unique position of
 * each commit, and every process notices the others' appends within {@value #POLL_MILLIS} ms.
 */
public final class EventRecord implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecord.class);
    private static final int POLL_MILLIS = 200;
    private static final int PAGE_COMMITS = 16;
    private static final long CACHE_BYTES = 48L << 20;

    private final CommitStore store;
    private final Head head;
    private final CommitWriter writer;
    private final Thread poller;

    /** Commits read lately: decisions about one thing follow each other, and a group commit holds events of many things. */
    private final Cache<Long, Commit> cache = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((Long position, Commit commit) -> commit.weight())
            .build();

    private EventRecord(CommitStore store) {
        this.store = store;
        this.head = new Head(store);
        this.writer = new CommitWriter(store, head);
        this.poller = Thread.ofVirtual().name("record-poller").start(this::poll);
    }

    /** Opens the record in this database, which is empty or holds one. */
    public static EventRecord open(MongoDatabase database) {
        return new EventRecord(new MongoCommits(database));
    }

    /** The first free position: as many events as there are. */
    public long size() {
        return head.next();
    }

    /** The tree over everything recorded so far. */
    public Frontier frontier() {
        return head.frontier();
    }

    /**
     * Appends the events, all or none, if the condition holds. The future completes once they are on disk.
     *
     * @return the position after the last of them; fails with {@link ConditionFailed} if the condition does not hold
     * @throws IllegalArgumentException if there are none, or more than one commit can hold
     */
    public CompletableFuture<Long> append(AppendCondition condition, List<NewEvent> events) {
        return writer.append(condition, events);
    }

    /**
     * The events that the criteria mean, in order.
     *
     * @param from first position
     * @param below first position that is left out; never read beyond what {@link #size()} said
     */
    public List<StoredEvent> find(Criteria criteria, long from, long below) {
        List<StoredEvent> found = new ArrayList<>();
        if (from >= below || criteria.any().isEmpty()) return found;
        Collection<Commit> commits =
                criteria.any().stream().anyMatch(c -> c.keyGroups().findAny().isEmpty())
                        ? allCommits(from, below)
                        : commits(store.find(
                                criteria.any().stream()
                                        .flatMap(Criterion::keyGroups)
                                        .distinct()
                                        .toList(),
                                from,
                                below));
        for (Commit commit : commits) {
            for (StoredEvent event : commit.events()) {
                if (event.position() >= from
                        && event.position() < below
                        && criteria.matches(event.type(), event.disclosure().tags())) {
                    found.add(event);
                }
            }
        }
        return found;
    }

    /**
     * Events from a position on, in order, whole commits at a time.
     *
     * @param commitsMax how many commits at most are read
     */
    public List<StoredEvent> read(long from, int commitsMax) {
        long below = size();
        List<StoredEvent> events = new ArrayList<>();
        if (from >= below) return events;
        for (Commit commit : store.from(from, commitsMax)) {
            for (StoredEvent event : commit.events()) {
                if (event.position() >= from && event.position() < below) events.add(event);
            }
        }
        return events;
    }

    /** The events at these positions, in order; positions that are not there are left out. */
    public List<StoredEvent> at(long from, long below) {
        List<StoredEvent> events = new ArrayList<>();
        long end = Math.min(below, size());
        for (long next = from; next < end; ) {
            // A commit holds at least one event, so no more commits than events are needed.
            List<StoredEvent> page = read(next, (int) Math.min(PAGE_COMMITS, end - next));
            for (StoredEvent event : page) {
                if (event.position() < end) events.add(event);
            }
            next = page.getLast().position() + 1;
        }
        return events;
    }

    /** The first position recorded at or after this moment; {@link #size()} if there is none. */
    public long firstRecordedAt(Instant moment) {
        return store.firstRecordedAt(moment).stream()
                .flatMap(commit -> commit.events().stream())
                .filter(event -> !event.recordedAt().isBefore(moment))
                .map(StoredEvent::position)
                .findFirst()
                .orElse(size());
    }

    /**
     * Waits until there is an event at {@code position}.
     *
     * @return whether there is one; false once {@code max} has passed
     */
    public boolean await(long position, Duration max) throws InterruptedException {
        return head.await(position + 1, max);
    }

    /** Waits for what is being written, then stops; what still waits fails. */
    @Override
    public void close() {
        poller.interrupt();
        writer.close();
    }

    private List<Commit> allCommits(long from, long below) {
        List<Commit> commits = new ArrayList<>();
        for (long next = from; next < below; next = commits.getLast().next()) commits.addAll(store.from(next, 64));
        return commits;
    }

    private Collection<Commit> commits(List<Long> positions) {
        SortedMap<Long, Commit> commits = new TreeMap<>(cache.getAllPresent(positions));
        List<Long> missing = positions.stream()
                .filter(position -> !commits.containsKey(position))
                .toList();
        if (missing.isEmpty()) return commits.values();
        for (Commit commit : store.load(missing)) {
            cache.put(commit.position(), commit);
            commits.put(commit.position(), commit);
        }
        return commits.values();
    }

    private void poll() {
        while (true) {
            try {
                Thread.sleep(POLL_MILLIS);
                head.catchUp();
            } catch (MongoInterruptedException e) {
                return;
            } catch (MongoException e) {
                LOG.warn("could not look for others' appends: {}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
