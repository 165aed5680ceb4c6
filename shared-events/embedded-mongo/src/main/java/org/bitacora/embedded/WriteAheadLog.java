package org.bitacora.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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

    private int sum0;
    private int sum1;

    private WriteAheadLog() {}

    /** @throws StorageFailure if the log is damaged in front of a transaction that was once durable */
    static void check(Path log) {
        // Closing a channel drops SQLite's locks of the whole process: this runs before SQLite opens the file.
        try {
            if (Files.exists(log) && Files.size(log) >= HEADER_BYTES) {
                try (FileChannel channel = FileChannel.open(log)) {
                    new WriteAheadLog().check(channel);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(FileChannel channel) throws IOException {
        ByteBuffer header = read(channel, HEADER_BYTES);
        if (isZero(header)) {
            refuseUnlessZero(channel);
            return;
        }
        ByteOrder order = (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        add(header, order, 0, 24);
        if ((header.getInt(0) & ~1) != MAGIC || sum0 != header.getInt(24) || sum1 != header.getInt(28)) {
            throw new StorageFailure("the header of the write-ahead log is damaged");
        }
        int page = header.getInt(8);
        long frames = (channel.size() - HEADER_BYTES) / (FRAME_HEADER_BYTES + page);
        long damaged = -1;
        boolean committedAfter = false;
        int lastPage = 0;
        int lastSize = 0;
        for (long i = 0; i < frames; i++) {
            ByteBuffer frame = read(channel, FRAME_HEADER_BYTES + page);
            // A frame proves itself: its checksum goes on from the one that the frame before it holds, be that one
            // damaged.
            // A frame that was torn does not, whatever is left of its header.
            add(frame, order, 0, 8);
            add(frame, order, FRAME_HEADER_BYTES, page);
            boolean whole =
                    sum0 == frame.getInt(16) && sum1 == frame.getInt(20) && frame.getLong(8) == header.getLong(16);
            sum0 = frame.getInt(16);
            sum1 = frame.getInt(20);
            int number = frame.getInt(0);
            int sizeAfterCommit = frame.getInt(4);
            if (damaged < 0) {
                if (whole && number != 0) {
                    lastPage = number;
                    lastSize = sizeAfterCommit;
                } else {
                    damaged = i;
                }
                continue;
            }
            // With psow=0 a commit's last frame is repeated up to the end of the sector, and what lies behind the sync
            // may be torn: a repetition proves nothing.
            boolean repetition = number == lastPage && sizeAfterCommit == lastSize;
            if (!whole || repetition) {
                continue;
            }
            if (committedAfter) {
                throw new StorageFailure("the write-ahead log is damaged at frame " + damaged
                        + ", in front of a later transaction at frame " + i
                        + ": something acknowledged would be lost. Restore a backup, or remove the log to go without");
            }
            if (sizeAfterCommit != 0) {
                committedAfter = true;
                lastPage = number;
                lastSize = sizeAfterCommit;
            }
        }
    }

    private void add(ByteBuffer bytes, ByteOrder order, int from, int length) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = from; at < from + length; at += 8) {
            sum0 += words.getInt(at) + sum1;
            sum1 += words.getInt(at + 4) + sum0;
        }
    }

    private static void refuseUnlessZero(FileChannel channel) throws IOException {
        for (long left = channel.size() - HEADER_BYTES; left > 0; left -= HEADER_BYTES) {
            if (!isZero(read(channel, (int) Math.min(left, HEADER_BYTES)))) {
                throw new StorageFailure("the header of the write-ahead log is damaged");
            }
        }
    }

    private static boolean isZero(ByteBuffer bytes) {
        for (int at = 0; at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer read(FileChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new StorageFailure("the write-ahead log ends within a frame");
            }
        }
        return buffer.flip();
    }
}
