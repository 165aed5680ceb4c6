package org.bitacora.app.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.app.importing.Checked;
import org.bitacora.app.importing.Corrections;
import org.bitacora.app.importing.FaultText;
import org.bitacora.app.importing.FileChangedException;
import org.bitacora.app.importing.ImportCounts;
import org.bitacora.app.importing.ImportFault;
import org.bitacora.app.importing.ImportFile;
import org.bitacora.app.importing.ImportKind;
import org.bitacora.app.importing.Importer;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Enters an archive as the past, after checking all of it. */
@Command(
        name = "import",
        description = "Asienta un archivo histórico como pasado / Enter an archive as the past.",
        mixinStandardHelpOptions = true)
final class Import implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "NDJSON, tal cual o con gzip / NDJSON, plain or gzip; see docs/import-format.md.")
    Path file = Path.of(".");

    @Option(
            names = "--source",
            description = "De dónde se sabe / Where it is known from (default: the file's name and SHA-256).")
    @Nullable
    String source;

    @Option(names = "--visibility", description = "Quién lo lee / public or members (default: the working rule's).")
    @Nullable
    Visibility visibility;

    @Option(
            names = "--dialogue",
            defaultValue = "import",
            description =
                    "Espacio de nombres de los id del archivo / Namespace of the file's ids (default: ${DEFAULT-VALUE}).")
    String dialogue = "import";

    @Option(
            names = "--skip-faulty",
            description =
                    "Omite las líneas con faltas y lo que depende de ellas / Leave out faulty lines and what depends on them.")
    boolean skipFaulty;

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Mixin
    private final Output output = new Output();

    /**
     * The answer for scripts.
     *
     * @param added new things by kind; empty if the file was not entered
     * @param corrected what was in the record and has a next version now
     * @param leftOut lines left out by kind, {@code unreadable} ones and {@code attendances}; absent unless faults were skipped
     * @param faults the first ones; absent if there are none
     * @param stopped where the record refused to go on; absent if it never did
     */
    record Result(
            Map<String, Integer> added,
            Corrections corrected,
            @Nullable Map<String, Integer> leftOut,
            String sha256,
            long faultCount,
            @Nullable List<Found> faults,
            @Nullable Found stopped) {}

    record Found(int line, @Nullable String field, String code) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        String namespace = asFormed("--dialogue", () -> Form.title("dialogue", dialogue));
        String told = source == null ? null : asFormed("--source", () -> Form.note("source", source));
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            System.err.println("No es un archivo que se pueda leer / Not a file that can be read: " + file);
            return ExitStatus.COULD_NOT_RUN;
        }
        try (House house = location.open()) {
            house.awaitViews(Duration.ofMinutes(10));
            Checked checked = ImportFile.check(file, house.desk().today());
            tell(checked);
            if (!checked.sound() && !(skipFaulty && checked.whole())) {
                output.say(
                        "Nada se asentó / Nothing was recorded.",
                        result(Map.of(), new Corrections(0, 0), checked, null, null));
                return ExitStatus.NO;
            }
            String known = told == null ? printable(file) + ", SHA-256 " + checked.sha256() : told;
            return enter(house, checked, new Importer.Settings(namespace, known, checked.sha256(), visibility));
        } catch (FileChangedException changed) {
            System.err.println("El archivo cambió mientras se leía; impórtelo de nuevo / "
                    + "The file changed while it was read; import it again: " + file);
            return ExitStatus.COULD_NOT_RUN;
        }
    }

    private int enter(House house, Checked checked, Importer.Settings settings) throws IOException {
        Importer.Result entered;
        try (Progress progress = new Progress("import", checked.lines())) {
            entered = new Importer(house, settings, progress::at).enter(file, checked);
        }
        Importer.Stop stop = entered.stopped();
        if (stop != null) tell(stop);
        Map<String, Integer> added = named(entered.added());
        Map<String, Integer> leftOut = checked.sound() ? null : leftOut(entered.counts());
        String said = "Se asentó / Recorded: " + listed(added);
        Corrections corrected = entered.corrected();
        if (corrected.attendances() + corrected.minutes() > 0) {
            said += "\nSe corrigió / Corrected: attendances " + corrected.attendances() + ", minutes "
                    + corrected.minutes();
        }
        if (leftOut != null) said += "\nSe omitió / Left out: " + listed(leftOut);
        output.say(said, result(added, corrected, checked, leftOut, stop));
        return stop == null ? ExitStatus.DONE : ExitStatus.NO;
    }

    private String asFormed(String option, Supplier<String> formed) {
        try {
            return formed.get();
        } catch (Refusal refusal) {
            throw new ParameterException(spec.commandLine(), option + ": " + FaultText.of(refusal.code()));
        }
    }

    private void tell(Checked checked) {
        for (ImportFault fault : checked.faults()) {
            tell(fault.line(), fault.field(), fault.reason().code());
        }
        long more = checked.faultCount() - checked.faults().size();
        if (more > 0) System.err.println("… y " + more + " más / and " + more + " more");
    }

    private void tell(Importer.Stop stop) {
        tell(stop.line(), stop.refusal().field(), stop.refusal().code());
        System.err.println("Hasta ahí llegó; lo anterior queda asentado, e importar de nuevo sigue desde ahí / "
                + "It stopped there; what came before is recorded, and importing again goes on from there.");
    }

    private void tell(int line, @Nullable String field, String code) {
        System.err.println(
                "Línea / Line " + line + ", " + (field == null ? "" : field + ", ") + code + ": " + FaultText.of(code));
    }

    private static Result result(
            Map<String, Integer> added,
            Corrections corrected,
            Checked checked,
            @Nullable Map<String, Integer> leftOut,
            Importer.@Nullable Stop stop) {
        List<Found> faults = checked.faults().stream()
                .map(fault ->
                        new Found(fault.line(), fault.field(), fault.reason().code()))
                .toList();
        return new Result(
                added,
                corrected,
                leftOut,
                checked.sha256(),
                checked.faultCount(),
                faults.isEmpty() ? null : faults,
                stop == null
                        ? null
                        : new Found(
                                stop.line(),
                                stop.refusal().field(),
                                stop.refusal().code()));
    }

    private static Map<String, Integer> leftOut(ImportCounts counts) {
        Map<String, Integer> leftOut = named(counts.leftOut());
        leftOut.put("unreadable", counts.leftOutUnreadable());
        leftOut.put("attendances", counts.leftOutAttendances());
        return leftOut;
    }

    private static Map<String, Integer> named(Map<ImportKind, Integer> counts) {
        Map<String, Integer> named = new LinkedHashMap<>();
        counts.forEach((kind, count) -> named.put(
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

    private static String listed(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The file's name, without what the record takes into no text. */
    private static String printable(Path file) {
        return file.getFileName().toString().replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
