package org.bitacora.app.importing;

import java.util.Arrays;

/** A number for each line of a file, 0 until set; it grows to the highest line that was given one. */
final class IntsByLine {
    private int[] values = new int[1 << 10];

    int get(int line) {
        return line < values.length ? values[line] : 0;
    }

    void set(int line, int value) {
        if (line >= values.length)
            values = Arrays.copyOf(values, Math.max(line + 1, values.length + values.length / 2));
        values[line] = value;
    }

    /** Adds to the line's number, and gives the sum. */
    int add(int line, int more) {
        set(line, get(line) + more);
        return get(line);
    }
}
