package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    private static final String ORIGIN = "bitacora/01k9w3v6m2q8x4t7n5r1c0d9ba";

    /** The example of C2SP signed-note and Go's sumdb/note, signed by Go. */
    private static final String KNOWN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    @TempDir
    private Path directory;

    private SigningKey key;
    private Checkpoint checkpoint;

    @BeforeEach
    void sign() throws IOException {
        key = SigningKey.create(directory.resolve("signing.key"), ORIGIN);
        checkpoint = Checkpoint.sign(key, 1204, Examples.leaves(1).getFirst());
    }

    @Test
    void isASignedNoteOfOriginSizeAndRoot() {
        assertThat(checkpoint.text().lines().toList())
                .hasSize(5)
                .startsWith(ORIGIN, "1204", Examples.leaves(1).getFirst().base64(), "")
                .last()
                .asString()
                .startsWith("— " + ORIGIN + " ");
    }

    @Test
    void readsBackWhatItsKeySigned() {
        assertThat(Checkpoint.parse(checkpoint.text(), key.verifier())).isEqualTo(checkpoint);
        Checkpoint empty = Checkpoint.sign(key, Frontier.empty());
        assertThat(Checkpoint.parse(empty.text(), key.verifier())).isEqualTo(empty);
    }

    @Test
    void isRefusedWithAnyBitFlipped() {
        byte[] bytes = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> Checkpoint.parse(Bytes.toText(flipped), key.verifier()))
                    .as("bit %d", bit)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void isRefusedFromAnotherKeyOrForAnotherOrigin() throws IOException {
        VerifierKey another =
                SigningKey.create(directory.resolve("another"), ORIGIN).verifier();
        VerifierKey elsewhere =
                SigningKey.create(directory.resolve("elsewhere"), "bitacora/x").verifier();

        for (VerifierKey wrong : List.of(another, elsewhere)) {
            assertThatThrownBy(() -> Checkpoint.parse(checkpoint.text(), wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void isRefusedWithMoreThanItsOwnSignature() {
        String text = checkpoint.text();
        String signature = text.substring(text.indexOf('—'));
        for (String other : List.of(
                text + signature,
                text + "\n",
                text.substring(0, text.length() - 1),
                text.replace("1204\n", "01204\n"),
                text.replace("\n\n", "\nextension\n\n"),
                text.replace("1204\n", "9999999999999999999\n"),
                text.substring(0, text.length() - 3) + "\n")) {
            assertThatThrownBy(() -> Checkpoint.parse(other, key.verifier()))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theVerifierKeyHasTheFormOfSignedNote() {
        VerifierKey known = VerifierKey.parse(KNOWN_KEY);

        assertThat(known.name()).isEqualTo("PeterNeumann");
        assertThat(known.text()).isEqualTo(KNOWN_KEY);
        assertThat(known.fingerprint()).startsWith("c74f20a3").hasSize(64);
        assertThat(VerifierKey.parse(key.verifier().text())).isEqualTo(key.verifier());
    }

    @Test
    void aVerifierKeyWithAnyBitFlippedIsRefused() {
        byte[] bytes = KNOWN_KEY.getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> VerifierKey.parse(Bytes.toText(flipped)))
                    .as("bit %d", bit)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anOriginThatNoNoteCouldNameIsRefused() {
        for (String origin : List.of("", "a b", "a+b", "ñ", "a\nb")) {
            assertThatThrownBy(() -> SigningKey.create(directory.resolve("refused"), origin))
                    .as(origin)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(directory.resolve("refused")).doesNotExist();
    }
}
