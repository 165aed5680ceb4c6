package org.bitacora.record.proof;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that is wrong with an export.
 *
 * @param file that is missing, additional or wrong, relative to the export, with slashes
 * @param position of the event or entry; null if none is
 * @param detail for whoever looks into it, in English
 */
public record Fault(Kind kind, String file, @Nullable Long position, String detail) {

    /** What can be wrong. */
    public enum Kind {
        /** A file that belongs to the export is not there. */
        FILE_MISSING("proof.file-missing"),
        /** A file, link or empty directory that does not belong to the export. */
        FILE_UNEXPECTED("proof.file-unexpected"),
        /** A file longer than any of its kind can be, or shorter than its name says. */
        FILE_LENGTH("proof.file-length"),
        /** {@code key.pub} is not a verifier key. */
        KEY_MALFORMED("proof.key-malformed"),
        /** The export is signed with another key than the one the reader believes. */
        KEY_NOT_PINNED("proof.key-not-pinned"),
        /** The export is of another record than the one the reader asked about. */
        ORIGIN_NOT_PINNED("proof.origin-not-pinned"),
        /** {@code checkpoint} is not a checkpoint that the key signed. */
        CHECKPOINT_INVALID("proof.checkpoint-invalid"),
        /** An entry is not one, not where it belongs, or earlier than the one before it. */
        ENTRY_MALFORMED("proof.entry-malformed"),
        /** An entry is not the one that the tree was built of. */
        LEAF_MISMATCH("proof.leaf-mismatch"),
        /** A tile does not hold the hashes of the entries or tiles below it. */
        TILE_MISMATCH("proof.tile-mismatch"),
        /** All tiles agree, but with another root than the one that is signed. */
        ROOT_MISMATCH("proof.root-mismatch"),
        /** {@code events/index.ndjson} does not describe the files of events. */
        INDEX_MISMATCH("proof.index-mismatch"),
        /** A line of events is not one, differs from its entry, or is not in its one form. */
        EVENT_MALFORMED("proof.event-malformed"),
        /** An event is twice there, or not in its order. */
        EVENT_ORDER("proof.event-order"),
        /** The entry commits to other tags, metadata or payload. */
        EVENT_MISMATCH("proof.event-mismatch"),
        /** A file holds fewer or more events than the index says. */
        EVENT_COUNT("proof.event-count");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** Stable; texts in each language go by it. */
        public String code() {
            return code;
        }
    }

    /** Ends a verification. An {@link IOException}, as what is read is not what it should be. */
    static final class Found extends IOException {
        private final transient Fault fault;

        Found(Fault fault) {
            super(fault.toString());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    static Found in(String file, Kind kind, String detail) {
        return new Found(new Fault(kind, file, null, detail));
    }

    static Found at(long position, String file, Kind kind, String detail) {
        return new Found(new Fault(kind, file, position, detail));
    }
}
