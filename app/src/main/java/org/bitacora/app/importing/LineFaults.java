package org.bitacora.app.importing;

import org.bitacora.app.importing.ImportFault.Reason;
import org.jspecify.annotations.Nullable;

/** Where the faults of one line go, and whether they cost the line or only an entry of a list in it. */
final class LineFaults {
    private final Faults faults;
    private final int line;
    private boolean sound = true;

    LineFaults(Faults faults, int line) {
        this.faults = faults;
        this.line = line;
    }

    void add(@Nullable String field, Reason reason) {
        sound = false;
        faults.add(line, field, reason);
    }

    /** A fault that costs no more than the entry of the list it stands in. */
    void addInEntry(String field, Reason reason) {
        faults.add(line, field, reason);
    }

    boolean sound() {
        return sound;
    }
}
