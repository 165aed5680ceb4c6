package org.bitacora.app.commandline;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.bitacora.app.House;
import org.bitacora.embedded.DataDirectoryInUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the record lies: the options that every command has which opens one. */
final class LocationOptions {
    private static final Duration ANOTHER_LOOK = Duration.ofMillis(200);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "Carpeta del registro y de su clave de firma / Directory of the record and its signing key (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description =
                    "Guarda el registro en este MongoDB y no en el incorporado / Keep the record in this MongoDB instead of the embedded one.")
    @Nullable
    String mongodbUri;

    /** Opens it, or begins a new one. */
    House open() {
        return House.open(location(), InstantSource.system());
    }

    /**
     * Opens it for a command that has nothing to do without one.
     *
     * @throws NoSuchFileException if there is no record in the directory
     */
    House openExisting() throws NoSuchFileException {
        if (!location().begun()) throw new NoSuchFileException(data.toString());
        return open();
    }

    /** Opens it for a server, which must not end because another process does: waits until no other has the data directory open. */
    House openAsOwner() throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return House.openAsOwner(location(), InstantSource.system());
            } catch (DataDirectoryInUse e) {
                if (!told)
                    System.err.println("Otro proceso tiene abierto el directorio de datos; se empieza cuando termine / "
                            + "Another process has the data directory open; this begins once that ends: "
                            + e.getMessage());
                told = true;
                Thread.sleep(ANOTHER_LOOK);
            }
        }
    }

    /** As it is to be typed again after the name of another command; begins with a space, unless it is empty. */
    String typed() {
        String directory = data.equals(Path.of("data")) ? "" : " --data " + data;
        return mongodbUri == null ? directory : directory + " --mongodb-uri URI";
    }

    private House.Location location() {
        return new House.Location(data, mongodbUri);
    }
}
