package org.bitacora.command.membership;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Membership;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Role;
import org.jspecify.annotations.Nullable;

/**
 * Gives back one's own role, or ends another's with a reason. Nobody takes the secretariat from another.
 *
 * @param reason null when one gives it back oneself and says no more
 */
public record RevokeRole(
        String memberId, Role role, @Nullable String reason) implements Command {
    public RevokeRole {
        memberId = Form.id("memberId", memberId);
        role = Form.required("role", role);
        reason = Form.optionalNote("reason", reason);
    }

    @Override
    public String id() {
        return memberId;
    }

    static final Decision<RevokeRole, Membership> DECISION =
            Membership.decision(RevokeRole.class, RevokeRole::decide).past(Past.BY_SECRETARIAT);

    static List<RoleRevoked> decide(RevokeRole command, Membership member, Actor by) {
        boolean own = by.id().equals(command.memberId);
        member.mustExist("memberId");
        if (command.role == Role.SECRETARIAT) by.mustOwnOrBe(own);
        else by.mustOwnOrBe(own, Right.SEATED_SECRETARIAT, Right.SYSTEM);
        if (!member.holds(command.role, by.today())) {
            if (member.roles().containsKey(command.role)) return List.of();
            throw Refusal.ruleOn("role", "role.not-held", command.memberId);
        }
        if (!own && command.reason == null) throw Refusal.ruleOn("reason", "role.reason-required");
        return List.of(new RoleRevoked(command.memberId, command.role, command.reason));
    }
}
