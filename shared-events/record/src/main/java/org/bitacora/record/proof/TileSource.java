package org.bitacora.record.proof;

/** Where the tiles of a tree are kept: files, a database, a server. */
@FunctionalInterface
public interface TileSource {
    /**
     * The tile's hashes, {@code width} times 32 bytes. A source may hold a wider tile of that level and index by now;
     * it then answers with the first {@code width} hashes of it. Throws {@link java.io.UncheckedIOException} if it
     * cannot read.
     */
    byte[] read(Tile tile);
}
