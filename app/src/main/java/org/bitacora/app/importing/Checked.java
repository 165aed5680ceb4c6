package org.bitacora.app.importing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What {@link ImportFile#check} found: all that is known of a file before anything of it is recorded. */
public final class Checked {
    private final String sha256;
    private final LocalDate today;
    private final ImportLimits limits;
    private final KnownLines known;
    private final Map<ImportKind, Integer> counts;
    private final int lines;
    private final boolean whole;
    private final Faults faults;

    Checked(
            String sha256,
            LocalDate today,
            ImportLimits limits,
            KnownLines known,
            Map<ImportKind, Integer> counts,
            ImportPass pass) {
        this.sha256 = sha256;
        this.today = today;
        this.limits = limits;
        this.known = known;
        this.counts = counts;
        this.lines = pass.lines();
        this.whole = pass.whole();
        this.faults = pass.faults();
    }

    /** Of the file as it lies there, packed or not; 64 hexadecimal digits in lower case. */
    public String sha256() {
        return sha256;
    }

    /** How many lines it has, blank ones included. */
    public int lines() {
        return lines;
    }

    /** How many lines of each kind there are, in the order of the kinds; faulty ones are counted too. */
    public Map<ImportKind, Integer> counts() {
        return counts;
    }

    /** The first faults, at most 20, in the order of the file. */
    public List<ImportFault> faults() {
        return faults.kept();
    }

    /** How many faults there are in all. */
    public long faultCount() {
        return faults.count();
    }

    /** Whether there are no faults at all. */
    public boolean sound() {
        return faults.count() == 0;
    }

    /**
     * Whether the file could be read to its end, so that what is faulty in it can be left out. What a broken compression, an
     * overlong or an empty file would leave is anyone's guess, and none of it is read.
     */
    public boolean whole() {
        return whole;
    }

    LocalDate today() {
        return today;
    }

    ImportLimits limits() {
        return limits;
    }

    KnownLines known() {
        return known;
    }
}
