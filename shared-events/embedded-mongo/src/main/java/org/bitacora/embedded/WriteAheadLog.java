package org.bitacora.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A look at SQLite's write-ahead log before SQLite sees it.
 *
 * <p>SQLite drops the log's tail in silence from the first damaged frame on. That is right for a transaction that was
 * being written when the power went, which nobody was told of; but commits are synced one after the other, so a damaged
 * frame in front of a <em>later</em> transaction can only be damage to what was once safe. Such a log is refused.
 *
 * <p>The format is that of SQLite's file format document, section 4 ("The Write-Ahead Log"): a header of 32 bytes, then
 * frames of 24 bytes and a page, with a running checksum over both.
 */
final class WriteAheadLog {
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int MAGIC = 0x377f0682;

    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private int sum0;
    private int sum1;

    private WriteAheadLog() {}

    /** @throws StorageFailure if the log is damaged in front of a transaction that was once durable */
    static void check(Path log) {
        // Closing a channel drops SQLite's locks of the whole process: this runs before SQLite opens the file.
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log))) {
            new WriteAheadLog().check(in);
        } catch (NoSuchFileException e) {
            // Whoever had the file open last has closed it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(InputStream in) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
        if (isZero(header)) {
            for (ByteBuffer rest = header; rest.hasRemaining(); rest = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES))) {
                if (!isZero(rest)) {
                    throw new StorageFailure("the header of the write-ahead log is damaged");
                }
            }
            return;
        }
        if (header.limit() < HEADER_BYTES) {
            return;
        }
        order = (header.get(3) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        add(header, 0, 24);
        if ((header.getInt(0) & ~1) != MAGIC || sum0 != header.getInt(24) || sum1 != header.getInt(28)) {
            throw new StorageFailure("the header of the write-ahead log is damaged");
        }
        int frameBytes = FRAME_HEADER_BYTES + header.getInt(8);
        long damaged = -1;
        boolean committedAfter = false;
        int lastPage = 0;
        int lastSize = 0;
        for (long i = 0; ; i++) {
            ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(frameBytes));
            if (frame.limit() < frameBytes) {
                return;
            }
            int page = frame.getInt(0);
            int sizeAfterCommit = frame.getInt(4);
            // With psow=0 a commit's last frame is repeated up to the end of the sector, and what lies behind the sync
            // may be torn: a repetition proves nothing.
            boolean repetition = page == lastPage && sizeAfterCommit == lastSize;
            boolean whole = isWhole(frame, header);
            if (damaged < 0 && !(whole && page != 0)) {
                damaged = i;
            } else if (damaged < 0 || (whole && !repetition && sizeAfterCommit != 0 && !committedAfter)) {
                committedAfter = damaged >= 0;
                lastPage = page;
                lastSize = sizeAfterCommit;
            } else if (whole && !repetition && committedAfter) {
                throw new StorageFailure("the write-ahead log is damaged at frame " + damaged
                        + ", in front of a later transaction at frame " + i
                        + ": something acknowledged would be lost. Restore a backup, or remove the log to go without");
            }
        }
    }

    /**
     * Whether a frame proves itself: its checksum goes on from the one that the frame before it holds, be that one damaged.
     * A frame that was torn does not, whatever is left of its header.
     */
    private boolean isWhole(ByteBuffer frame, ByteBuffer header) {
        add(frame, 0, 8);
        add(frame, FRAME_HEADER_BYTES, frame.limit() - FRAME_HEADER_BYTES);
        boolean whole = sum0 == frame.getInt(16) && sum1 == frame.getInt(20);
        sum0 = frame.getInt(16);
        sum1 = frame.getInt(20);
        return whole && frame.getLong(8) == header.getLong(16);
    }

    private void add(ByteBuffer bytes, int from, int length) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = from; at < from + length; at += 8) {
            sum0 += words.getInt(at) + sum1;
            sum1 += words.getInt(at + 4) + sum0;
        }
    }

    private static boolean isZero(ByteBuffer bytes) {
        return bytes.equals(ByteBuffer.allocate(bytes.limit()));
    }
}
