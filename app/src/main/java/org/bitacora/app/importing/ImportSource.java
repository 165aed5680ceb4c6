package org.bitacora.app.importing;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;

/**
 * The lines of a file as bytes, gzip unpacked, one after another in one buffer of {@link ImportLimits#LINE_BYTES_MAX}, while the
 * SHA-256 of the file as it lies there is taken.
 */
final class ImportSource implements Closeable {
    /** What {@link #next} met. */
    enum Found {
        LINE,
        LINE_TOO_LONG,
        FILE_TOO_LARGE,
        END
    }

    private final DigestInputStream file;
    private final InputStream unpacked;
    private final ImportLimits limits;
    private final byte[] block = new byte[1 << 16];
    private int position;
    private int limit;
    private long bytesRead;
    private final byte[] line = new byte[ImportLimits.LINE_BYTES_MAX];
    private int length;
    private int number;

    private ImportSource(DigestInputStream file, InputStream unpacked, ImportLimits limits) {
        this.file = file;
        this.unpacked = unpacked;
        this.limits = limits;
    }

    static ImportSource open(Path path, ImportLimits limits) throws IOException {
        DigestInputStream file = new DigestInputStream(Files.newInputStream(path), IdTable.sha256());
        BufferedInputStream start = new BufferedInputStream(file, 1 << 16);
        start.mark(2);
        boolean gzip = start.read() == 0x1F && start.read() == 0x8B;
        start.reset();
        return new ImportSource(file, gzip ? new Gunzip(start) : start, limits);
    }

    static String sha256(Path path) throws IOException {
        try (ImportSource source = open(path, ImportLimits.STANDARD)) {
            return source.sha256();
        }
    }

    /** Goes on to the next line; one that is too long is passed over to its end, and nothing is read beyond a file too large. */
    Found next() throws IOException {
        length = 0;
        boolean tooLong = false;
        boolean begun = false;
        while (true) {
            if (position == limit && !fill()) {
                if (!begun) return Found.END;
                break;
            }
            if (!begun) {
                begun = true;
                if (++number > limits.linesMax()) return Found.FILE_TOO_LARGE;
            }
            if (bytesRead > limits.bytesMax()) return Found.FILE_TOO_LARGE;
            int end = position;
            while (end < limit && block[end] != '\n') end++;
            int part = end - position;
            if (part > line.length - length) {
                tooLong = true;
            } else if (!tooLong) {
                System.arraycopy(block, position, line, length, part);
                length += part;
            }
            position = end;
            if (end < limit) {
                position++;
                break;
            }
        }
        return tooLong ? Found.LINE_TOO_LONG : Found.LINE;
    }

    /** The number of the line last met, from 1; 0 before the first. */
    int number() {
        return number;
    }

    /** The bytes of the line last met, from 0 to {@link #length}; the next line overwrites them. */
    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    /** The digest of the whole file, in hexadecimal; reads what is left of it, so it comes last. */
    String sha256() throws IOException {
        file.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(file.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(unpacked.read(block, 0, block.length), 0);
        bytesRead += limit;
        return limit > 0;
    }
}
