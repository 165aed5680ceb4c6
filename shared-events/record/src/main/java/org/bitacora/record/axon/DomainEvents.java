package org.bitacora.record.axon;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;

/** Between our events and Axon's messages. */
public final class DomainEvents {
    private DomainEvents() {}

    /** The message to append, under a new id. Its type is the name under which the event is stored. */
    public static EventMessage message(DomainEvent event, EventMetadata by, Instant now) {
        EventType type = EventType.of(event.getClass());
        return new GenericEventMessage(
                UUID.randomUUID().toString(),
                new MessageType(type.name(), Integer.toString(type.version())),
                event,
                by.toMap(),
                now);
    }

    /** The tags of a message that {@link #message} made. */
    public static Set<Tag> tags(EventMessage message) {
        if (!(message.payload() instanceof DomainEvent event)) {
            throw new IllegalArgumentException("not an event of ours: " + message.type());
        }
        return event.allTags(EventMetadata.fromMap(message.metadata())).stream()
                .map(tag -> Tag.of(tag.kind(), tag.value()))
                .collect(Collectors.toSet());
    }

    /** The event that an entry sourced from the record holds. */
    public static Recorded recorded(MessageStream.Entry<? extends EventMessage> entry, EventCodec codec) {
        EventMessage message = entry.message();
        long next = TrackingToken.fromContext(entry).orElseThrow().position().orElseThrow();
        EventType type = new EventType(
                message.type().name(), Integer.parseInt(message.type().version()));
        return new Recorded(
                next - 1,
                message.identifier(),
                message.timestamp(),
                EventMetadata.fromMap(message.metadata()),
                codec.decode(type, (String) Objects.requireNonNull(message.payload())));
    }

    /** Axon's criteria for ours. */
    public static EventCriteria criteria(Criteria criteria) {
        return EventCriteria.either(criteria.any().stream()
                .map(criterion -> EventCriteria.havingTags(criterion.tags().stream()
                                .map(tag -> Tag.of(tag.kind(), tag.value()))
                                .collect(Collectors.toSet()))
                        .andBeingOneOfTypes(criterion.types().stream()
                                .map(QualifiedName::new)
                                .collect(Collectors.toSet())))
                .toList());
    }
}
