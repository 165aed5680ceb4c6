package org.bitacora.app.commandline;

import java.time.Duration;
import java.util.List;
import org.bitacora.app.House;

/** Whether a member's id, as somebody typed it, is in the record; says so if it is not. */
final class KnownMember {
    private KnownMember() {}

    static boolean isIn(House house, String member) throws InterruptedException {
        house.awaitViews(Duration.ofMinutes(10));
        boolean known = house.people().named(List.of(member)).containsKey(member);
        if (!known) System.err.println("Nadie con ese identificador / Nobody with that id: " + member);
        return known;
    }
}
