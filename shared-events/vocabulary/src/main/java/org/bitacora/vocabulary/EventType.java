package org.bitacora.vocabulary;

/**
 * The name under which an event is stored, and the version of its fields.
 *
 * @param version from 1 on
 */
public record EventType(String name, int version) {
    public static EventType of(Class<? extends DomainEvent> event) {
        EventVersion version = event.getAnnotation(EventVersion.class);
        return new EventType(event.getSimpleName(), version == null ? 1 : version.value());
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
