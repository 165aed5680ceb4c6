package org.bitacora.app.commandline;

import org.bitacora.query.Reader;

/** Whose eyes the operator reads with: nobody's in particular, so nothing is their own. */
enum AsReader {
    PUBLIC,
    MEMBERS,
    ALL;

    Reader reader() {
        return switch (this) {
            case PUBLIC -> new Reader(null, Reader.Scope.PUBLIC);
            case MEMBERS -> new Reader(null, Reader.Scope.MEMBERS);
            case ALL -> new Reader(null, Reader.Scope.ALL);
        };
    }
}
