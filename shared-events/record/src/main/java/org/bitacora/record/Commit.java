package org.bitacora.record;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bitacora.record.proof.Frontier;

/**
 * What one append wrote, in one piece: events that follow each other, and the tree after them.
 *
 * @param id random; tells our own commit at a position from somebody else's
 * @param events at least one
 * @param after the tree with these events
 */
record Commit(String id, List<StoredEvent> events, Frontier after) {
    Commit {
        events = List.copyOf(events);
    }

    /** Position of the first event. */
    long position() {
        return events.getFirst().position();
    }

    /** The first position after it. */
    long next() {
        return events.getLast().position() + 1;
    }

    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (StoredEvent event : events) {
            Criterion.keysOf(event.type(), event.disclosure().tags()).forEach(keys::add);
        }
        return keys;
    }

    int weight() {
        int weight = 0;
        for (StoredEvent event : events) weight += event.weight();
        return weight;
    }
}
