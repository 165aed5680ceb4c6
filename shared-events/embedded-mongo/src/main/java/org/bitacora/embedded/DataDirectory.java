package org.bitacora.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory that one process owns: a lock that the operating system takes back when the process ends, however it ends,
 * and beside it a file, readable by its owner alone, that says how to reach the process.
 */
final class DataDirectory implements AutoCloseable {
    private static final String DATABASE = "data.sqlite";
    private static final String LOCK = "owner.lock";
    private static final String CONNECTION = "connection";
    private static final String README = "README.txt";
    private static final int SECRET_BYTES = 32;
    private static final int WAIT_MILLIS = 50;
    private static final int WAITS_MAX = 40;

    /**
     * What this process owns. Asked before a lock file is touched: closing any channel to a file drops all locks that
     * the process has on it (POSIX), so the owner must never open its own lock file again.
     */
    private static final Map<Path, DataDirectory> owned = new ConcurrentHashMap<>();

    private final Path path;
    private final FileChannel lockFile;
    private volatile @Nullable String connection;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
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
                DataDirectory directory = new DataDirectory(path, lock(path));
                owned.put(path, directory);
                Files.deleteIfExists(path.resolve(CONNECTION));
                directory.explain();
                return directory;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // Someone who only asks whether the directory is owned holds the lock for a moment too.
        for (int i = 0; i < WAITS_MAX; i++) {
            if (file.tryLock() != null) {
                return file;
            }
            if (Files.exists(path.resolve(CONNECTION))) {
                break;
            }
            pause();
        }
        file.close();
        throw new DataDirectoryInUse(path, describe(path));
    }

    private static String describe(Path path) {
        try {
            List<String> lines = Files.readAllLines(path.resolve(CONNECTION));
            return lines.size() < 3 ? "another process" : lines.get(1) + ", " + lines.get(2);
        } catch (IOException e) {
            return "another process that does not say which (" + e + ")";
        }
    }

    Path database() {
        return path.resolve(DATABASE);
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
            Path draft = path.resolve(CONNECTION + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, attributes(path, "rw-------"));
            Files.writeString(draft, text);
            Files.move(draft, path.resolve(CONNECTION), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> connectionOfOwner(Path wanted) {
        try {
            Path path = wanted.toRealPath();
            DataDirectory mine = owned.get(path);
            if (mine != null) {
                return Optional.ofNullable(mine.connection);
            }
            for (int i = 0; i < WAITS_MAX && isLocked(path); i++) {
                List<String> lines = readIfThere(path.resolve(CONNECTION));
                if (!lines.isEmpty()) {
                    return Optional.of(lines.getFirst());
                }
                // Its owner is only starting.
                pause();
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> readIfThere(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean isLocked(Path path) throws IOException {
        try (FileChannel file =
                        FileChannel.open(path.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock == null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void explain() throws IOException {
        Path readme = path.resolve(README);
        InputStream explanation = DataDirectory.class.getResourceAsStream("data-directory.txt");
        if (explanation != null && !Files.exists(readme)) {
            try (explanation) {
                Files.copy(explanation, readme);
            }
        }
    }

    @Override
    public void close() {
        synchronized (owned) {
            try {
                Files.deleteIfExists(path.resolve(CONNECTION));
                lockFile.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                owned.remove(path);
            }
        }
    }
}
