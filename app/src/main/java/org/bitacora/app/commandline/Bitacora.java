package org.bitacora.app.commandline;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ListResourceBundle;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import org.bitacora.record.proof.VerifierKey;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts Bitácora, and what can be asked of it from a terminal. */
@Command(
        name = "bitacora",
        description =
                "El registro permanente de un grupo que delibera sin obligar a nadie / The permanent record of a group that deliberates without binding anyone.",
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
public final class Bitacora implements Callable<Integer> {
    private static final int HELP_COLUMNS = 110;

    /** What picocli says of its own options. */
    private static final ResourceBundle PICOCLI_OPTIONS = new ListResourceBundle() {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {
                {"mixinStandardHelpOptions.help", "Muestra esta ayuda / Show this help."},
                {"mixinStandardHelpOptions.version", "Muestra la versión / Show the version."}
            };
        }
    };

    @CommandLine.Mixin
    private final Run.Options options = new Run.Options();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Bitacora());
        // Null in a tree of classes, which is no release.
        String version = "bitacora "
                + Objects.requireNonNullElse(Bitacora.class.getPackage().getImplementationVersion(), "?");
        commandLine.getCommandSpec().version(version);
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version(version));
        return commandLine
                .setResourceBundle(PICOCLI_OPTIONS)
                .setUsageHelpWidth(HELP_COLUMNS)
                .registerConverter(VerifierKey.class, VerifierKey::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("No se pudo / It could not be done: " + reason(e));
                    if (System.getProperty("bitacora.trace") != null) e.printStackTrace(command.getErr());
                    return ExitStatus.COULD_NOT_RUN;
                });
    }

    /** In words: what files and sockets throw says only the name of the file, or nothing. */
    private static String reason(Throwable e) {
        return switch (e) {
            case UncheckedIOException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            case NoSuchFileException file -> "no existe / does not exist: " + file.getFile();
            case AccessDeniedException file -> "sin permiso / no permission: " + file.getFile();
            case FileAlreadyExistsException file -> "ya existe / exists already: " + file.getFile();
            case DirectoryNotEmptyException file -> "no está vacía / is not empty: " + file.getFile();
            case PortInUseException port -> "el puerto está ocupado / the port is in use: " + port.getPort();
            case ApplicationContextException start when start.getCause() != null -> reason(start.getCause());
            case NotDirectoryException file -> "no es una carpeta / is no folder: " + file.getFile();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    /** Without a command it runs the server. */
    @Override
    public Integer call() throws InterruptedException {
        options.run();
        return ExitStatus.DONE;
    }
}
