package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    private Path directory;

    private Path file;
    private SigningKey key;

    @BeforeEach
    void create() throws IOException {
        file = directory.resolve("signing.key");
        key = SigningKey.create(file, "bitacora/a");
    }

    @Test
    void isAFileThatOnlyItsOwnerMayRead() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Many keys, as base64 holds the separator + only now and then. */
    @RepeatedTest(20)
    void signsTheSameAfterReopening() throws IOException {
        SigningKey reopened = SigningKey.open(file);

        assertThat(reopened.verifier()).isEqualTo(key.verifier());
        assertThat(Checkpoint.sign(reopened, Frontier.empty())).isEqualTo(Checkpoint.sign(key, Frontier.empty()));
    }

    @Test
    void isCreatedOnce() throws IOException {
        String before = Files.readString(file);

        assertThatThrownBy(() -> SigningKey.create(file, "bitacora/a")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void isMadeByOneOfManyWhoMakeItAtOnce() throws Exception {
        Path another = directory.resolve("another.key");
        Set<VerifierKey> made = ConcurrentHashMap.newKeySet();
        AtomicInteger refused = new AtomicInteger();
        Callable<Object> makes = () -> {
            try {
                return made.add(SigningKey.create(another, "bitacora/b").verifier());
            } catch (FileAlreadyExistsException e) {
                return refused.incrementAndGet();
            }
        };
        try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> process : processes.invokeAll(Collections.nCopies(20, makes))) process.get();
        }

        assertThat(made).containsExactly(SigningKey.open(another).verifier());
        assertThat(refused).hasValue(19);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".new"));
        }
    }

    @Test
    void isRefusedWhenOthersMayReadIt() throws IOException {
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> SigningKey.open(file))
                    .as(mode)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(mode);
        }
    }

    @Test
    void isRefusedWhenItIsMissingLinkedOrDamaged() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        List<String> lines = Files.readAllLines(file);
        SigningKey.create(directory.resolve("b"), "bitacora/a");
        List<String> others = Files.readAllLines(directory.resolve("b"));

        assertThatThrownBy(() -> SigningKey.open(directory.resolve("none"))).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> SigningKey.open(link)).isInstanceOf(FileSystemException.class);
        for (List<String> damaged : List.of(
                List.<String>of(),
                lines.subList(0, 1),
                List.of(lines.get(0), others.get(1)),
                List.of(lines.get(0).substring(0, lines.get(0).length() - 4), lines.get(1)),
                List.of(withSecretOf(others.get(0), lines.get(0)), lines.get(1)))) {
            Files.write(file, damaged);
            assertThatThrownBy(() -> SigningKey.open(file))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("does not hold a signing key");
        }
    }

    @Test
    void doesNotShowItsSecret() throws IOException {
        String line = Files.readAllLines(file).getFirst();

        assertThat(key.toString()).doesNotContain(secret(line));
    }

    /** The name and key ID of one private line with the secret of another: only a trial signature tells. */
    private static String withSecretOf(String other, String line) {
        return line.replace(secret(line), secret(other));
    }

    private static String secret(String line) {
        return line.split("\\+", 5)[4];
    }
}
