package org.bitacora.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where commits lie: a set of documents, each under the position of its first event. All answers are of what a majority has confirmed and
 * is on disk.
 */
interface CommitStore {
    enum Insertion {
        /** It is there for good. */
        DONE,
        /** Somebody else's commit has that position. */
        TAKEN
    }

    /**
     * Puts the commit at its position. Blocks while it is in doubt whether it is there, sending the identical document again.
     *
     * @throws InterruptedException if the thread is interrupted while in doubt
     */
    Insertion insert(Commit commit) throws InterruptedException;

    /** The last commit; null while the record is empty. */
    @Nullable
    Commit last();

    /** Commits that begin at {@code position} or later, in order, at most {@code max}. */
    List<Commit> beginningAt(long position, int max);

    /** Commits from the one that holds {@code position} on, in order, at most {@code max}. */
    List<Commit> from(long position, int max);

    /**
     * Positions of the commits that have all keys of any group, in order.
     *
     * @param from commits that hold or follow this position
     * @param below commits before this position
     */
    List<Long> find(Collection<List<String>> keyGroups, long from, long below);

    /** The first commit recorded at or after this moment; empty if there is none. */
    Optional<Commit> firstRecordedAt(Instant moment);

    /** The commits at exactly these positions, in any order. */
    List<Commit> load(Collection<Long> positions);
}
