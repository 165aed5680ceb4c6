package org.bitacora.record;

import com.mongodb.MongoException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.bitacora.record.proof.Disclosure;
import org.bitacora.record.proof.Frontier;
import org.bitacora.record.proof.Salts;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of this process that writes to the record. It takes what waits, in order, checks each append against everything before it
 * (those of the same batch included), and writes all that passed as one commit: one sync for many.
 *
 * <p>One commit is written at a time, and the next is only begun when it is certain whether the last one is there. That is what keeps the
 * order gapless across processes and failovers; do not pipeline it.
 */
final class CommitWriter implements AutoCloseable {
    /** Most events in one commit, and so in one append. */
    static final int EVENTS_MAX = 256;

    /** Largest commit, in UTF-16 units of payloads and metadata: well under a MongoDB document's 16 MB. */
    static final int LENGTH_MAX = 1 << 20;

    private static final int WAITING_MAX = 10_000;

    private record Waiting(AppendCondition condition, List<NewEvent> events, CompletableFuture<Long> done) {
        /** Nobody appends nothing: an empty one tells the writer to stop. */
        boolean closing() {
            return events.isEmpty();
        }

        int length() {
            int length = 0;
            for (NewEvent event : events) length += event.length();
            return length;
        }
    }

    private final CommitStore store;
    private final Head head;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile boolean closed;

    CommitWriter(CommitStore store, Head head) {
        this.store = store;
        this.head = head;
        this.thread = Thread.ofPlatform().daemon().name("record-writer").start(this::run);
    }

    CompletableFuture<Long> append(AppendCondition condition, List<NewEvent> events) {
        Waiting append = new Waiting(condition, List.copyOf(events), new CompletableFuture<>());
        if (events.isEmpty() || events.size() > EVENTS_MAX || append.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "an append has 1 to " + EVENTS_MAX + " events and at most " + LENGTH_MAX + " characters");
        }
        try {
            queue.put(append);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            append.done.completeExceptionally(e);
        }
        // Should the writer have stopped meanwhile, nobody else will take it out again.
        if (closed && queue.remove(append)) append.done.completeExceptionally(closed());
        return append.done;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        queue.add(new Waiting(AppendCondition.none(), List.of(), new CompletableFuture<>()));
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        failAll(closed());
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        Waiting leftOver = null;
        try {
            while (true) {
                Waiting next = leftOver == null ? queue.take() : leftOver;
                leftOver = null;
                batch.clear();
                int events = 0;
                int length = 0;
                while (next != null && !next.closing()) {
                    events += next.events.size();
                    length += next.length();
                    if (!batch.isEmpty() && (events > EVENTS_MAX || length > LENGTH_MAX)) {
                        leftOver = next;
                        break;
                    }
                    batch.add(next);
                    next = queue.poll();
                }
                commit(batch);
                if (next != null && next.closing()) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(batch, leftOver, closed());
        } catch (RuntimeException | Error e) {
            stop(batch, leftOver, e);
            throw e;
        }
    }

    /** Whether the batch is there is unknown, so nothing more may be written by this process. */
    private void stop(List<Waiting> batch, @Nullable Waiting leftOver, Throwable reason) {
        closed = true;
        batch.forEach(append -> append.done.completeExceptionally(reason));
        if (leftOver != null) leftOver.done.completeExceptionally(reason);
        failAll(reason);
    }

    private void commit(List<Waiting> batch) throws InterruptedException {
        List<Waiting> open = batch;
        while (true) {
            Batch accepted;
            try {
                accepted = accept(open);
            } catch (MongoException e) {
                // Nothing was sent yet, so these appends fail and the writer goes on.
                open.forEach(append -> append.done.completeExceptionally(e));
                return;
            }
            if (accepted.appends.isEmpty()) return;
            Commit commit = new Commit(UUID.randomUUID().toString(), accepted.events, accepted.after);
            switch (store.insert(commit)) {
                case DONE -> {
                    head.advance(commit);
                    long position = commit.position();
                    for (Waiting append : accepted.appends) {
                        position += append.events.size();
                        append.done.complete(position);
                    }
                    // Only now can who lost against this batch see what it lost to.
                    accepted.lost.forEach(CommitWriter::fail);
                    return;
                }
                case TAKEN -> {
                    head.catchUp();
                    open = new ArrayList<>(accepted.appends);
                    open.addAll(accepted.lost);
                }
            }
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the record is closed");
    }

    private static void fail(Waiting append) {
        append.done.completeExceptionally(new ConditionFailed(append.condition));
    }

    /** @param lost appends whose condition does not hold once {@code appends} are there */
    private record Batch(List<Waiting> appends, List<Waiting> lost, List<StoredEvent> events, Frontier after) {}

    private Batch accept(List<Waiting> open) {
        long position = head.next();
        Frontier frontier = head.frontier();
        Instant recordedAt = head.lastRecordedAt();
        List<Waiting> appends = new ArrayList<>();
        List<Waiting> lost = new ArrayList<>();
        List<StoredEvent> events = new ArrayList<>();
        for (Waiting append : open) {
            AppendCondition condition = append.condition;
            if (head.changed(condition.unchanged(), condition.since())) {
                fail(append);
                continue;
            }
            if (meant(events, condition)) {
                lost.add(append);
                continue;
            }
            for (NewEvent event : append.events) {
                Instant at = event.at().truncatedTo(ChronoUnit.MILLIS);
                if (at.isAfter(recordedAt)) recordedAt = at;
                StoredEvent stored = new StoredEvent(
                        position++,
                        recordedAt,
                        at,
                        event.type(),
                        event.version(),
                        event.id(),
                        Disclosure.of(
                                event.tags().stream().map(Object::toString).toList(),
                                event.metadata(),
                                event.payload(),
                                Salts.random()));
                events.add(stored);
                frontier = frontier.append(stored.entry().leafHash());
            }
            appends.add(append);
        }
        return new Batch(appends, lost, events, frontier);
    }

    private static boolean meant(List<StoredEvent> events, AppendCondition condition) {
        for (StoredEvent event : events) {
            if (condition.unchanged().matches(event.type(), event.disclosure().tags())) return true;
        }
        return false;
    }

    private void failAll(Throwable reason) {
        for (Waiting append = queue.poll(); append != null; append = queue.poll()) {
            append.done.completeExceptionally(reason);
        }
    }
}
