package org.bitacora.app.commandline;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts Bitácora, and what can be asked of it from a terminal. */
@Command(
        name = "bitacora",
        description = "The permanent record of a group that deliberates without binding anyone.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Run.class,
            Demo.class,
            Import.class,
            Export.class,
            Verify.class,
            Replay.class,
            Invite.class,
            Token.class
        })
public final class Bitacora implements Runnable {
    @CommandLine.Mixin
    private final Run.Options options = new Run.Options();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bitacora())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(e -> ExitStatus.COULD_NOT_RUN)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
                    if (System.getProperty("bitacora.trace") != null) e.printStackTrace(command.getErr());
                    return ExitStatus.COULD_NOT_RUN;
                });
    }

    /** Without a command it runs the server. */
    @Override
    public void run() {
        options.run();
    }
}
