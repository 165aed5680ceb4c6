package org.bitacora.record.proof;

/**
 * The name of a tile in C2SP tlog-tiles: a row of up to 256 consecutive hashes, eight levels of the tree apart from the
 * next one. Its content is those hashes, one after the other, 32 bytes each.
 *
 * @param level 0 for leaf hashes; the hashes of level n are roots of subtrees of 256ⁿ leaves
 * @param index of the tile within its level, from 0
 * @param width number of hashes, 1 to 256; fewer than 256 only at the right edge of a tree
 */
public record Tile(int level, long index, int width) {

    /** Hashes in a full tile, entries in a full bundle. */
    public static final int WIDTH_MAX = 256;

    /** Throws {@link IllegalArgumentException} if a component is out of bounds. */
    public Tile {
        // A tree of 2⁶³ leaves has eight levels; more would overflow.
        if (level < 0 || level > 7 || index < 0 || width < 1 || width > WIDTH_MAX) {
            throw new IllegalArgumentException("no tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /**
     * The tile as a tree of {@code size} leaves has it. Throws {@link IllegalArgumentException} if such a tree has no
     * hash there.
     */
    public static Tile within(long size, int level, long index) {
        Tile full = new Tile(level, index, WIDTH_MAX);
        long hashes = hashes(size, level);
        if (index > hashes / WIDTH_MAX) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no " + full);
        }
        return new Tile(level, index, (int) Math.min(WIDTH_MAX, hashes - index * WIDTH_MAX));
    }

    /** Hashes at a level of tiles in a tree of {@code size} leaves; 0 at levels that it does not reach. */
    static long hashes(long size, int level) {
        return size >>> (8 * level);
    }

    /** Bytes of its content. */
    int length() {
        return width * Hash.LENGTH;
    }

    /** {@code tile/<L>/<N>[.p/<W>]}. */
    public String path() {
        return "tile/" + level + "/" + numberAndWidth();
    }

    /** {@code tile/entries/<N>[.p/<W>]}, the bundle of the entries whose leaf hashes this tile of level 0 holds. */
    public String entriesPath() {
        return "tile/entries/" + numberAndWidth();
    }

    private String numberAndWidth() {
        StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return width == WIDTH_MAX ? number.toString() : number + ".p/" + width;
    }
}
