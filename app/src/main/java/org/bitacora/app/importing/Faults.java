package org.bitacora.app.importing;

import java.util.ArrayList;
import java.util.List;
import org.bitacora.app.importing.ImportFault.Reason;
import org.jspecify.annotations.Nullable;

/** The faults of one pass over a file, in its order: the first are kept, all are counted. */
final class Faults {
    static final int KEPT_MAX = 20;

    private final List<ImportFault> kept = new ArrayList<>();
    private long count;

    void add(int line, @Nullable String field, Reason reason) {
        count++;
        if (kept.size() < KEPT_MAX) kept.add(new ImportFault(line, field, reason));
    }

    long count() {
        return count;
    }

    List<ImportFault> kept() {
        return List.copyOf(kept);
    }
}
