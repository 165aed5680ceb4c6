package org.bitacora.app.commandline;

/** What the command line says to scripts when it ends. */
final class ExitStatus {
    /** It was done. */
    static final int DONE = 0;

    /** The answer is no: a broken record, a faulty file. */
    static final int NO = 1;

    /** It was called wrongly. */
    static final int USAGE = 2;

    /** It could not run. */
    static final int COULD_NOT_RUN = 3;

    private ExitStatus() {}
}
