package org.bitacora.app.pages.deeds;

import org.bitacora.app.pages.deeds.Deed.Told;
import org.bitacora.app.pages.deeds.DeedPart.Said;
import org.bitacora.app.pages.deeds.DeedPart.SectorNamed;
import org.bitacora.app.pages.deeds.DeedPart.Somebody;
import org.bitacora.vocabulary.MembershipEvent;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.jspecify.annotations.Nullable;

/** Who came, changed and left, in words. */
final class MembershipDeeds {
    private MembershipDeeds() {}

    static Told of(MembershipEvent event, Telling telling) {
        return switch (event) {
            case MemberAdmitted e -> admitted(e, telling);
            case MemberAffiliationChanged e ->
                withOrganisation(
                        Told.of(telling.say(
                                "deed.MemberAffiliationChanged", unsided(e, telling), new SectorNamed(e.sector()))),
                        e.organisation(),
                        telling);
            case MembershipLapsed e ->
                Told.of(telling.say("deed.MembershipLapsed", telling.person(e.memberId()), Telling.day(e.termEnd())));
            case RoleGranted e -> granted(e, telling);
            case RoleRevoked e ->
                Told.of(telling.say(
                                "deed.RoleRevoked", telling.person(e.memberId()), telling.coded("deed.role", e.role())))
                        .written(e.reason());
        };
    }

    private static Told admitted(MemberAdmitted event, Telling telling) {
        Somebody member = new Somebody(event.name(), event.sector().code());
        Told told =
                Told.of(telling.say(event.returning() ? "deed.MemberAdmitted.again" : "deed.MemberAdmitted", member));
        Told placed = withOrganisation(told, event.organisation(), telling);
        return event.termEnd() == null
                ? placed
                : placed.noting(telling.say("deed.MemberAdmitted.term-end", Telling.day(event.termEnd())));
    }

    private static Told granted(RoleGranted event, Telling telling) {
        Somebody member = telling.person(event.memberId());
        Said role = telling.coded("deed.role", event.role());
        return Told.of(
                        event.until() == null
                                ? telling.say("deed.RoleGranted", role, member)
                                : telling.say("deed.RoleGranted.until", role, member, Telling.day(event.until())))
                .noting(telling.say("deed.source", new Said(event.source())));
    }

    /** By name alone: the sector of today would stand beside the one of then. */
    private static Somebody unsided(MemberAffiliationChanged event, Telling telling) {
        return new Somebody(telling.person(event.memberId()).name(), null);
    }

    private static Told withOrganisation(Told told, @Nullable String organisation, Telling telling) {
        return organisation == null ? told : told.noting(telling.say("deed.of-organisation", new Said(organisation)));
    }
}
