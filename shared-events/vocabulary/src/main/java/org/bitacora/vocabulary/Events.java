package org.bitacora.vocabulary;

import java.util.List;
import java.util.stream.Stream;

/** Which events there are. A slice's sealed interface is the one place that lists them. */
public final class Events {
    private Events() {}

    /**
     * The types of a slice's events.
     *
     * @param slice a sealed interface whose permitted records are its events, for instance {@link SuggestionEvent}
     */
    public static List<Class<? extends DomainEvent>> of(Class<? extends DomainEvent> slice) {
        return Stream.of(slice.getPermittedSubclasses())
                .<Class<? extends DomainEvent>>map(event -> event.asSubclass(DomainEvent.class))
                .toList();
    }
}
