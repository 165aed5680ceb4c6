package org.bitacora.command.membership;

import static org.bitacora.command.Slice.post;

import org.bitacora.command.Slice;

/** All that can be asked about members and their roles, and where. */
public final class Memberships {
    private static final String SHOWN_AT = "/members/{id}";

    public static final Slice SLICE = Slice.of(
                    "members",
                    post("/members", AdmitMember.DECISION, SHOWN_AT).creating("memberId"),
                    post("/members/{memberId}/affiliations", ChangeAffiliation.DECISION, SHOWN_AT),
                    post("/members/{memberId}/roles", GrantRole.DECISION, SHOWN_AT),
                    post("/members/{memberId}/role-revocations", RevokeRole.DECISION, SHOWN_AT))
            .automated(LapseMembership.DECISION);

    private Memberships() {}
}
