package org.bitacora.app.importing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952), one member after another. The platform's own stream takes anything behind the first member that is no
 * header for the end of the file, in silence; here a file that ends early throws {@link EOFException}, and whatever else is
 * damaged {@link ZipException}. For one thread; memory is one buffer, whatever the file claims.
 */
final class Gunzip extends InputStream {
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private boolean inMember;

    Gunzip(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) return 0;
        try {
            while (inMember || nextMember()) {
                int unpacked = inflater.inflate(target, from, length);
                if (unpacked > 0) {
                    checksum.update(target, from, unpacked);
                    return unpacked;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("needs a dictionary");
                } else if (fill()) {
                    inflater.setInput(buffer, 0, limit);
                } else {
                    throw new EOFException();
                }
            }
            return -1;
        } catch (DataFormatException damaged) {
            throw damage(damaged);
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private static ZipException damage(DataFormatException cause) {
        ZipException damage = new ZipException(cause.getMessage());
        damage.initCause(cause);
        return damage;
    }

    private boolean nextMember() throws IOException {
        if (position == limit && !fill()) return false;
        if (next() != 0x1F || next() != 0x8B || next() != 8) throw new ZipException("no gzip header");
        int flags = next();
        if ((flags & RESERVED) != 0) throw new ZipException("unknown flags");
        skip(6);
        if ((flags & EXTRA) != 0) skip(next() | next() << 8);
        if ((flags & NAME) != 0) skipText();
        if ((flags & COMMENT) != 0) skipText();
        if ((flags & HEADER_CHECKSUM) != 0) skip(2);
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
        checksum.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        if (next32() != (int) checksum.getValue()) throw new ZipException("checksum differs");
        if (next32() != (int) inflater.getBytesWritten()) throw new ZipException("length differs");
        inMember = false;
    }

    private int next32() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() throws IOException {
        if (position == limit && !fill()) throw new EOFException();
        return buffer[position++] & 0xFF;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) next();
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // The name and the comment of a member end at the first zero byte; neither is of use here.
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(packed.read(buffer, 0, buffer.length), 0);
        return limit > 0;
    }
}
