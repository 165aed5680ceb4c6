package org.bitacora.record.axon;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.bitacora.record.ConditionFailed;
import org.bitacora.record.Criteria;
import org.bitacora.record.Criterion;
import org.bitacora.record.EventRecord;
import org.bitacora.record.NewEvent;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The record behind Axon's {@link EventStorageEngine}. Markers and tokens have one meaning: the next position to read.
 *
 * <p>Reading takes the size first and never goes beyond it, and the insert happens in {@code commit} on the calling (virtual) thread, so
 * that the rest of the unit of work stays off the record's writer.
 */
public final class RecordStorageEngine implements EventStorageEngine {
    private final EventRecord record;
    private final Converter converter;

    /**
     * @param converter between payloads and the JSON text that is stored
     */
    public RecordStorageEngine(EventRecord record, Converter converter) {
        this.record = record;
        this.converter = converter;
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        List<NewEvent> newEvents = events.stream().map(this::newEvent).toList();
        return CompletableFuture.completedFuture(new Append(condition, newEvents));
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        long end = record.size();
        long start = Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
        Queue<MessageStream.Entry<EventMessage>> entries = new ArrayDeque<>();
        record.find(criteria(condition.criteria()), start, end).forEach(event -> entries.add(entry(event)));
        entries.add(new SimpleEntry<>(
                TerminalEventMessage.INSTANCE,
                Context.with(ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(end))));
        return new RecordStream(entries);
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        long from = Math.max(0, condition.position().position().orElse(0));
        return new RecordTail(record, criteria(condition.criteria()), from, RecordStorageEngine::entry);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(record.size()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(record.firstRecordedAt(at)));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("size", record.size());
    }

    /** Our criteria for Axon's. */
    static Criteria criteria(EventCriteria criteria) {
        if (!criteria.hasCriteria()) return Criteria.everything();
        return new Criteria(criteria.flatten().stream()
                .map(c -> new Criterion(
                        c.types().stream().map(QualifiedName::name).collect(Collectors.toSet()), tags(c.tags())))
                .toList());
    }

    private static Set<Tag> tags(Set<org.axonframework.messaging.eventstreaming.Tag> tags) {
        return tags.stream().map(tag -> new Tag(tag.key(), tag.value())).collect(Collectors.toSet());
    }

    private NewEvent newEvent(TaggedEventMessage<?> tagged) {
        EventMessage event = tagged.event();
        String payload = Objects.requireNonNull(event.payloadAs(String.class, converter));
        return new NewEvent(
                event.identifier(),
                event.type().name(),
                event.type().version(),
                event.timestamp(),
                tags(tagged.tags()),
                event.metadata(),
                payload);
    }

    private static MessageStream.Entry<EventMessage> entry(StoredEvent event) {
        EventMessage message = new GenericEventMessage(
                event.id(),
                new MessageType(event.type(), event.version()),
                event.disclosure().payload(),
                event.disclosure().metadata(),
                event.madeAt());
        return new SimpleEntry<>(
                message,
                TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(event.position() + 1)));
    }

    private final class Append implements AppendTransaction<ConsistencyMarker> {
        private final AppendCondition condition;
        private final List<NewEvent> events;
        private final AtomicBoolean finished = new AtomicBoolean();

        Append(AppendCondition condition, List<NewEvent> events) {
            this.condition = condition;
            this.events = events;
        }

        @Override
        public CompletableFuture<ConsistencyMarker> commit(@Nullable ProcessingContext context) {
            if (finished.getAndSet(true)) {
                return CompletableFuture.failedFuture(new IllegalStateException("already committed or rolled back"));
            }
            if (events.isEmpty()) return CompletableFuture.completedFuture(ConsistencyMarker.ORIGIN);
            try {
                long next = record.append(recordCondition(), events).get();
                return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(next));
            } catch (ExecutionException e) {
                return CompletableFuture.failedFuture(
                        e.getCause() instanceof ConditionFailed
                                ? AppendEventsTransactionRejectedException.conflictingEventsDetected(
                                        condition.consistencyMarker())
                                : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void rollback(@Nullable ProcessingContext context) {
            finished.set(true);
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(
                ConsistencyMarker marker, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(marker);
        }

        private org.bitacora.record.AppendCondition recordCondition() {
            long since = GlobalIndexConsistencyMarker.position(condition.consistencyMarker());
            return since == Long.MAX_VALUE
                    ? org.bitacora.record.AppendCondition.none()
                    : new org.bitacora.record.AppendCondition(criteria(condition.criteria()), Math.max(0, since));
        }
    }
}
