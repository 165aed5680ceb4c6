package org.bitacora.record.proof;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes, each ended by a line feed and of bounded length, from one file of an export. */
final class LineReader implements Closeable {
    private final BufferedInputStream input;
    private final String file;
    private final int lengthMax;
    private final Fault.Kind kind;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    private long bytes;

    /** Finds a fault if there is no such file. A line that breaks the rule will be one of the given kind. */
    LineReader(Path export, String file, int lengthMax, Fault.Kind kind) throws IOException {
        this.file = file;
        this.lengthMax = lengthMax;
        this.kind = kind;
        try {
            this.input = new BufferedInputStream(Files.newInputStream(export.resolve(file)), 1 << 16);
        } catch (NoSuchFileException e) {
            throw Fault.in(file, Fault.Kind.FILE_MISSING, "it belongs to the export");
        }
    }

    /** The next line without its line feed; null at the end of the file. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw Fault.in(file, kind, "its last line does not end");
                }
                return null;
            }
            if (line.size() == lengthMax) {
                throw Fault.in(file, kind, "a line is longer than " + lengthMax + " bytes");
            }
            line.write(next);
        }
        bytes += line.size() + 1;
        return line.toByteArray();
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
