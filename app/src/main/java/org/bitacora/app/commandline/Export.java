package org.bitacora.app.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.query.Reader;
import org.bitacora.record.proof.Checkpoint;
import org.bitacora.record.proof.ExportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the record as files that verify offline. */
@Command(
        name = "export",
        description =
                "Escribe el registro en archivos que se verifican sin conexión / Write the record as files that verify offline.",
        mixinStandardHelpOptions = true)
final class Export implements Callable<Integer> {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "Una carpeta vacía, o una nueva / An empty directory, or a new one.")
    Path to = Path.of(".");

    @Option(
            names = "--as",
            defaultValue = "all",
            paramLabel = "READER",
            description = "Con los ojos de quién / Whose eyes: public, members or all (default: ${DEFAULT-VALUE}).")
    AsReader as = AsReader.ALL;

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Mixin
    private final Output output = new Output();

    record Result(long size, String root, String origin, String to) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (House house = location.openExisting();
                Progress progress = new Progress("export", house.record().size())) {
            house.awaitViews(Duration.ofMinutes(10));
            Checkpoint checkpoint = house.checkpoints().latest();
            Reader reader = as.reader();
            ExportWriter.write(
                    to,
                    checkpoint,
                    house.checkpoints().verifier(),
                    house.recordViews().export(checkpoint, reader),
                    progress::at);
            output.say(
                    checkpoint.size() + " → " + to,
                    new Result(checkpoint.size(), checkpoint.root().base64(), checkpoint.origin(), to.toString()));
            return ExitStatus.DONE;
        }
    }
}
