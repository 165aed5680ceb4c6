package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final Salts SALTS = new Salts(Salt.of(new byte[16]), salt(1), salt(2));

    private static final Disclosure DISCLOSURE = Disclosure.of(
            List.of("suggestion:b", "member:a", "suggestion:b"),
            Map.of("z", "ñ", "a", "\"\n\u0001"),
            "{\"x\":1}",
            SALTS);

    private static final Entry ENTRY = new Entry(
            7, Instant.parse("2026-11-24T17:54:11.120Z"), "s.Submitted", "1", "01k9", DISCLOSURE.commitments());

    @Test
    void isATextOfEightLines() {
        assertThat(ENTRY.text().lines().toList())
                .containsExactly(
                        "bitacora-entry/1",
                        "position 7",
                        "recordedAt 2026-11-24T17:54:11.120Z",
                        "type s.Submitted 1",
                        "id 01k9",
                        "tags " + ENTRY.commitments().tags(),
                        "metadata " + ENTRY.commitments().metadata(),
                        "payload " + ENTRY.commitments().payload());
        assertThat(ENTRY.text()).endsWith("=\n");
    }

    @Test
    void readsBackWhatItWrites() {
        assertThat(Entry.parse(ENTRY.text())).isEqualTo(ENTRY);
    }

    @Test
    void readsNoOtherText() {
        String text = ENTRY.text();
        for (String other : List.of(
                "",
                text + "\n",
                text.substring(0, text.length() - 1),
                text.replace("\n", "\r\n"),
                text.replace("entry/1", "entry/2"),
                text.replace("position 7", "position 07"),
                text.replace("position 7", "position 9223372036854775808"),
                text.replace(".120Z", ".12Z"),
                text.replace(".120Z", ".120z"),
                text.replace("11-24T", "11-31T"),
                text.replace("T17:54", "T24:00"),
                text.replace("type s.", "type  s."),
                text.replace("=\npayload", "\npayload"))) {
            assertThatThrownBy(() -> Entry.parse(other)).as(other).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsATextWithOneBitFlippedNeverAsTheSameEntry() {
        byte[] bytes = ENTRY.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(readsAs(flipped, ENTRY)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void refusesWhatDoesNotFitALine() {
        Commitments commitments = DISCLOSURE.commitments();
        Instant at = ENTRY.recordedAt();
        for (Runnable wrong : List.<Runnable>of(
                () -> new Entry(-1, at, "t", "1", "i", commitments),
                () -> new Entry(0, at.plusNanos(1), "t", "1", "i", commitments),
                () -> new Entry(0, Instant.parse("+10000-01-01T00:00:00Z"), "t", "1", "i", commitments),
                () -> new Entry(0, at, "t t", "1", "i", commitments),
                () -> new Entry(0, at, "t", "", "i", commitments),
                () -> new Entry(0, at, "t", "1", "i\n", commitments),
                () -> new Entry(0, at, "t", "1", "ñ", commitments),
                () -> new Entry(0, at, "t", "1", "i".repeat(101), commitments))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theLongestEntryFitsItsLimit() {
        Entry longest = new Entry(
                Long.MAX_VALUE,
                ENTRY.recordedAt(),
                "t".repeat(200),
                "v".repeat(40),
                "i".repeat(100),
                DISCLOSURE.commitments());

        assertThat(longest.bytes().length).isLessThanOrEqualTo(Entry.LENGTH_MAX);
        assertThat(Entry.parse(longest.text())).isEqualTo(longest);
    }

    @Test
    void itsLeafHashIsThatOfRfc6962() throws Exception {
        byte[] prefixed = ("\0" + ENTRY.text()).getBytes(StandardCharsets.UTF_8);

        assertThat(ENTRY.leafHash().bytes())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(prefixed));
    }

    @Test
    void commitsToSortedTagsCanonicalMetadataAndTheExactPayload() {
        assertThat(DISCLOSURE.tagsText()).isEqualTo("member:a\nsuggestion:b\n");
        assertThat(DISCLOSURE.metadataText()).isEqualTo("{\"a\":\"\\\"\\n\\u0001\",\"z\":\"ñ\"}");
        assertThat(DISCLOSURE.commitments().payload()).isEqualTo(SALTS.payload().commit("{\"x\":1}"));
        assertThat(DISCLOSURE.commitments().payload())
                .isNotEqualTo(SALTS.payload().commit("{\"x\": 1}"));
    }

    @Test
    void aCommitmentIsHmacSha256() {
        // The value that OpenSSL gives for 16 bytes of 0x0b and "Hi There".
        byte[] key = HexFormat.of().parseHex("0b".repeat(16));

        assertThat(HexFormat.of().formatHex(Salt.of(key).commit("Hi There").bytes()))
                .isEqualTo("492ce020fe2534a5789dc3848806c78f4f6711397f08e7e7a12ca5a4483c8aa6");
    }

    @Test
    void refusesTextWithoutBytesOfItsOwn() {
        assertThatThrownBy(() -> SALTS.payload().commit("\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Disclosure.of(List.of("a\nb"), Map.of(), "{}", SALTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saltsAreRandomAndNeverShown() {
        assertThat(Salt.random()).isNotEqualTo(Salt.random());
        assertThat(SALTS.toString()).doesNotContain(SALTS.tags().base64());
        assertThat(Salt.ofBase64(SALTS.metadata().base64())).isEqualTo(SALTS.metadata());
    }

    private static boolean readsAs(byte[] bytes, Entry entry) {
        try {
            return Entry.parse(bytes).equals(entry);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static Salt salt(int value) {
        byte[] bytes = new byte[Salt.LENGTH];
        bytes[0] = (byte) value;
        return Salt.of(bytes);
    }
}
