package org.bitacora.app.commandline;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person sits in front of this process, or a script. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        Console console = console();
        return console != null && console.isTerminal();
    }

    /** Null in a pipe on some systems, whatever the JDK's own notes say. */
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console console() {
        return System.console();
    }
}
