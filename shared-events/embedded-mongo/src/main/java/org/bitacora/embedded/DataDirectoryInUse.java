package org.bitacora.embedded;

import java.nio.file.Path;

/** A data directory is open already, and only one process may have it open. The message says which one, and its port. */
public final class DataDirectoryInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUse(Path directory, String owner) {
        super("the data directory " + directory + " is in use by " + owner);
    }
}
