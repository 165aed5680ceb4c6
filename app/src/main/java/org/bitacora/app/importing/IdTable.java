package org.bitacora.app.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which line owns which id, of one kind. Ids are kept as the first 128 bits of their SHA-256, so that an entry costs 20 bytes
 * however long the id is, and no file can be made in which two ids meet. An open-addressed table, at most three quarters full.
 */
final class IdTable {
    private static final int CAPACITY_MIN = 1 << 6;

    private final MessageDigest sha256 = sha256();
    private long[] high = new long[CAPACITY_MIN];
    private long[] low = new long[CAPACITY_MIN];
    private int[] lines = new int[CAPACITY_MIN];
    private int size;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** The line that owns the id: the first that claimed it, which is {@code line} itself where none had. Lines count from 1. */
    int claim(String id, int line) {
        if (size >= lines.length / 4 * 3) grow();
        Key key = keyOf(id);
        int slot = slotOf(key.high(), key.low());
        if (lines[slot] == 0) {
            put(slot, key.high(), key.low(), line);
            size++;
        }
        return lines[slot];
    }

    /** The line that owns the id; 0 where none does. */
    int ownerOf(String id) {
        Key key = keyOf(id);
        return lines[slotOf(key.high(), key.low())];
    }

    private Key keyOf(String id) {
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
        return new Key(digest.getLong(), digest.getLong());
    }

    /** The slot that holds the key, or the free one where it belongs. */
    private int slotOf(long keyHigh, long keyLow) {
        int mask = lines.length - 1;
        int slot = (int) keyLow & mask;
        while (lines[slot] != 0 && (high[slot] != keyHigh || low[slot] != keyLow)) slot = (slot + 1) & mask;
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldLines = lines;
        high = new long[oldLines.length * 2];
        low = new long[oldLines.length * 2];
        lines = new int[oldLines.length * 2];
        for (int old = 0; old < oldLines.length; old++) {
            if (oldLines[old] == 0) continue;
            int slot = slotOf(oldHigh[old], oldLow[old]);
            put(slot, oldHigh[old], oldLow[old], oldLines[old]);
        }
    }

    private void put(int slot, long keyHigh, long keyLow, int line) {
        high[slot] = keyHigh;
        low[slot] = keyLow;
        lines[slot] = line;
    }

    private record Key(long high, long low) {}
}
