package org.bitacora.app.importing;

import java.io.IOException;
import java.nio.file.Path;

/** The file is no longer the one that was checked. */
public final class FileChangedException extends IOException {
    private static final long serialVersionUID = 1;

    FileChangedException(Path file) {
        super("changed since it was checked: " + file);
    }
}
