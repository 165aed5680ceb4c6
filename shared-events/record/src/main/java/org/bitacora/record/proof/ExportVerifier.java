package org.bitacora.record.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export without asking anybody: key, checkpoint, every entry, every tile, the root, and every disclosed
 * event against its entry's commitments. Reads each file once, from front to back; memory does not grow with the export.
 */
public final class ExportVerifier {
    private final Path export;
    private final Verification.Pin pin;
    private final LongConsumer progress;
    private @Nullable VerifierKey key;
    private @Nullable Checkpoint checkpoint;
    private long disclosed;

    private ExportVerifier(Path export, Verification.Pin pin, LongConsumer progress) {
        this.export = export;
        this.pin = pin;
        this.progress = progress;
    }

    /**
     * Stops at the first fault. Throws {@link NotDirectoryException} if there is no export to look at, and other {@link
     * IOException} if the disk cannot be read; neither says anything about the record.
     *
     * @param pin whom the reader believes
     * @param progress is told after each bundle of up to 256 events how many are verified
     */
    public static Verification verify(Path export, Verification.Pin pin, LongConsumer progress) throws IOException {
        if (!Files.isDirectory(export)) {
            throw new NotDirectoryException(export.toString());
        }
        ExportVerifier verifier = new ExportVerifier(export.toRealPath(), pin, progress);
        Fault fault = null;
        try {
            verifier.run();
        } catch (Fault.Found found) {
            fault = found.fault();
        }
        return new Verification(verifier.key, verifier.checkpoint, pin.key() != null, verifier.disclosed, fault);
    }

    private void run() throws IOException {
        VerifierKey signer = readKey();
        key = signer;
        checkPins(signer);
        Checkpoint signed = readCheckpoint(signer);
        checkpoint = signed;
        LayoutCheck layout = new LayoutCheck(export, signed.size());
        Files.walkFileTree(export, layout);
        checkContent(signed);
        if (layout.emptyDirectory() != null) {
            throw Fault.in(layout.emptyDirectory(), Fault.Kind.FILE_UNEXPECTED, "an export has no empty directory");
        }
    }

    private VerifierKey readKey() throws IOException {
        String text = text(ExportLayout.KEY, Fault.Kind.KEY_MALFORMED);
        try {
            if (!text.endsWith("\n")) {
                throw new IllegalArgumentException("its line does not end");
            }
            return VerifierKey.parse(text.substring(0, text.length() - 1));
        } catch (IllegalArgumentException e) {
            throw Fault.in(ExportLayout.KEY, Fault.Kind.KEY_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void checkPins(VerifierKey signer) throws IOException {
        if (pin.origin() != null && !pin.origin().equals(signer.name())) {
            throw Fault.in(ExportLayout.KEY, Fault.Kind.ORIGIN_NOT_PINNED, "the export is of " + signer.name());
        }
        if (pin.key() != null && !pin.key().equals(signer)) {
            throw Fault.in(ExportLayout.KEY, Fault.Kind.KEY_NOT_PINNED, "the export is signed by " + signer.text());
        }
    }

    private Checkpoint readCheckpoint(VerifierKey signer) throws IOException {
        String text = text(ExportLayout.CHECKPOINT, Fault.Kind.CHECKPOINT_INVALID);
        try {
            return Checkpoint.parse(text, signer);
        } catch (IllegalArgumentException e) {
            throw Fault.in(ExportLayout.CHECKPOINT, Fault.Kind.CHECKPOINT_INVALID, String.valueOf(e.getMessage()));
        }
    }

    private void checkContent(Checkpoint signed) throws IOException {
        try (ContentCheck content = new ContentCheck(export, signed, progress)) {
            try {
                content.run();
            } finally {
                disclosed = content.disclosed();
            }
        }
    }

    private String text(String file, Fault.Kind kind) throws IOException {
        try {
            return Bytes.toText(ExportLayout.read(export, file, 1024));
        } catch (IllegalArgumentException e) {
            throw Fault.in(file, kind, String.valueOf(e.getMessage()));
        }
    }
}
