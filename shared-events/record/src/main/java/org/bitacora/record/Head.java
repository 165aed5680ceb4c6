package org.bitacora.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bitacora.record.proof.Frontier;

/**
 * How far the record reaches, as this process knows it, and what came last. Whoever wants to know of new events waits here.
 *
 * <p>Safe for use by many threads. Only commits that are known to be on disk, confirmed by a majority, move the head.
 */
final class Head {
    private static final int CATCH_UP_COMMITS = 256;

    private final CommitStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final RecentEvents recent = new RecentEvents();

    private volatile long next;
    private Frontier frontier = Frontier.empty();
    private Instant lastRecordedAt = Instant.EPOCH;

    Head(CommitStore store) {
        this.store = store;
        Commit last = store.last();
        if (last != null) advance(last);
    }

    /** The first free position. */
    long next() {
        return next;
    }

    Frontier frontier() {
        lock.lock();
        try {
            return frontier;
        } finally {
            lock.unlock();
        }
    }

    Instant lastRecordedAt() {
        lock.lock();
        try {
            return lastRecordedAt;
        } finally {
            lock.unlock();
        }
    }

    /** Moves on to after this commit, if it is the next one; one that is known already changes nothing. */
    void advance(Commit commit) {
        lock.lock();
        try {
            boolean first = next == 0 && recent.from() == Long.MAX_VALUE;
            if (commit.position() != next && !first) return;
            next = commit.next();
            frontier = commit.after();
            lastRecordedAt = commit.events().getLast().recordedAt();
            recent.add(commit);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes in what others have appended. */
    void catchUp() {
        while (true) {
            List<Commit> commits = store.beginningAt(next, CATCH_UP_COMMITS);
            commits.forEach(this::advance);
            if (commits.size() < CATCH_UP_COMMITS) return;
        }
    }

    /** Whether an event at or after {@code since} is meant by the criteria. */
    boolean changed(Criteria criteria, long since) {
        if (criteria.any().isEmpty() || since >= next) return false;
        long queryBelow;
        lock.lock();
        try {
            if (recent.anySince(since, criteria)) return true;
            queryBelow = Math.min(recent.from(), next);
        } finally {
            lock.unlock();
        }
        if (since >= queryBelow) return false;
        List<List<String>> groups =
                criteria.any().stream().flatMap(Criterion::keyGroups).toList();
        for (long position : store.find(groups, since, queryBelow)) {
            for (Commit commit : store.load(List.of(position))) {
                for (StoredEvent event : commit.events()) {
                    if (event.position() >= since
                            && criteria.matches(event.type(), event.disclosure().tags())) return true;
                }
            }
        }
        return false;
    }

    /** Waits until the head has reached {@code position}. */
    boolean await(long position, Duration max) throws InterruptedException {
        if (next >= position) return true;
        long left = max.toNanos();
        lock.lock();
        try {
            while (next < position) {
                if (left <= 0) return false;
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
