package org.bitacora.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that one process owns. The owner holds a lock on the file {@code connection}, which the operating system
 * takes back when the process ends, however it ends; and it writes into that file, which its user alone may read, how to
 * reach it. Any thread may use this.
 */
final class DataDirectory implements AutoCloseable {
    private static final String CONNECTION = "connection";
    /** Far behind the text, for a system where what is locked cannot be read by others. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int TEXT_BYTES_MAX = 512;
    private static final int LINES = 3;
    private static final int SECRET_BYTES = 32;
    private static final int WAIT_MILLIS = 50;
    private static final int WAITS_MAX = 40;

    /**
     * What this process owns; guards itself. Asked before a file is opened: closing any channel to a file drops all locks
     * that the process has on it (POSIX), so the owner must never open its own file again.
     */
    private static final Map<Path, DataDirectory> owned = new HashMap<>();

    private final Path path;
    private final FileChannel file;
    private volatile @Nullable String connection;

    private DataDirectory(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** @throws DataDirectoryInUse if it is owned already */
    static DataDirectory own(Path wanted) {
        try {
            Files.createDirectories(wanted, attributes(wanted, "rwx------"));
            Path path = wanted.toRealPath();
            synchronized (owned) {
                if (owned.containsKey(path)) {
                    throw new DataDirectoryInUse(path, "this process itself");
                }
                FileChannel file = FileChannel.open(
                        path.resolve(CONNECTION),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        attributes(path, "rw-------"));
                List<String> owner = lock(file);
                if (owner != null) {
                    file.close();
                    String who = owner.isEmpty() ? "another process" : owner.get(1) + ", " + owner.get(2);
                    throw new DataDirectoryInUse(path, who);
                }
                DataDirectory directory = new DataDirectory(path, file.truncate(0));
                owned.put(path, directory);
                directory.explain();
                return directory;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes the lock of the file, unless its directory is owned: then says what the owner has written there, or nothing if
     * it has only been starting for as long as we waited. Who only asks holds the lock for a moment too: so it is tried
     * more than once, also where a process that has ended left its text.
     */
    private static @Nullable List<String> lock(FileChannel file) throws IOException {
        List<String> lines = List.of();
        for (int i = 0; i < WAITS_MAX && !(i > 1 && lines.size() == LINES); i++) {
            if (file.tryLock(LOCKED_BYTE, 1, false) != null) {
                return null;
            }
            ByteBuffer text = ByteBuffer.allocate(TEXT_BYTES_MAX);
            file.read(text, 0);
            lines = StandardCharsets.UTF_8
                    .decode(text.flip())
                    .toString()
                    .lines()
                    .toList();
            pause();
        }
        return lines.size() == LINES ? lines : List.of();
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void explain() throws IOException {
        Path readme = path.resolve("README.txt");
        InputStream explanation = DataDirectory.class.getResourceAsStream("data-directory.txt");
        if (explanation != null && !Files.exists(readme)) {
            try (explanation) {
                Files.copy(explanation, readme);
            }
        }
    }

    Path database() {
        return path.resolve("data.sqlite");
    }

    /** How much room is left on the disk. */
    long freeBytes() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Leaves word of how to reach this process, for those who may read it. */
    void announce(String connectionString, int port) {
        connection = connectionString;
        String text = connectionString + "\nprocess " + ProcessHandle.current().pid() + "\nport " + port + "\n";
        try {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> connectionOfOwner(Path wanted) {
        synchronized (owned) {
            try {
                Path path = wanted.toRealPath();
                DataDirectory mine = owned.get(path);
                if (mine != null) {
                    return Optional.ofNullable(mine.connection);
                }
                try (FileChannel file =
                        FileChannel.open(path.resolve(CONNECTION), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    List<String> owner = lock(file);
                    return owner == null ? Optional.empty() : owner.stream().findFirst();
                }
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (owned) {
            try (file) {
                file.truncate(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                owned.remove(path);
            }
        }
    }
}
