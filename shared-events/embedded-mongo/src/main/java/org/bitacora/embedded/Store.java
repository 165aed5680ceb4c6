package org.bitacora.embedded;

import de.bwaldvogel.mongo.exception.MongoServerException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file, with one writer and many readers.
 *
 * <p><b>Guarantee.</b> {@link #write} returns after the commit that holds its change has been synced to the disk, and
 * {@link #read} sees only such commits. A change is there whole or not at all. If a commit fails for any reason but a
 * full disk the store stops: after a failed sync nothing that is in memory can be trusted, and only opening the file
 * anew tells what it holds.
 *
 * <p><b>Threads.</b> One thread makes all changes, in the order in which they arrive; those that wait while a commit is
 * being synced share the next one. Readers have read-only connections of their own and never wait for the writer.
 *
 * <p><b>Bounds.</b> At most {@value #WAITING_MAX} changes wait, {@value #GROUP_MAX} share a commit, {@value #READERS_MAX}
 * readers read; who comes later waits. Below {@value #ROOM_MIN_BYTES} free bytes on the disk changes are refused.
 */
final class Store implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Store.class);

    private static final int FORMAT_VERSION = 2;
    private static final int WAITING_MAX = 1_000;
    private static final int GROUP_MAX = 256;
    private static final int READERS_MAX = 16;
    private static final long ROOM_MIN_BYTES = 32L << 20;
    private static final int WRITER_CACHE_KIB = 32 << 10;
    private static final int READER_CACHE_KIB = 4 << 10;

    private final String url;
    private final LongSupplier freeBytes;
    private final Rows writer;
    private final Thread thread;
    private final BlockingQueue<Change<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Deque<Rows> readers = new ConcurrentLinkedDeque<>();
    private final Semaphore readersFree = new Semaphore(READERS_MAX);
    private volatile @Nullable String stopped;
    private volatile boolean closing;

    /** A change that waits for its turn. May be made more than once, if the commit it was part of was rolled back. */
    private record Change<T extends @Nullable Object>(Function<Rows, T> what, CompletableFuture<T> done) {
        private Runnable make(Rows rows) {
            T result = what.apply(rows);
            return () -> done.complete(result);
        }
    }

    /**
     * Opens the file, or creates it.
     *
     * @param freeBytes tells how much room the disk has
     * @throws StorageFailure if the file cannot be opened, was written by a later version, or its log is damaged where
     *     it must not be
     */
    Store(Path file, LongSupplier freeBytes) {
        this.freeBytes = freeBytes;
        WriteAheadLog.check(file.resolveSibling(file.getFileName() + "-wal"));
        // psow=0: do not trust that writing a part of a sector leaves the rest of it as it was.
        url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?psow=0";
        try {
            writer = new Rows(DriverManager.getConnection(url));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        try {
            prepare();
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        thread = Thread.ofPlatform().name("bitacora-store-writer").start(this::writeUntilClosed);
    }

    private void prepare() {
        writer.execute("pragma page_size=8192");
        String journal = writer.setting("journal_mode=wal");
        if (!journal.equals("wal")) {
            throw new StorageFailure("SQLite keeps no write-ahead log here, but " + journal);
        }
        writer.execute("pragma synchronous=full");
        writer.execute("pragma mmap_size=0");
        writer.execute("pragma wal_autocheckpoint=500");
        writer.execute("pragma cache_size=-" + WRITER_CACHE_KIB);
        int version = Integer.parseInt(writer.setting("user_version"));
        if (version != 0 && version != FORMAT_VERSION) {
            throw new StorageFailure(
                    "the file has the format " + version + " of another version; this one reads " + FORMAT_VERSION);
        }
        writer.create(Catalog.TABLE);
        if (version < FORMAT_VERSION) {
            writer.execute("pragma user_version=" + FORMAT_VERSION);
        }
    }

    /**
     * Makes a change and waits until it is durable.
     *
     * @param change may read and write the rows; it is made again, from the start, if others that shared its commit
     *     failed, so it must not change anything but the rows. If it throws, nothing of it remains.
     * @throws de.bwaldvogel.mongo.exception.MongoServerError if the store has stopped or the disk is full
     */
    <T extends @Nullable Object> T write(Function<Rows, T> change) {
        CompletableFuture<T> done = new CompletableFuture<>();
        refuseIfStopped();
        try {
            while (!waiting.offer(new Change<>(change, done), 1, TimeUnit.SECONDS)) {
                refuseIfStopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.storeStopped("interrupted");
        }
        if (stopped != null) {
            abandonWaiting();
        }
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MongoServerException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    /** Reads from one snapshot of what is durable. */
    <T extends @Nullable Object> T read(Function<Rows, T> reading) {
        refuseIfStopped();
        readersFree.acquireUninterruptibly();
        try {
            Rows reader = readers.poll();
            if (reader == null) {
                reader = openReader();
            }
            try {
                return reading.apply(reader);
            } finally {
                reader.connection().rollback();
                readers.push(reader);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } finally {
            readersFree.release();
        }
    }

    private Rows openReader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setCacheSize(-READER_CACHE_KIB);
        Connection connection = config.createConnection(url);
        connection.setAutoCommit(false);
        return new Rows(connection);
    }

    // ---- the writer's thread

    private void writeUntilClosed() {
        List<Change<?>> group = new ArrayList<>();
        try {
            while (stopped == null && !(closing && waiting.isEmpty())) {
                Change<?> first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    waiting.drainTo(group, GROUP_MAX - 1);
                    commit(group);
                    group.clear();
                }
            }
        } catch (Throwable failure) {
            // Whatever it was, changes may be half made in memory: only the file itself can tell now.
            log.error("The store stops: nothing more is written or read until it is opened anew", failure);
            stopped = String.valueOf(failure.getMessage());
            group.forEach(change -> change.done.completeExceptionally(Refusal.storeStopped(reason())));
        } finally {
            if (stopped == null) {
                stopped = "closed";
            }
            abandonWaiting();
        }
    }

    /** All of the group in one commit; if one fails, it alone is refused and the others are made again without it. */
    private void commit(List<Change<?>> group) {
        List<Change<?>> rest = new ArrayList<>(group);
        while (!rest.isEmpty()) {
            if (freeBytes.getAsLong() < ROOM_MIN_BYTES) {
                rest.forEach(change -> change.done.completeExceptionally(
                        Refusal.diskFull("less than " + (ROOM_MIN_BYTES >> 20) + " MiB are free")));
                return;
            }
            writer.execute("begin");
            List<Runnable> answers = new ArrayList<>(rest.size());
            Change<?> failed = null;
            for (Change<?> change : rest) {
                try {
                    answers.add(change.make(writer));
                } catch (StorageFailure e) {
                    if (!e.isDiskFull() && !e.isOfOneRow()) {
                        throw e;
                    }
                    failed = change;
                    change.done.completeExceptionally(
                            e.isDiskFull() ? Refusal.diskFull(String.valueOf(e.getMessage())) : e);
                    break;
                } catch (RuntimeException e) {
                    failed = change;
                    change.done.completeExceptionally(e);
                    break;
                }
            }
            if (failed != null) {
                rollBack();
                rest.remove(failed);
                continue;
            }
            try {
                writer.execute("commit");
            } catch (StorageFailure e) {
                if (!e.isDiskFull()) {
                    throw e;
                }
                rollBack();
                rest.forEach(
                        change -> change.done.completeExceptionally(Refusal.diskFull(String.valueOf(e.getMessage()))));
                return;
            }
            answers.forEach(Runnable::run);
            return;
        }
    }

    /** SQLite has rolled back already where the disk was full: then there is nothing to roll back. */
    private void rollBack() {
        try {
            writer.execute("rollback");
        } catch (StorageFailure e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            }
        }
    }

    private void abandonWaiting() {
        List<Change<?>> abandoned = new ArrayList<>();
        waiting.drainTo(abandoned);
        abandoned.forEach(change -> change.done.completeExceptionally(Refusal.storeStopped(reason())));
    }

    private void refuseIfStopped() {
        if (stopped != null) {
            throw Refusal.storeStopped(reason());
        }
    }

    private String reason() {
        return String.valueOf(stopped);
    }

    /** Finishes the changes that wait, then closes the file: SQLite copies its log into it and removes the log. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readersFree.acquireUninterruptibly(READERS_MAX);
        for (Rows reader = readers.poll(); reader != null; reader = readers.poll()) {
            reader.close();
        }
        writer.close();
    }
}
