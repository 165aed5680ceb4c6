package org.bitacora.embedded;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The file could not be read or written, or does not hold what was written to it. */
final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean diskFull;
    private final boolean ofOneRow;

    StorageFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        ofOneRow = false;
        diskFull = (cause.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    StorageFailure(String message) {
        super(message);
        diskFull = false;
        ofOneRow = true;
    }

    /** Whether only a row is damaged, so that others can still be served. */
    boolean isOfOneRow() {
        return ofOneRow;
    }

    boolean isDiskFull() {
        return diskFull;
    }
}
