package org.bitacora.record.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tree of a given size, of which only tiles are kept. Computes roots and proofs (RFC 6962, 2.1) by reading the few
 * tiles on the way. Keeps what it has read, so make one for each question; not safe for several threads.
 */
public final class TiledTree {
    private final long size;
    private final TileSource tiles;
    private final Map<Tile, byte[]> read = new HashMap<>();

    /** Throws {@link IllegalArgumentException} if {@code size} is negative. */
    public TiledTree(long size, TileSource tiles) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has not " + size + " leaves");
        }
        this.size = size;
        this.tiles = tiles;
    }

    public Hash root() {
        return size == 0 ? Hash.ofNothing() : subtree(0, size);
    }

    /** Throws {@link IndexOutOfBoundsException} unless 0 ≤ {@code index} &lt; size. */
    public InclusionProof inclusion(long index) {
        Objects.checkIndex(index, size);
        List<Hash> path = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long split = begin + largestPowerBelow(end - begin);
            if (index < split) {
                path.add(subtree(split, end));
                end = split;
            } else {
                path.add(subtree(begin, split));
                begin = split;
            }
        }
        return new InclusionProof(index, size, path.reversed());
    }

    /** That the tree of {@code from} leaves is the beginning of this one. Throws unless 0 ≤ {@code from} ≤ size. */
    public ConsistencyProof consistency(long from) {
        Objects.checkFromToIndex(0, from, size);
        List<Hash> path = new ArrayList<>();
        if (from > 0) {
            long begin = 0;
            long end = size;
            // Walks to the right edge of the older tree; what lies beside the way is the proof.
            while (from != end) {
                long split = begin + largestPowerBelow(end - begin);
                if (from <= split) {
                    path.add(subtree(split, end));
                    end = split;
                } else {
                    path.add(subtree(begin, split));
                    begin = split;
                }
            }
            // A subtree that begins at 0 is the older tree itself, whose root the verifier knows.
            if (begin > 0) {
                path.add(subtree(begin, end));
            }
        }
        return new ConsistencyProof(from, size, path.reversed());
    }

    /** MTH(D[begin:end]) where the subtree begins at a multiple of the power of two that is not below its length. */
    private Hash subtree(long begin, long end) {
        long length = end - begin;
        if (Long.bitCount(length) == 1) {
            return perfect(Long.numberOfTrailingZeros(length), begin);
        }
        long split = begin + largestPowerBelow(length);
        return Hash.ofChildren(subtree(begin, split), subtree(split, end));
    }

    /** The root of the perfect subtree of 2^height leaves that begins at {@code begin}. */
    private Hash perfect(int height, long begin) {
        int level = height / 8;
        int count = 1 << (height % 8);
        long first = begin >>> (8 * level);
        Tile tile = Tile.within(size, level, first / Tile.WIDTH_MAX);
        return perfectRoot(read.computeIfAbsent(tile, this::content), (int) (first % Tile.WIDTH_MAX), count);
    }

    private byte[] content(Tile tile) {
        byte[] hashes = tiles.read(tile);
        if (hashes.length != tile.length()) {
            throw new IllegalStateException(tile.path() + " has " + hashes.length + " bytes, not " + tile.length());
        }
        return hashes;
    }

    /** The root over {@code count} hashes of a tile, a power of two, from the one numbered {@code from}. */
    static Hash perfectRoot(byte[] hashes, int from, int count) {
        if (count == 1) {
            return Hash.of(hashes, from * Hash.LENGTH, (from + 1) * Hash.LENGTH);
        }
        int half = count / 2;
        return Hash.ofChildren(perfectRoot(hashes, from, half), perfectRoot(hashes, from + half, half));
    }

    private static long largestPowerBelow(long length) {
        return Long.highestOneBit(length - 1);
    }
}
