package org.bitacora.record.proof;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record, or what a reader may see of it, as a folder of files that {@link ExportVerifier} and others' tools for
 * C2SP tlog-tiles check offline. Holds one tile a level, one bundle of entries and one event in memory.
 */
public final class ExportWriter implements Closeable {
    private final Path directory;
    private final TileBuilder<IOException> tiles;
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private final StringBuilder index = new StringBuilder();
    private Frontier frontier = Frontier.empty();
    private @Nullable OutputStream events;
    private long disclosed;
    private long bytes;

    /**
     * One position of the record.
     *
     * @param disclosure what the reader may see of the event; null if nothing but its entry
     */
    public record Item(Entry entry, @Nullable Disclosure disclosure) {}

    private ExportWriter(Path directory) {
        this.directory = directory;
        this.tiles = new TileBuilder<>((tile, hashes) -> write(tile.path(), hashes));
    }

    /**
     * Writes all files; {@code checkpoint} is the last of them, so that an export that was broken off has none. Throws
     * {@link DirectoryNotEmptyException} if there is anything in the directory; {@link IllegalArgumentException} if the
     * items are not those of the positions from 0 to the checkpoint's size, or do not hash to its root: then the record
     * is not the one that was signed, and what was written is no export.
     *
     * @param directory is made if it is not there
     * @param key that signed the checkpoint
     * @param items in order of position; read once, on the calling thread, not closed. Whether a disclosure is what its
     *     entry commits to is left to whoever verifies
     * @param progress is told after each event how many are written
     */
    public static void write(
            Path directory, Checkpoint checkpoint, VerifierKey key, Stream<Item> items, LongConsumer progress)
            throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> existing = Files.list(directory)) {
            if (existing.findAny().isPresent()) {
                throw new DirectoryNotEmptyException(directory.toString());
            }
        }
        try (ExportWriter writer = new ExportWriter(directory)) {
            for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
                writer.append(each.next(), checkpoint.size());
                progress.accept(writer.frontier.size());
            }
            writer.finish(checkpoint, key);
        }
    }

    private void append(Item item, long size) throws IOException {
        Entry entry = item.entry();
        long position = frontier.size();
        if (entry.position() != position || position >= size) {
            throw new IllegalArgumentException("position " + entry.position() + " does not follow in " + size);
        }
        byte[] leaf = entry.bytes();
        bundle.write(leaf.length >>> 8);
        bundle.write(leaf.length);
        bundle.writeBytes(leaf);
        Hash hash = Hash.ofLeaf(leaf);
        frontier = frontier.append(hash);
        tiles.append(hash);
        boolean last = frontier.size() == size;
        if (last || frontier.size() % Tile.WIDTH_MAX == 0) {
            write(Tile.within(frontier.size(), 0, position / Tile.WIDTH_MAX).entriesPath(), bundle.toByteArray());
            bundle.reset();
        }
        appendEvent(item, last);
    }

    private void appendEvent(Item item, boolean last) throws IOException {
        long position = item.entry().position();
        long from = position - position % ExportLayout.EVENTS_SPAN;
        if (events == null) {
            events = new BufferedOutputStream(create(ExportLayout.eventsFile(from)), 1 << 16);
        }
        if (item.disclosure() != null) {
            byte[] line = Bytes.ofText(EventLine.text(item.entry(), item.disclosure()) + "\n");
            if (line.length > EventLine.LENGTH_MAX) {
                throw new IllegalArgumentException("the event at " + position + " is too long to be exported");
            }
            events.write(line);
            disclosed++;
            bytes += line.length;
        }
        if (last || (position + 1) % ExportLayout.EVENTS_SPAN == 0) {
            events.close();
            events = null;
            index.append(new EventsFile(from, position, disclosed, bytes).text())
                    .append('\n');
            disclosed = 0;
            bytes = 0;
        }
    }

    private void finish(Checkpoint checkpoint, VerifierKey key) throws IOException {
        if (frontier.size() != checkpoint.size() || !frontier.root().equals(checkpoint.root())) {
            throw new IllegalArgumentException("the record does not hash to the root of its checkpoint");
        }
        tiles.finish();
        write(ExportLayout.INDEX, Bytes.ofText(index.toString()));
        write(ExportLayout.KEY, Bytes.ofText(key.text() + "\n"));
        write(ExportLayout.CHECKPOINT, Bytes.ofText(checkpoint.text()));
    }

    private void write(String file, byte[] content) throws IOException {
        try (OutputStream output = create(file)) {
            output.write(content);
        }
    }

    private OutputStream create(String file) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
        }
    }
}
