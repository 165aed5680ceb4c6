package org.bitacora.record.proof;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export without asking anybody: key, checkpoint, every entry, every tile, the root, and every disclosed
 * event against its entry's commitments. Reads each file once, from front to back; memory does not grow with the export.
 */
public final class ExportVerifier {
    private final Path export;
    private final Verification.Pin pin;
    private final LongConsumer progress;
    private @Nullable VerifierKey key;
    private @Nullable Checkpoint checkpoint;
    private long disclosed;

    private ExportVerifier(Path export, Verification.Pin pin, LongConsumer progress) {
        this.export = export;
        this.pin = pin;
        this.progress = progress;
    }

    /**
     * Stops at the first fault. Throws {@link NotDirectoryException} if there is no export to look at, and other {@link
     * IOException} if the disk cannot be read; neither says anything about the record.
     *
     * @param pin whom the reader believes
     * @param progress is told after each bundle of up to 256 events how many are verified
     */
    public static Verification verify(Path export, Verification.Pin pin, LongConsumer progress) throws IOException {
        if (!Files.isDirectory(export)) {
            throw new NotDirectoryException(export.toString());
        }
        ExportVerifier verifier = new ExportVerifier(export, pin, progress);
        Fault fault = null;
        try {
            verifier.run();
        } catch (Fault.Found found) {
            fault = found.fault();
        }
        return new Verification(verifier.key, verifier.checkpoint, pin.key() != null, verifier.disclosed, fault);
    }

    private void run() throws IOException {
        VerifierKey signer = readKey();
        key = signer;
        checkPins(signer);
        Checkpoint signed = readCheckpoint(signer);
        checkpoint = signed;
        LayoutCheck layout = new LayoutCheck(export, signed.size());
        Files.walkFileTree(export, layout);
        checkContent(signed);
        if (layout.emptyDirectory() != null) {
            throw Fault.in(layout.emptyDirectory(), Fault.Kind.FILE_UNEXPECTED, "an export has no empty directory");
        }
    }

    private VerifierKey readKey() throws IOException {
        String text = text(ExportLayout.KEY, Fault.Kind.KEY_MALFORMED);
        try {
            if (!text.endsWith("\n")) {
                throw new IllegalArgumentException("its line does not end");
            }
            return VerifierKey.parse(text.substring(0, text.length() - 1));
        } catch (IllegalArgumentException e) {
            throw Fault.in(ExportLayout.KEY, Fault.Kind.KEY_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void checkPins(VerifierKey signer) throws IOException {
        if (pin.origin() != null && !pin.origin().equals(signer.name())) {
            throw Fault.in(ExportLayout.KEY, Fault.Kind.ORIGIN_NOT_PINNED, "the export is of " + signer.name());
        }
        if (pin.key() != null && !pin.key().equals(signer)) {
            throw Fault.in(ExportLayout.KEY, Fault.Kind.KEY_NOT_PINNED, "the export is signed by " + signer.text());
        }
    }

    private Checkpoint readCheckpoint(VerifierKey signer) throws IOException {
        String text = text(ExportLayout.CHECKPOINT, Fault.Kind.CHECKPOINT_INVALID);
        try {
            return Checkpoint.parse(text, signer);
        } catch (IllegalArgumentException e) {
            throw Fault.in(ExportLayout.CHECKPOINT, Fault.Kind.CHECKPOINT_INVALID, String.valueOf(e.getMessage()));
        }
    }

    private void checkContent(Checkpoint signed) throws IOException {
        long size = signed.size();
        TileBuilder<IOException> tiles = new TileBuilder<>(this::checkTile);
        Frontier frontier = Frontier.empty();
        Instant before = Instant.MIN;
        try (DisclosedEvents events = new DisclosedEvents(export, size)) {
            while (frontier.size() < size) {
                Tile tile = Tile.within(size, 0, frontier.size() / Tile.WIDTH_MAX);
                Entry[] entries = readBundle(tile, before);
                before = entries[entries.length - 1].recordedAt();
                for (Entry entry : entries) {
                    Hash leaf = entry.leafHash();
                    frontier = frontier.append(leaf);
                    tiles.append(leaf);
                }
                if (frontier.size() == size) {
                    tiles.finish();
                }
                // Only now is each entry known to be its leaf: an event is never blamed for its entry's fault.
                for (Entry entry : entries) {
                    events.check(entry);
                }
                disclosed = events.disclosed();
                progress.accept(frontier.size());
            }
            events.finish();
        }
        if (!frontier.root().equals(signed.root())) {
            throw Fault.in(ExportLayout.CHECKPOINT, Fault.Kind.ROOT_MISMATCH, "the entries hash to " + frontier.root());
        }
    }

    /** The entries of a bundle, each known to be one and to follow the one before it. */
    private Entry[] readBundle(Tile tile, Instant earliest) throws IOException {
        String file = tile.entriesPath();
        ByteBuffer bundle = ByteBuffer.wrap(read(file, tile.width() * (2 + Entry.LENGTH_MAX)));
        Entry[] entries = new Entry[tile.width()];
        Instant before = earliest;
        for (int i = 0; i < entries.length; i++) {
            long position = tile.index() * Tile.WIDTH_MAX + i;
            try {
                byte[] text = new byte[Short.toUnsignedInt(bundle.getShort())];
                bundle.get(text);
                entries[i] = Entry.parse(text);
            } catch (BufferUnderflowException e) {
                throw Fault.at(position, file, Fault.Kind.FILE_LENGTH, "the bundle ends within an entry");
            } catch (IllegalArgumentException e) {
                throw Fault.at(position, file, Fault.Kind.ENTRY_MALFORMED, String.valueOf(e.getMessage()));
            }
            if (entries[i].position() != position) {
                throw Fault.at(position, file, Fault.Kind.ENTRY_MALFORMED, "it is not the entry of this position");
            }
            if (entries[i].recordedAt().isBefore(before)) {
                throw Fault.at(position, file, Fault.Kind.ENTRY_MALFORMED, "it was recorded before the one before it");
            }
            before = entries[i].recordedAt();
        }
        if (bundle.hasRemaining()) {
            throw Fault.in(file, Fault.Kind.FILE_LENGTH, "the bundle goes on after its last entry");
        }
        return entries;
    }

    private void checkTile(Tile tile, byte[] computed) throws IOException {
        byte[] written = read(tile.path(), tile.length());
        if (written.length != computed.length) {
            throw Fault.in(tile.path(), Fault.Kind.FILE_LENGTH, "it has not " + computed.length + " bytes");
        }
        int difference = Arrays.mismatch(written, computed);
        if (difference < 0) {
            return;
        }
        if (tile.level() > 0) {
            throw Fault.in(tile.path(), Fault.Kind.TILE_MISMATCH, "it does not hold the roots of the tiles below it");
        }
        long position = tile.index() * Tile.WIDTH_MAX + difference / Hash.LENGTH;
        throw Fault.at(
                position,
                tile.entriesPath(),
                Fault.Kind.LEAF_MISMATCH,
                "the entry does not hash to its leaf in " + tile.path());
    }

    private String text(String file, Fault.Kind kind) throws IOException {
        try {
            return Bytes.toText(read(file, 1024));
        } catch (IllegalArgumentException e) {
            throw Fault.in(file, kind, String.valueOf(e.getMessage()));
        }
    }

    private byte[] read(String file, int lengthMax) throws IOException {
        try (var input = Files.newInputStream(export.resolve(file))) {
            byte[] content = input.readNBytes(lengthMax + 1);
            if (content.length > lengthMax) {
                throw Fault.in(file, Fault.Kind.FILE_LENGTH, "it is longer than " + lengthMax + " bytes");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw Fault.in(file, Fault.Kind.FILE_MISSING, "it belongs to the export");
        }
    }
}
