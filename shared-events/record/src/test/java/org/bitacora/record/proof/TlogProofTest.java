package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlogProofTest {

    private final List<Entry> entries = new ArrayList<>();

    @TempDir
    private Path directory;

    private SigningKey key;
    private TlogProof proof;

    @BeforeEach
    void prove() throws IOException {
        key = SigningKey.create(directory.resolve("signing.key"), "bitacora/a");
        Map<Tile, byte[]> tiles = new HashMap<>();
        TileBuilder<RuntimeException> builder = new TileBuilder<>(tiles::put);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            entries.add(Examples.entry(i, Examples.disclosure(random, i)));
            builder.append(entries.get(i).leafHash());
        }
        builder.finish();
        TiledTree tree = new TiledTree(20, tile -> tiles.getOrDefault(tile, new byte[0]));
        proof = new TlogProof(tree.inclusion(11), Checkpoint.sign(key, 20, tree.root()));
    }

    @Test
    void isTheTextOfTheSpecification() {
        List<String> lines = proof.text().lines().toList();

        assertThat(lines).startsWith("c2sp.org/tlog-proof@v1", "index 11").hasSize(2 + 5 + 1 + 5);
        assertThat(proof.text()).endsWith("\n\n" + proof.checkpoint().text());
    }

    @Test
    void provesItsEntryAndNoOther() {
        TlogProof read = TlogProof.parse(proof.text(), key.verifier());

        assertThat(read).isEqualTo(proof);
        for (Entry entry : entries) {
            assertThat(read.verifies(entry)).isEqualTo(entry.position() == 11);
        }
    }

    @Test
    void provesNothingWithAnyBitFlipped() {
        byte[] bytes = proof.text().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(proves(flipped)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void isForTheTreeOfItsCheckpoint() {
        Checkpoint another = Checkpoint.sign(key, 21, proof.checkpoint().root());

        assertThatThrownBy(() -> new TlogProof(proof.inclusion(), another))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private boolean proves(byte[] text) {
        try {
            return TlogProof.parse(Bytes.toText(text), key.verifier()).verifies(entries.get(11));
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
