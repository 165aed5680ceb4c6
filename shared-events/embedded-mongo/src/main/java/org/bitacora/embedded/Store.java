package org.bitacora.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingDeque;
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

    private static final int FORMAT_VERSION = 3;
    private static final int WAITING_MAX = 1_000;
    private static final int GROUP_MAX = 256;
    private static final int READERS_MAX = 16;
    private static final long ROOM_MIN_BYTES = 32L << 20;
    private static final int WRITER_CACHE_KIB = 32 << 10;
    private static final int READER_CACHE_KIB = 4 << 10;
    /** What the thread of a connection could read, however deep it is, must not be too deep for the writer's. */
    private static final long WRITER_STACK_BYTES = 16 << 20;

    private final LongSupplier freeBytes;
    private final Rows writer;
    private final Thread thread;
    private final BlockingQueue<Change<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    /** The one used last is the first to be used again: its cache is warm. */
    private final BlockingDeque<Rows> readers = new LinkedBlockingDeque<>(READERS_MAX);

    private volatile @Nullable String stopped;
    private volatile boolean closing;

    /** A change that waits for its turn. */
    private record Change<T extends @Nullable Object>(Function<Rows, T> what, CompletableFuture<T> done) {
        private Runnable make(Rows rows) {
            T result = what.apply(rows);
            return () -> done.complete(result);
        }

        private void refuse(RuntimeException why) {
            boolean full = why instanceof StorageFailure failure && failure.isDiskFull();
            done.completeExceptionally(full ? Refusal.diskFull(String.valueOf(why.getMessage())) : why);
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
        String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?psow=0";
        SQLiteConfig reading = new SQLiteConfig();
        reading.setReadOnly(true);
        reading.setCacheSize(-READER_CACHE_KIB);
        try {
            writer = new Rows(DriverManager.getConnection(url));
            try {
                prepare();
                while (readers.remainingCapacity() > 0) {
                    readers.add(new Rows(reading.createConnection(url)));
                }
            } catch (SQLException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        thread = Thread.ofPlatform()
                .name("bitacora-store-writer")
                .stackSize(WRITER_STACK_BYTES)
                .start(this::writeUntilClosed);
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
        writer.create(Collection.CATALOG);
        if (version == 0) {
            writer.execute("pragma user_version=" + FORMAT_VERSION);
        }
    }

    /**
     * Makes a change and waits until it is durable.
     *
     * @param change may read and write the rows; it is made again, from the start, if another that shared its commit
     *     failed, so it must not change anything but the rows. If it throws, nothing of it remains.
     * @throws Refusal if the change is refused, the store has stopped or the disk is full
     */
    <T extends @Nullable Object> T write(Function<Rows, T> change) {
        refuseIfStopped();
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            waiting.put(new Change<>(change, done));
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (stopped != null) {
            refuseWaiting();
        }
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        }
    }

    /** Reads from one snapshot of what is durable. */
    <T extends @Nullable Object> T read(Function<Rows, T> reading) {
        refuseIfStopped();
        Rows reader;
        try {
            reader = readers.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            reader.execute("begin");
            return reading.apply(reader);
        } finally {
            reader.execute("rollback");
            readers.addFirst(reader);
        }
    }

    private static Refusal interrupted() {
        Thread.currentThread().interrupt();
        return Refusal.storeStopped("interrupted");
    }

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
            stopped = "closed";
        } catch (Throwable failure) {
            // Whatever it was, changes may be half made in memory: only the file itself can tell now.
            log.error("The store stops: nothing more is written or read until it is opened anew", failure);
            stopped = String.valueOf(failure.getMessage());
            group.forEach(change -> change.refuse(Refusal.storeStopped(String.valueOf(stopped))));
        } finally {
            refuseWaiting();
        }
    }

    /** All of the group in one commit; if one of them fails, each in a commit of its own. */
    private void commit(List<Change<?>> group) {
        try {
            if (freeBytes.getAsLong() < ROOM_MIN_BYTES) {
                throw Refusal.diskFull("less than " + (ROOM_MIN_BYTES >> 20) + " MiB are free");
            }
            writer.execute("begin");
            List<Runnable> answers = new ArrayList<>();
            group.forEach(change -> answers.add(change.make(writer)));
            writer.execute("commit");
            answers.forEach(Runnable::run);
        } catch (RuntimeException e) {
            if (e instanceof StorageFailure failure && failure.isFatal()) {
                throw e;
            }
            rollBack();
            if (group.size() == 1) {
                group.getFirst().refuse(e);
            } else {
                group.forEach(change -> commit(List.of(change)));
            }
        }
    }

    /** Where the disk was full SQLite may have rolled back already, and where no room was left nothing was begun. */
    private void rollBack() {
        try {
            writer.execute("rollback");
        } catch (StorageFailure e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            }
        }
    }

    private void refuseWaiting() {
        List<Change<?>> refused = new ArrayList<>();
        waiting.drainTo(refused);
        refused.forEach(change -> change.refuse(Refusal.storeStopped(String.valueOf(stopped))));
    }

    private void refuseIfStopped() {
        if (stopped != null) {
            throw Refusal.storeStopped(String.valueOf(stopped));
        }
    }

    /** Finishes the changes that wait, then closes the file: SQLite copies its log into it and removes the log. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            for (int i = 0; i < READERS_MAX; i++) {
                readers.take().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }
}
