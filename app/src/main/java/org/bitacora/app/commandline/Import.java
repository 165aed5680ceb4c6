package org.bitacora.app.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.app.importing.Checked;
import org.bitacora.app.importing.ImportFault;
import org.bitacora.app.importing.ImportFile;
import org.bitacora.app.importing.ImportKind;
import org.bitacora.app.importing.Importer;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enters an archive as the past, after checking all of it. */
@Command(name = "import", description = "Enter an archive as the past.", mixinStandardHelpOptions = true)
final class Import implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "NDJSON, plain or gzip; see docs/import-format.md.")
    Path file = Path.of(".");

    @Option(names = "--source", description = "Where it is known from (default: the file's name and SHA-256).")
    @Nullable
    String source;

    @Option(names = "--visibility", description = "public or members (default: the working rule's).")
    @Nullable
    Visibility visibility;

    @Option(
            names = "--dialogue",
            defaultValue = "import",
            description = "Namespace of the file's ids (default: ${DEFAULT-VALUE}).")
    String dialogue = "import";

    @Option(names = "--skip-faulty", description = "Leave out faulty lines and what depends on them.")
    boolean skipFaulty;

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Mixin
    private final Output output = new Output();

    /**
     * The answer for scripts.
     *
     * @param added new things by kind
     * @param faults the first ones; absent if there are none
     * @param stopped where the record's state refused; absent if it never did
     */
    record Result(
            Map<String, Integer> added,
            String sha256,
            long faultCount,
            @Nullable List<Found> faults,
            @Nullable Stop stopped) {}

    record Found(int line, @Nullable String field, String code) {}

    record Stop(@Nullable Integer line, String code) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            System.err.println("No se puede leer / Cannot be read: " + file);
            return ExitStatus.COULD_NOT_RUN;
        }
        try (House house = location.open()) {
            house.awaitViews(Duration.ofMinutes(10));
            LocalDate today = house.desk().today();
            Checked checked = ImportFile.check(file, today);
            boolean enters = checked.sound() || (skipFaulty && checked.whole());
            for (ImportFault fault : checked.faults()) {
                System.err.println(fault.line() + ": " + (fault.field() == null ? "" : fault.field() + ": ")
                        + fault.reason().code());
            }
            if (checked.faultCount() > checked.faults().size()) {
                System.err.println(
                        "… +" + (checked.faultCount() - checked.faults().size()));
            }
            if (!enters) {
                output.say("Nada se asentó / Nothing was recorded.", result(Map.of(), checked, null));
                return ExitStatus.NO;
            }
            return enter(house, checked);
        }
    }

    private int enter(House house, Checked checked) throws IOException {
        String said = source == null ? file.getFileName() + ", SHA-256 " + checked.sha256() : source;
        try (Progress progress = new Progress("import", checked.lines())) {
            Importer importer = new Importer(
                    house.desk(),
                    house.meetings()::already,
                    house.record().size(),
                    new Importer.Settings(dialogue, said, checked.sha256(), visibility),
                    progress::at);
            Importer.Result entered = importer.enter(file, checked);
            Stop stop = entered.refusal() == null
                    ? null
                    : new Stop(entered.stoppedAt(), entered.refusal().code());
            Result result = result(named(entered.added()), checked, stop);
            output.say((stop == null ? "" : stop.line() + ": " + stop.code() + "\n") + named(entered.added()), result);
            return stop == null ? ExitStatus.DONE : ExitStatus.NO;
        }
    }

    private static Result result(Map<String, Integer> added, Checked checked, @Nullable Stop stop) {
        List<Found> faults = checked.faults().isEmpty()
                ? null
                : checked.faults().stream()
                        .map(fault -> new Found(
                                fault.line(), fault.field(), fault.reason().code()))
                        .toList();
        return new Result(added, checked.sha256(), checked.faultCount(), faults, stop);
    }

    private static Map<String, Integer> named(Map<ImportKind, Integer> added) {
        Map<String, Integer> named = new LinkedHashMap<>();
        added.forEach((kind, count) -> named.put(
                switch (kind) {
                    case MEMBER -> "members";
                    case MEETING -> "meetings";
                    case TOPIC -> "threads";
                    case SPEECH -> "contributions";
                    case CONCLUSION -> "conclusions";
                    case SUMMARY -> "summaries";
                },
                count));
        return named;
    }
}
