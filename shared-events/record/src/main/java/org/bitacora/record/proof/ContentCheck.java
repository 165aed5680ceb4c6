package org.bitacora.record.proof;

import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Checks the entries, tiles and events of an export against its signed checkpoint, in one pass from the first to the last. */
final class ContentCheck implements Closeable {
    private final Path export;
    private final Checkpoint signed;
    private final LongConsumer progress;
    private final DisclosedEvents events;
    private final TileBuilder<IOException> tiles = new TileBuilder<>(this::checkTile);
    private Frontier frontier = Frontier.empty();
    private Instant latest = Instant.MIN;

    ContentCheck(Path export, Checkpoint signed, LongConsumer progress) throws IOException {
        this.export = export;
        this.signed = signed;
        this.progress = progress;
        this.events = new DisclosedEvents(export, signed.size());
    }

    void run() throws IOException {
        while (frontier.size() < signed.size()) {
            Entry[] entries = readBundle(Tile.within(signed.size(), 0, frontier.size() / Tile.WIDTH_MAX));
            for (Entry entry : entries) {
                Hash leaf = entry.leafHash();
                frontier = frontier.append(leaf);
                tiles.append(leaf);
            }
            if (frontier.size() == signed.size()) {
                tiles.finish();
            }
            // Only now is each entry known to be its leaf: an event is never blamed for its entry's fault.
            for (Entry entry : entries) {
                events.check(entry);
            }
            progress.accept(frontier.size());
        }
        events.finish();
        if (!frontier.root().equals(signed.root())) {
            throw Fault.in(ExportLayout.CHECKPOINT, Fault.Kind.ROOT_MISMATCH, "the entries hash to " + frontier.root());
        }
    }

    long disclosed() {
        return events.disclosed();
    }

    /** The entries of a bundle, each known to be one and to follow the one before it. */
    private Entry[] readBundle(Tile tile) throws IOException {
        String file = tile.entriesPath();
        ByteBuffer bundle = ByteBuffer.wrap(ExportLayout.read(export, file, tile.width() * (2 + Entry.LENGTH_MAX)));
        Entry[] entries = new Entry[tile.width()];
        for (int i = 0; i < entries.length; i++) {
            long position = tile.index() * Tile.WIDTH_MAX + i;
            Entry entry = readEntry(bundle, position, file);
            if (entry.position() != position) {
                throw Fault.at(position, file, Fault.Kind.ENTRY_MALFORMED, "it is not the entry of this position");
            }
            if (entry.recordedAt().isBefore(latest)) {
                throw Fault.at(position, file, Fault.Kind.ENTRY_MALFORMED, "it was recorded before the one before it");
            }
            latest = entry.recordedAt();
            entries[i] = entry;
        }
        if (bundle.hasRemaining()) {
            throw Fault.in(file, Fault.Kind.FILE_LENGTH, "the bundle goes on after its last entry");
        }
        return entries;
    }

    private static Entry readEntry(ByteBuffer bundle, long position, String file) throws IOException {
        try {
            byte[] text = new byte[Short.toUnsignedInt(bundle.getShort())];
            bundle.get(text);
            return Entry.parse(text);
        } catch (BufferUnderflowException e) {
            throw Fault.at(position, file, Fault.Kind.FILE_LENGTH, "the bundle ends within an entry");
        } catch (IllegalArgumentException e) {
            throw Fault.at(position, file, Fault.Kind.ENTRY_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void checkTile(Tile tile, byte[] computed) throws IOException {
        byte[] written = ExportLayout.read(export, tile.path(), tile.length());
        if (written.length != computed.length) {
            throw Fault.in(tile.path(), Fault.Kind.FILE_LENGTH, "it has not " + computed.length + " bytes");
        }
        int difference = Arrays.mismatch(written, computed);
        if (difference < 0) {
            return;
        }
        if (tile.level() > 0 || leadsToWhatIsSigned(tile, computed)) {
            throw Fault.in(tile.path(), Fault.Kind.TILE_MISMATCH, "it does not hold the hashes of what is below it");
        }
        long position = tile.index() * Tile.WIDTH_MAX + difference / Hash.LENGTH;
        throw Fault.at(position, tile.entriesPath(), Fault.Kind.LEAF_MISMATCH, "it is not the leaf in " + tile.path());
    }

    /**
     * Whether it is the tile of level 0 that is wrong, and not an entry: a full one has a witness in the tile above it,
     * a partial one, which comes after all entries, in the signed root.
     */
    private boolean leadsToWhatIsSigned(Tile tile, byte[] computed) throws IOException {
        if (tile.width() < Tile.WIDTH_MAX) {
            return frontier.root().equals(signed.root());
        }
        Tile above = Tile.within(signed.size(), 1, tile.index() / Tile.WIDTH_MAX);
        byte[] roots = ExportLayout.read(export, above.path(), above.length());
        int from = (int) (tile.index() % Tile.WIDTH_MAX) * Hash.LENGTH;
        return roots.length == above.length()
                && Hash.of(roots, from, from + Hash.LENGTH).equals(TiledTree.perfectRoot(computed, 0, Tile.WIDTH_MAX));
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
