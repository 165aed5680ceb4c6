package org.bitacora.record.axon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.bitacora.record.Criteria;
import org.bitacora.record.EventRecord;
import org.bitacora.record.StoredEvent;

/** Events from a position on, without end. A virtual thread waits for the record to grow and then calls back. */
final class RecordTail implements MessageStream<EventMessage> {
    private static final int PAGE_COMMITS = 64;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final EventRecord record;
    private final Criteria criteria;
    private final Function<StoredEvent, Entry<EventMessage>> entry;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Entry<EventMessage>> page = new ArrayDeque<>();
    private long next;
    private volatile boolean closed;

    RecordTail(EventRecord record, Criteria criteria, long from, Function<StoredEvent, Entry<EventMessage>> entry) {
        this.record = record;
        this.criteria = criteria;
        this.next = from;
        this.entry = entry;
    }

    @Override
    public Optional<Entry<EventMessage>> next() {
        lock.lock();
        try {
            fill();
            return Optional.ofNullable(page.poll());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Entry<EventMessage>> peek() {
        lock.lock();
        try {
            fill();
            return Optional.ofNullable(page.peek());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setCallback(Runnable callback) {
        callback.run();
        Thread.ofVirtual().name("record-tail").start(() -> callWhenItGrows(callback));
    }

    @Override
    public Optional<Throwable> error() {
        return Optional.empty();
    }

    @Override
    public boolean isCompleted() {
        return closed;
    }

    @Override
    public boolean hasNextAvailable() {
        return peek().isPresent();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void fill() {
        while (page.isEmpty() && !closed && next < record.size()) {
            for (StoredEvent event : record.read(next, PAGE_COMMITS)) {
                next = event.position() + 1;
                if (criteria.matches(event.type(), event.disclosure().tags())) page.add(entry.apply(event));
            }
        }
    }

    private void callWhenItGrows(Runnable callback) {
        try {
            for (long seen = record.size(); !closed; seen = Math.max(seen, record.size())) {
                if (record.await(seen, WAIT)) callback.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
