package org.bitacora.app.commandline;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.bitacora.app.House;
import org.bitacora.app.Server;
import org.bitacora.app.accounts.Accounts;
import org.bitacora.app.accounts.OneTimeLinks;
import org.bitacora.query.Moment;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.vocabulary.Ids;

/** What the server says once it listens: how the first person gets in. */
final class Greeting {
    private static final Duration VIEWS_MAX = Duration.ofMinutes(30);

    private Greeting() {}

    /**
     * While nobody is an active member, a one-time link to set the group up; with members but no account, how to invite one.
     *
     * @param location where the record is, as commands are to be told
     */
    static void print(House house, Server.Running server, String address, String location) {
        try {
            // After a release with other views they are filled anew, which may take longer than a reader waits.
            house.awaitViews(VIEWS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        OneTimeLinks links = server.part(OneTimeLinks.class);
        if (activeMembers(house) == 0) {
            String person = Ids.fresh(house.clock().instant(), house.random());
            String secret = links.setUp(person).secret();
            System.out.println(
                    "Para abrir la bitácora del grupo / To set the group up: " + address + "/abrir?llave=" + secret);
        } else {
            links.revokeSetUp();
            if (server.part(Accounts.class).isEmpty()) {
                System.out.println("Nadie tiene cuenta todavía / Nobody has an account yet: ./bitacora invite"
                        + location + " ID\nLos identificadores / The ids: ./bitacora replay" + location
                        + " --view members");
            }
        }
    }

    private static int activeMembers(House house) {
        LocalDate today =
                LocalDate.ofInstant(house.clock().instant(), house.group().zone());
        ViewRequest request = new ViewRequest(Reader.PUBLIC, new Moment.Now(), today, 1, Map.of());
        return house.roster().roster(request).sectors().stream()
                .mapToInt(row -> row.count())
                .sum();
    }
}
