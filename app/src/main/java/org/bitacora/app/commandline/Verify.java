package org.bitacora.app.commandline;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bitacora.record.proof.Checkpoint;
import org.bitacora.record.proof.ExportVerifier;
import org.bitacora.record.proof.Fault;
import org.bitacora.record.proof.Verification;
import org.bitacora.record.proof.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves an export offline, or names what is wrong with it. */
@Command(
        name = "verify",
        description = "Comprueba una exportación sin conexión / Prove an export offline.",
        mixinStandardHelpOptions = true)
final class Verify implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Una carpeta que escribió export / A folder that export wrote.")
    Path directory = Path.of(".");

    @Option(names = "--origin", description = "De quién debe ser el registro / Whose record it must be.")
    @Nullable
    String origin;

    @Option(
            names = "--key",
            description =
                    "La clave en la que se confía, en vez de la de la carpeta / The verifier key to believe, instead of the one in the folder.")
    @Nullable
    VerifierKey key;

    @Mixin
    private final Output output = new Output();

    record Result(
            @Nullable Long size,
            @Nullable String root,
            boolean ok,
            boolean pinned,
            @Nullable Long disclosed,
            @Nullable String fingerprint,
            @Nullable FaultFound fault) {}

    record FaultFound(String code, String file, @Nullable Long position, String detail) {}

    @Override
    public Integer call() throws Exception {
        Verification verification = ExportVerifier.verify(directory, new Verification.Pin(origin, key), done -> {});
        Checkpoint checkpoint = verification.checkpoint();
        Fault fault = verification.fault();
        String fingerprint =
                verification.key() == null ? null : verification.key().fingerprint();
        output.say(
                sentence(verification, fingerprint),
                new Result(
                        checkpoint == null ? null : checkpoint.size(),
                        checkpoint == null ? null : checkpoint.root().base64(),
                        verification.ok(),
                        verification.pinned(),
                        verification.disclosed(),
                        fingerprint,
                        fault == null
                                ? null
                                : new FaultFound(fault.kind().code(), fault.file(), fault.position(), fault.detail())));
        return verification.ok() ? ExitStatus.DONE : ExitStatus.NO;
    }

    private static String sentence(Verification verification, @Nullable String fingerprint) {
        Fault fault = verification.fault();
        if (fault != null) {
            String where = fault.position() == null ? fault.file() : fault.file() + ", " + fault.position();
            return "✗ " + where + ": " + fault.detail();
        }
        return verification.pinned()
                ? "✓ " + fingerprint
                : "✓ El archivo concuerda consigo mismo, bajo la llave que trae / It agrees with itself, under the key that came with it: "
                        + fingerprint;
    }
}
