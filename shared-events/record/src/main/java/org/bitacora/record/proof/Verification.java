package org.bitacora.record.proof;

import org.jspecify.annotations.Nullable;

/**
 * What came out of verifying an export.
 *
 * @param key that came with the export; null if there was none to be read
 * @param checkpoint with the size and root that the key signed; null if none was found to be valid
 * @param pinned whether the reader said which key to believe. If not, a sound export agrees with itself under the key
 *     that came with it, and whose key that is, is to be settled by its {@link VerifierKey#fingerprint}
 * @param disclosed events whose content was shown and found to be what was recorded
 * @param fault the first one; null if the export is sound
 */
public record Verification(
        @Nullable VerifierKey key,
        @Nullable Checkpoint checkpoint,
        boolean pinned,
        long disclosed,
        @Nullable Fault fault) {

    /** Whether every byte of the export is what the checkpoint's root stands for. */
    public boolean ok() {
        return fault == null;
    }

    /**
     * Whom the reader believes.
     *
     * @param origin the record asked about; null for any
     * @param key the record's verifier key, learnt elsewhere than from the export; null to take the one that came along
     */
    public record Pin(@Nullable String origin, @Nullable VerifierKey key) {
        public static final Pin NONE = new Pin(null, null);
    }
}
