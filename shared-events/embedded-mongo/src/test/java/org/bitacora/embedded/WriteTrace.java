package org.bitacora.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code record-writes.c} recorded, and what may be left of it when the power fails.
 *
 * <p>Assumed of the disk: what was synced stays. Of what was written since, each block of 4 KiB is there, or not, or in
 * part; changes of length, of the names in the directory and removals hold up to some point and not beyond.
 */
final class WriteTrace {
    private static final int BLOCK_BYTES = 4096;
    private static final int SECTOR_BYTES = 512;
    private static final int HEAD_BYTES = 25;
    private static final int DIRECTORY = 0;

    private record Operation(char kind, int file, long first, int at, int length) {}

    private final byte[] bytes;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, byte[]> before;

    WriteTrace(Path trace, Map<String, byte[]> before) throws IOException {
        this.before = before;
        bytes = Files.readAllBytes(trace);
        ByteBuffer read = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (read.remaining() >= HEAD_BYTES) {
            char kind = (char) read.get();
            int file = read.getInt();
            long first = read.getLong();
            read.getLong();
            int length = read.getInt();
            operations.add(new Operation(kind, file, first, read.position(), length));
            read.position(read.position() + length);
        }
    }

    int length() {
        return operations.size();
    }

    private String text(Operation operation) {
        return new String(bytes, operation.at, operation.length, StandardCharsets.UTF_8);
    }

    /** All that was written to a file before this operation, whether or not it would have been left. */
    String written(String name, int until) {
        Set<Integer> files = new HashSet<>();
        StringBuilder text = new StringBuilder();
        for (Operation operation : operations.subList(0, until)) {
            if (operation.kind == 'o' && text(operation).equals(name)) {
                files.add(operation.file);
            } else if (operation.kind == 'w' && files.contains(operation.file)) {
                text.append(text(operation));
            }
        }
        return text.toString();
    }

    /** The files as they may be found when the power fails just before this operation. */
    Map<String, byte[]> image(int until, Random random) {
        Map<Integer, Integer> safe = syncedUpTo(until);
        double kept = List.of(0.0, 0.3, 0.7, 1.0).get(random.nextInt(4));
        Map<Integer, Content> contents = new HashMap<>();
        Map<String, Integer> names = new TreeMap<>();
        Set<String> untouched = new HashSet<>(before.keySet());
        List<Integer> unsafeNames = new ArrayList<>();
        for (int i = 0; i < until; i++) {
            Operation operation = operations.get(i);
            boolean naming = operation.kind == 'u' || (operation.kind == 'o' && operation.first == 1);
            if (naming && i >= safe.getOrDefault(DIRECTORY, 0)) {
                unsafeNames.add(i);
            }
        }
        int holding = unsafeNames.isEmpty() ? 0 : random.nextInt(unsafeNames.size() + 1);
        Set<Integer> undone = new HashSet<>(unsafeNames.subList(holding, unsafeNames.size()));
        for (int i = 0; i < until; i++) {
            Operation operation = operations.get(i);
            boolean isSafe = i < safe.getOrDefault(operation.file, 0);
            switch (operation.kind) {
                case 'o' -> {
                    untouched.remove(text(operation));
                    byte[] old = operation.first == 0 ? before.get(text(operation)) : null;
                    contents.put(operation.file, new Content(old == null ? new byte[0] : old));
                    if (!undone.contains(i)) {
                        names.put(text(operation), operation.file);
                    }
                }
                case 'u' -> {
                    if (!undone.contains(i)) {
                        names.remove(text(operation));
                        untouched.remove(text(operation));
                    }
                }
                case 't' -> {
                    if (isSafe || random.nextDouble() < kept) {
                        content(contents, operation).cut((int) operation.first);
                    }
                }
                case 'w' -> write(content(contents, operation), operation, isSafe, kept, random);
                default -> {}
            }
        }
        Map<String, byte[]> image = new TreeMap<>();
        untouched.forEach(name -> image.put(name, before.get(name)));
        names.forEach((name, file) -> {
            Content content = contents.get(file);
            image.put(name, content == null ? new byte[0] : content.bytes());
        });
        return image;
    }

    private static Content content(Map<Integer, Content> contents, Operation operation) {
        return contents.computeIfAbsent(operation.file, unseen -> new Content(new byte[0]));
    }

    /** By file, the operation before which everything is safe: where the last sync that ended had begun. */
    private Map<Integer, Integer> syncedUpTo(int until) {
        Map<Long, Integer> begun = new HashMap<>();
        Map<Integer, Integer> safe = new HashMap<>();
        for (int i = 0; i < until; i++) {
            Operation operation = operations.get(i);
            if (operation.kind == 's') {
                begun.put(operation.first, i);
            } else if (operation.kind == 'e') {
                safe.merge(operation.file, begun.get(operation.first), Math::max);
            }
        }
        return safe;
    }

    private void write(Content content, Operation operation, boolean isSafe, double kept, Random random) {
        for (int done = 0; done < operation.length; ) {
            int offset = (int) operation.first + done;
            int piece = Math.min(operation.length - done, BLOCK_BYTES - offset % BLOCK_BYTES);
            if (isSafe || random.nextDouble() < kept) {
                content.write(offset, bytes, operation.at + done, piece);
            } else if (random.nextInt(4) == 0) {
                content.write(offset, bytes, operation.at + done, Math.min(piece, SECTOR_BYTES * random.nextInt(8)));
            }
            done += piece;
        }
    }

    private static final class Content {
        private byte[] bytes;
        private int length;

        Content(byte[] bytes) {
            this.bytes = bytes.clone();
            length = bytes.length;
        }

        void write(int offset, byte[] from, int at, int count) {
            grow(offset + count);
            System.arraycopy(from, at, bytes, offset, count);
            length = Math.max(length, offset + count);
        }

        void cut(int to) {
            grow(to);
            if (to < length) {
                Arrays.fill(bytes, to, length, (byte) 0);
            }
            length = to;
        }

        private void grow(int to) {
            if (to > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length * 3 / 2));
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }
    }

    static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
