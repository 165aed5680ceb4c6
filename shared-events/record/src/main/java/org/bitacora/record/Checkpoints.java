package org.bitacora.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.bitacora.record.proof.Checkpoint;
import org.bitacora.record.proof.Frontier;
import org.bitacora.record.proof.SigningKey;
import org.bitacora.record.proof.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Signs how far the record reaches. The last checkpoint is kept in a file beside the key, never in the database: who can rewrite the
 * database must not be able to make it forget what was signed. Before each signature, the record is held against it.
 *
 * <p>Safe for use by many threads.
 */
public final class Checkpoints {
    private static final String FILE = "checkpoint";

    private final EventRecord record;
    private final RecordTree tree;
    private final SigningKey key;
    private final Path file;
    private @Nullable Checkpoint last;

    /**
     * @param directory where the last checkpoint is kept
     */
    public Checkpoints(EventRecord record, RecordTree tree, SigningKey key, Path directory) {
        this.record = record;
        this.tree = tree;
        this.key = key;
        this.file = directory.resolve(FILE);
    }

    public VerifierKey verifier() {
        return key.verifier();
    }

    /**
     * A checkpoint over all that is recorded.
     *
     * @throws IllegalStateException if the record does not hold what was signed before: somebody rewrote it, or it is another one
     */
    public synchronized Checkpoint latest() {
        Frontier frontier = record.frontier();
        if (last == null) last = held();
        if (last != null && last.size() == frontier.size()) return last;
        if (last != null) follow(last, frontier);
        Checkpoint signed = Checkpoint.sign(key, frontier);
        keep(signed);
        last = signed;
        return signed;
    }

    /** A proof of some dozen hashes, so that nobody who rewrites the record under a running process gets that signed. */
    private void follow(Checkpoint before, Frontier now) {
        if (!tree.at(now.size()).consistency(before.size()).verifies(before.root(), now.root()))
            throw rewritten(before);
    }

    private static IllegalStateException rewritten(Checkpoint before) {
        return new IllegalStateException("the record does not hold what was signed at size " + before.size());
    }

    /** When the last one was signed; null if none was. */
    public synchronized @Nullable Instant signedAt() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that was signed before, once the record was found to hold it; null if there is none. */
    private @Nullable Checkpoint held() {
        try {
            Checkpoint before = Checkpoint.parse(Files.readString(file), key.verifier());
            if (before.size() > record.size() || !tree.at(before.size()).root().equals(before.root())) {
                throw rewritten(before);
            }
            return before;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole or not at all: written beside, then put in place. */
    private void keep(Checkpoint checkpoint) {
        try {
            Path fresh = file.resolveSibling(FILE + ".new");
            Files.writeString(fresh, checkpoint.text());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
