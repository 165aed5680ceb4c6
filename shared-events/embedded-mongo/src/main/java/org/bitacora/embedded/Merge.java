package org.bitacora.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of a plan read side by side, as one sequence without repetitions: ordered by the part of their keys from
 * {@code Range.mergeAt} on, either what is in any of them or what is in all.
 *
 * <p>Holds one open scan a range until it is closed. Used by one thread.
 */
final class Merge implements AutoCloseable {
    /** Steps tried before a scan is opened anew further on. */
    private static final int STEPS_BEFORE_SEEK = 12;

    private final Rows rows;
    private final Rows.Kind kind;
    private final int table;
    private final boolean descending;
    private final boolean everyRange;
    private final List<Head> heads = new ArrayList<>();
    private final PriorityQueue<Head> queue = new PriorityQueue<>((left, right) -> order(left.key(), right.key()));
    private @Nullable Head current;

    /** @param after the merge key behind which to begin, or null for the beginning */
    Merge(Rows rows, Plan plan, int dataTable, byte @Nullable [] after) {
        this.rows = rows;
        Index index = plan.index();
        kind = index == null ? Rows.Kind.DATA : Rows.Kind.INDEX;
        table = index == null ? dataTable : index.table();
        descending = plan.descending();
        everyRange = plan.everyRange();
        for (Plan.Range range : plan.ranges()) {
            Head head = new Head(range);
            heads.add(head);
            head.open(after, false);
            if (head.row != null) {
                queue.add(head);
            }
        }
    }

    /** Goes to the next key; false behind the last. */
    boolean next() {
        Head passed = current;
        if (passed != null) {
            byte[] key = passed.key();
            advance(passed);
            while (!queue.isEmpty() && order(queue.peek().key(), key) == 0) {
                advance(queue.remove());
            }
        }
        if (everyRange && !align()) {
            current = null;
            return false;
        }
        current = queue.poll();
        return current != null;
    }

    private void advance(Head head) {
        head.step();
        if (head.row != null) {
            queue.add(head);
        }
    }

    /** Leapfrog: the scan that is behind goes to where the foremost is, until all are at one key. */
    private boolean align() {
        while (queue.size() == heads.size()) {
            byte[] foremost = heads.getFirst().key();
            for (Head head : heads) {
                foremost = order(head.key(), foremost) > 0 ? head.key() : foremost;
            }
            Head hindmost = queue.remove();
            if (order(hindmost.key(), foremost) == 0) {
                queue.add(hindmost);
                return true;
            }
            hindmost.seek(foremost);
            if (hindmost.row != null) {
                queue.add(hindmost);
            }
        }
        return false;
    }

    private int order(byte[] left, byte[] right) {
        int order = Arrays.compareUnsigned(left, right);
        return descending ? -order : order;
    }

    private Head current() {
        if (current == null) {
            throw new IllegalStateException("no current key");
        }
        return current;
    }

    /** The part of the current key that the order goes by. */
    byte[] key() {
        return current().key();
    }

    /** The whole key in its table. */
    byte[] row() {
        return current().row();
    }

    byte[] value() {
        return current().scan().value();
    }

    @Override
    public void close() {
        heads.forEach(Head::close);
    }

    /** One range and the place in it. */
    private final class Head {
        private final Plan.Range range;
        private Rows.@Nullable Scan scan;
        private byte @Nullable [] row;
        private byte @Nullable [] key;

        Head(Plan.Range range) {
            this.range = range;
        }

        /** Opens the scan behind this merge key, or at it; at the beginning if it is null. */
        void open(byte @Nullable [] at, boolean inclusive) {
            byte[] from = range.from();
            byte[] to = range.to();
            if (at != null) {
                byte[] whole = Keys.join(Arrays.copyOf(from, range.mergeAt()), at);
                byte[] next = Keys.successor(whole);
                if (descending) {
                    byte[] bound = inclusive ? next : whole;
                    to = Arrays.compareUnsigned(bound, to) < 0 ? bound : to;
                } else {
                    byte[] bound = inclusive ? whole : next;
                    from = Arrays.compareUnsigned(bound, from) > 0 ? bound : from;
                }
            }
            close();
            if (Arrays.compareUnsigned(from, to) < 0) {
                scan = rows.scan(kind, table, from, to, descending);
                step();
            } else {
                row = null;
                key = null;
            }
        }

        void step() {
            row = scan().next();
            key = row == null ? null : Arrays.copyOfRange(row, range.mergeAt(), row.length);
        }

        void seek(byte[] target) {
            for (int i = 0; i < STEPS_BEFORE_SEEK && key != null && order(key, target) < 0; i++) {
                step();
            }
            if (key != null && order(key, target) < 0) {
                open(target, true);
            }
        }

        Rows.Scan scan() {
            if (scan == null) {
                throw new IllegalStateException("no scan is open");
            }
            return scan;
        }

        byte[] row() {
            if (row == null) {
                throw new IllegalStateException("behind the last row");
            }
            return row;
        }

        byte[] key() {
            if (key == null) {
                throw new IllegalStateException("behind the last row");
            }
            return key;
        }

        void close() {
            if (scan != null) {
                scan.close();
                scan = null;
            }
        }
    }
}
