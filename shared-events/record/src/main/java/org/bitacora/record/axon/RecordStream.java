package org.bitacora.record.axon;

import java.util.Optional;
import java.util.Queue;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;

/** Events that are all there already. */
final class RecordStream implements MessageStream<EventMessage> {
    private final Queue<Entry<EventMessage>> entries;
    private Runnable callback = () -> {};

    RecordStream(Queue<Entry<EventMessage>> entries) {
        this.entries = entries;
    }

    @Override
    public Optional<Entry<EventMessage>> next() {
        Entry<EventMessage> next = entries.poll();
        if (next != null && entries.isEmpty()) callback.run();
        return Optional.ofNullable(next);
    }

    @Override
    public Optional<Entry<EventMessage>> peek() {
        return Optional.ofNullable(entries.peek());
    }

    @Override
    public void setCallback(Runnable callback) {
        this.callback = callback;
        callback.run();
    }

    @Override
    public Optional<Throwable> error() {
        return Optional.empty();
    }

    @Override
    public boolean isCompleted() {
        return entries.isEmpty();
    }

    @Override
    public boolean hasNextAvailable() {
        return !entries.isEmpty();
    }

    @Override
    public void close() {
        entries.clear();
    }
}
