package org.bitacora.record.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a growing tree into tiles. Leaves come in order; a tile goes out when it is full, and what is left at the right
 * edge when all leaves are in. Holds one tile a level, so that memory does not grow with the tree.
 */
final class TileBuilder<X extends Exception> {

    /** Takes a finished tile and its content. */
    interface Sink<X extends Exception> {
        void accept(Tile tile, byte[] hashes) throws X;
    }

    private final Sink<X> sink;
    private final List<Level> levels = new ArrayList<>();

    TileBuilder(Sink<X> sink) {
        this.sink = sink;
    }

    /** Sends tiles from level 0 upwards as they become full. */
    void append(Hash leaf) throws X {
        Hash next = leaf;
        for (int number = 0; ; number++) {
            if (number == levels.size()) {
                levels.add(new Level());
            }
            Level level = levels.get(number);
            level.add(next);
            if (level.width < Tile.WIDTH_MAX) {
                return;
            }
            byte[] hashes = level.take();
            sink.accept(new Tile(number, level.tiles - 1, Tile.WIDTH_MAX), hashes);
            next = TiledTree.perfectRoot(hashes, 0, Tile.WIDTH_MAX);
        }
    }

    /** Sends the partial tiles, from level 0 upwards. Nothing may be appended afterwards. */
    void finish() throws X {
        for (int number = 0; number < levels.size(); number++) {
            Level level = levels.get(number);
            if (level.width > 0) {
                Tile tile = new Tile(number, level.tiles, level.width);
                sink.accept(tile, level.take());
            }
        }
    }

    /** The tile of a level that is being filled. */
    private static final class Level {
        private final byte[] hashes = new byte[Tile.WIDTH_MAX * Hash.LENGTH];
        private int width;
        private long tiles;

        void add(Hash hash) {
            hash.copyTo(hashes, width * Hash.LENGTH);
            width++;
        }

        byte[] take() {
            byte[] taken = Arrays.copyOf(hashes, width * Hash.LENGTH);
            width = 0;
            tiles++;
            return taken;
        }
    }
}
