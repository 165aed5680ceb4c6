package org.bitacora.command.membership;

import java.util.List;
import java.util.Objects;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Membership;
import org.bitacora.command.Past;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;

/**
 * Says for whom a member speaks from now on: one's own affiliation, or somebody's of whom its source tells it.
 *
 * @param organisation null for none
 */
public record ChangeAffiliation(String memberId, @Nullable String organisation, Sector sector) implements Command {
    public ChangeAffiliation {
        memberId = Form.id("memberId", memberId);
        organisation = Form.optionalOrganisation("organisation", organisation);
        sector = Form.required("sector", sector);
    }

    @Override
    public String id() {
        return memberId;
    }

    static final Decision<ChangeAffiliation, Membership> DECISION = Membership.decision(
                    ChangeAffiliation.class, ChangeAffiliation::decide)
            .past(Past.BY_SECRETARIAT);

    static List<MemberAffiliationChanged> decide(ChangeAffiliation command, Membership member, Actor by) {
        boolean own = by.id().equals(command.memberId);
        member.mustExist("memberId");
        by.mustOwnOrBe(own, Right.SECRETARIAT, Right.IMPORT);
        if (command.sector == member.sector() && Objects.equals(command.organisation, member.organisation())) {
            return List.of();
        }
        member.mustBeActive();
        if (!own) by.mustGiveSource("membership.source-required");
        return List.of(new MemberAffiliationChanged(command.memberId, command.organisation, command.sector));
    }
}
