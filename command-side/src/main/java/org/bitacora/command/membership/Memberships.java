package org.bitacora.command.membership;

import static org.bitacora.command.Slice.post;

import java.util.List;
import org.bitacora.command.Slice;
import org.bitacora.command.automation.Automation;

/** All that can be asked about members and their roles, and where. */
public final class Memberships {
    private static final String SHOWN_AT = "/timeline/{position}";

    public static final Slice SLICE = Slice.of(
                    "members",
                    post("/members", AdmitMember.DECISION, SHOWN_AT).creating("memberId"),
                    post("/members/{memberId}/affiliations", ChangeAffiliation.DECISION, SHOWN_AT),
                    post("/members/{memberId}/roles", GrantRole.DECISION, SHOWN_AT),
                    post("/members/{memberId}/role-revocations", RevokeRole.DECISION, SHOWN_AT))
            .automated(LapseMembership.DECISION);

    /** What it asks for by itself. */
    public static final List<Automation> AUTOMATIONS = List.of(new WhenMembershipEndsThenLapseMembership());

    private Memberships() {}
}
