package org.bitacora.record;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The last commits, in memory, so that most append conditions are settled without a query: a decision was made moments ago, from events up
 * to a position that is seldom far behind.
 *
 * <p>Not safe for use by several threads; the record's writer guards it.
 */
final class RecentEvents {
    private static final int COMMITS_MAX = 10_000;
    private static final long WEIGHT_MAX = 32L << 20;

    private final ArrayDeque<Commit> commits = new ArrayDeque<>();
    private long weight;

    /** Adds the commit that follows the last one. */
    void add(Commit commit) {
        commits.addLast(commit);
        weight += commit.weight();
        while (commits.size() > COMMITS_MAX || (weight > WEIGHT_MAX && commits.size() > 1)) {
            weight -= commits.removeFirst().weight();
        }
    }

    /** The first position it knows; {@code Long.MAX_VALUE} if it knows none. */
    long from() {
        return commits.isEmpty() ? Long.MAX_VALUE : commits.getFirst().position();
    }

    /** Whether an event at or after {@code position} is meant by the criteria. */
    boolean anySince(long position, Criteria criteria) {
        for (Iterator<Commit> newestFirst = commits.descendingIterator(); newestFirst.hasNext(); ) {
            Commit commit = newestFirst.next();
            if (commit.next() <= position) return false;
            for (StoredEvent event : commit.events()) {
                if (event.position() >= position
                        && criteria.matches(event.type(), event.disclosure().tags())) return true;
            }
        }
        return false;
    }
}
