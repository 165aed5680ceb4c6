package org.bitacora.record.proof;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes, each ended by a line feed and of bounded length, from one file of an export. */
final class LineReader implements Closeable {
    private final InputStream input;
    private final String file;
    private final int lengthMax;
    private final Fault.Kind kind;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long bytes;

    /** Finds a fault as {@link ExportLayout#open}. A line that breaks the rule will be one of the given kind. */
    LineReader(Path export, String file, int lengthMax, Fault.Kind kind) throws IOException {
        this.file = file;
        this.lengthMax = lengthMax;
        this.kind = kind;
        this.input = ExportLayout.open(export, file);
    }

    /** The next line without its line feed; null at the end of the file. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        while (true) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + end - from > lengthMax) {
                throw Fault.in(file, kind, "a line is longer than " + lengthMax + " bytes");
            }
            line.write(buffer, from, end - from);
            if (end < to) {
                from = end + 1;
                bytes += line.size() + 1;
                return line.toByteArray();
            }
            from = 0;
            to = Math.max(0, input.read(buffer));
            if (to == 0) {
                if (line.size() > 0) {
                    throw Fault.in(file, kind, "its last line does not end");
                }
                return null;
            }
        }
    }

    /** Length of the lines given out so far, line feeds included. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
