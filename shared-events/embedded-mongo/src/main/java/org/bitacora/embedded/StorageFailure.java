package org.bitacora.embedded;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The file could not be read or written, or does not hold what was written to it. */
final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Of a single row or file, whose damage does not touch others. */
    StorageFailure(String message) {
        super(message);
    }

    boolean isDiskFull() {
        return getCause() instanceof SQLException cause
                && (cause.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    /** Whether it leaves nothing that can be trusted but the file itself, opened anew. */
    boolean isFatal() {
        return getCause() != null && !isDiskFull();
    }
}
