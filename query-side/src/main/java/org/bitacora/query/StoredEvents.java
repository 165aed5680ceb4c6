package org.bitacora.query;

import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;

/** Between what the record stores and what views fold. */
final class StoredEvents {
    private StoredEvents() {}

    static Recorded decode(StoredEvent event, EventCodec codec) {
        EventType type = new EventType(event.type(), Integer.parseInt(event.version()));
        return new Recorded(
                event.position(),
                event.id(),
                event.recordedAt(),
                EventMetadata.fromMap(event.disclosure().metadata()),
                codec.decode(type, event.disclosure().payload()));
    }
}
