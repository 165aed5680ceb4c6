package org.bitacora.record;

import java.time.Instant;
import org.bitacora.record.proof.Disclosure;
import org.bitacora.record.proof.Entry;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;

/**
 * An event as it stands in the record.
 *
 * @param position from 0 on, without gaps
 * @param recordedAt UTC, in whole milliseconds; never decreases along positions
 * @param madeAt when it was decided; what Axon calls its timestamp. Recording can make it later, never earlier
 * @param disclosure tags, metadata and payload, with the salts of their commitments
 */
public record StoredEvent(
        long position,
        Instant recordedAt,
        Instant madeAt,
        String type,
        String version,
        String id,
        Disclosure disclosure) {
    /** The leaf of this event in the tree. */
    public Entry entry() {
        return new Entry(position, recordedAt, type, version, id, disclosure.commitments());
    }

    /**
     * The event that it stores.
     *
     * @throws IllegalArgumentException if no event of that name and version is known
     */
    public Recorded decode(EventCodec codec) {
        EventType stored = new EventType(type, Integer.parseInt(version));
        return new Recorded(
                position,
                id,
                recordedAt,
                EventMetadata.fromMap(disclosure.metadata()),
                codec.decode(stored, disclosure.payload()));
    }

    /** Heap it holds, roughly, in bytes: what caches are bounded by. */
    int weight() {
        return 600 + 2 * disclosure.payload().length();
    }
}
