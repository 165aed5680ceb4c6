package org.bitacora.record;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.bitacora.vocabulary.Tag;

/**
 * An event that waits to be appended.
 *
 * @param id unique in the record, chosen by who appends
 * @param type the name under which it is stored
 * @param version of the type's fields
 * @param at when it was decided; it is recorded at that moment, or at that of the event before it if that is later
 * @param payload JSON text; stored and hashed exactly as it stands
 */
public record NewEvent(
        String id,
        String type,
        String version,
        Instant at,
        Set<Tag> tags,
        Map<String, String> metadata,
        String payload) {
    /** Largest event: payload and metadata together, in UTF-16 units. */
    public static final int LENGTH_MAX = 256 * 1024;

    /** Most tags an event can have. */
    public static final int TAGS_MAX = 32;

    /**
     * @throws IllegalArgumentException if the event is larger than the record takes
     */
    public NewEvent {
        tags = Set.copyOf(tags);
        metadata = Map.copyOf(metadata);
        if (tags.size() > TAGS_MAX) throw new IllegalArgumentException("more than " + TAGS_MAX + " tags");
        if (length(metadata, payload) > LENGTH_MAX) {
            throw new IllegalArgumentException("an event of more than " + LENGTH_MAX + " characters");
        }
    }

    int length() {
        return length(metadata, payload);
    }

    private static int length(Map<String, String> metadata, String payload) {
        int length = payload.length();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            length += entry.getKey().length() + entry.getValue().length();
        }
        return length;
    }
}
