package org.bitacora.app.commandline;

import java.nio.file.Path;
import java.time.InstantSource;
import org.bitacora.app.House;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the record lies: the options that every command has which opens one. */
final class LocationOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Directory of the record and its signing key (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description = "Keep the record in this MongoDB instead of the embedded one.")
    @Nullable
    String mongodbUri;

    House open() {
        return House.open(new House.Location(data, mongodbUri), InstantSource.system());
    }
}
