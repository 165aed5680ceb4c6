package org.bitacora.app.commandline;

import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.app.accounts.BearerTokens;
import org.bitacora.app.accounts.IssuedSecret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes out a bearer token for the API. */
@Command(
        name = "token",
        description =
                "Muestra un token para la API, una sola vez / Print a bearer token for the API; it is shown once.",
        mixinStandardHelpOptions = true)
final class Token implements Callable<Integer> {
    @Option(
            names = "--member",
            required = true,
            paramLabel = "ID",
            description = "El id del miembro / The member's id.")
    String member = "";

    @Option(
            names = "--days",
            defaultValue = "90",
            description = "Por cuántos días vale / How long it is valid (default: ${DEFAULT-VALUE}).")
    int days = 90;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Mixin
    private final Output output = new Output();

    record Result(String member, String token, String validUntil) {}

    @Override
    public Integer call() throws NoSuchFileException, InterruptedException {
        if (days < 1 || days > BearerTokens.DAYS_MAX) {
            throw new ParameterException(command.commandLine(), "--days: 1–" + BearerTokens.DAYS_MAX);
        }
        try (House house = location.openExisting()) {
            if (!KnownMember.isIn(house, member)) return ExitStatus.NO;
            IssuedSecret issued =
                    new BearerTokens(house.database(), house.clock(), new SecureRandom()).issue(member, days);
            output.say(issued.secret(), new Result(member, issued.secret(), String.valueOf(issued.validUntil())));
            return ExitStatus.DONE;
        }
    }
}
