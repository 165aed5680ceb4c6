package org.bitacora.app.commandline;

import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.app.accounts.IssuedSecret;
import org.bitacora.app.accounts.OneTimeLinks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes out a one-time link by which a member signs in. */
@Command(
        name = "invite",
        description =
                "Muestra un enlace de un solo uso para que un miembro entre / Print a one-time sign-in link for a member.",
        mixinStandardHelpOptions = true)
final class Invite implements Callable<Integer> {
    @Parameters(paramLabel = "MEMBER", description = "El id del miembro / The member's id.")
    String member = "";

    @Option(
            names = "--address",
            description =
                    "Dónde se sirven las páginas / Where the pages are served (default: where they were served last).")
    @Nullable
    String address;

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Mixin
    private final Output output = new Output();

    record Result(String member, String link, String validUntil) {}

    @Override
    public Integer call() throws NoSuchFileException, InterruptedException {
        try (House house = location.openExisting()) {
            if (!KnownMember.isIn(house, member)) return ExitStatus.NO;
            IssuedSecret issued =
                    new OneTimeLinks(house.database(), house.clock(), new SecureRandom()).invite(member, null);
            String pages = address == null ? ServedAt.last(house.database()) : address;
            String link = pages + "/entrar?llave=" + issued.secret();
            output.say(link, new Result(member, link, String.valueOf(issued.validUntil())));
            return ExitStatus.DONE;
        }
    }
}
