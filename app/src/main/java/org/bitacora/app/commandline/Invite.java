package org.bitacora.app.commandline;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.app.accounts.IssuedSecret;
import org.bitacora.app.accounts.OneTimeLinks;
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
            defaultValue = "http://127.0.0.1:8080",
            description = "Dónde se sirven las páginas / Where the pages are served (default: ${DEFAULT-VALUE}).")
    String address = "";

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Mixin
    private final Output output = new Output();

    record Result(String member, String link, String validUntil) {}

    @Override
    public Integer call() throws InterruptedException {
        try (House house = location.open()) {
            if (!KnownMember.isIn(house, member)) return ExitStatus.NO;
            IssuedSecret issued =
                    new OneTimeLinks(house.database(), house.clock(), new SecureRandom()).invite(member, null);
            String link = address + "/entrar?llave=" + issued.secret();
            output.say(link, new Result(member, link, String.valueOf(issued.validUntil())));
            return ExitStatus.DONE;
        }
    }
}
