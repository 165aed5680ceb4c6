package org.bitacora.record.proof;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That one entry is in the record, for someone who has the entry and the record's verifier key and nothing else: C2SP
 * tlog-proof, kept with the extension {@code .tlog-proof}. Without the optional line of extra data, which no signature
 * covers.
 *
 * @param inclusion in the tree of the checkpoint
 */
public record TlogProof(InclusionProof inclusion, Checkpoint checkpoint) {

    private static final Pattern TEXT = Pattern.compile(
            "c2sp\\.org/tlog-proof@v1\nindex (0|[1-9][0-9]{0,18})\n((?:[^\n]{44}\n){0,63})\n(.+)", Pattern.DOTALL);

    /** Throws {@link IllegalArgumentException} if the two are of different sizes. */
    public TlogProof {
        if (inclusion.size() != checkpoint.size()) {
            throw new IllegalArgumentException("the proof is not for the tree of the checkpoint");
        }
    }

    /**
     * Reads {@link #text} strictly and checks the checkpoint's signature: throws {@link IllegalArgumentException} for
     * anything else. What it proves is still to be asked with {@link #verifies}.
     */
    public static TlogProof parse(String text, VerifierKey key) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a proof of the form tlog-proof@v1");
        }
        Checkpoint checkpoint = Checkpoint.parse(parts.group(3), key);
        List<Hash> path = parts.group(2).lines().map(Hash::ofBase64).toList();
        return new TlogProof(new InclusionProof(Long.parseLong(parts.group(1)), checkpoint.size(), path), checkpoint);
    }

    /** Whether this entry stands at its position in the tree that the checkpoint signs. */
    public boolean verifies(Entry entry) {
        return entry.position() == inclusion.index() && inclusion.verifies(entry.leafHash(), checkpoint.root());
    }

    public String text() {
        StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex ")
                .append(inclusion.index())
                .append('\n');
        inclusion.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.text()).toString();
    }
}
