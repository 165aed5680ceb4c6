package org.bitacora.vocabulary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Between events and the JSON text that is stored and hashed: the one place that payloads pass through. An event is stored under its
 * simple class name and version.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class EventCodec {
    /** The slices, each a sealed interface whose permitted records are its events. */
    private static final List<Class<? extends DomainEvent>> SLICES = List.of(
            MembershipEvent.class,
            SuggestionEvent.class,
            DiscussionEvent.class,
            MeetingEvent.class,
            CharterEvent.class);

    private final JsonMapper json;
    private final Map<EventType, Class<? extends DomainEvent>> classes = new HashMap<>();

    public EventCodec(JsonMapper json) {
        this.json = json;
        for (Class<? extends DomainEvent> slice : SLICES) {
            for (Class<? extends DomainEvent> event : Events.of(slice)) classes.put(EventType.of(event), event);
        }
    }

    /** Every event that can be recorded. */
    public Map<EventType, Class<? extends DomainEvent>> events() {
        return Map.copyOf(classes);
    }

    /** The exact JSON text to store. */
    public String encode(DomainEvent event) {
        return json.writeValueAsString(event);
    }

    /**
     * @throws IllegalArgumentException if no event of that name and version is known
     * @throws tools.jackson.core.JacksonException if the text is not that event
     */
    public DomainEvent decode(EventType type, String payload) {
        Class<? extends DomainEvent> event = classes.get(type);
        if (event == null) throw new IllegalArgumentException("unknown event " + type);
        return json.readValue(payload, event);
    }
}
