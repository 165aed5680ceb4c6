package org.bitacora.command.membership;

import java.time.LocalDate;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Membership;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.Role;
import org.jspecify.annotations.Nullable;

/**
 * Registers that the group entrusted another member with a role; the command's source says where it spoke of it.
 *
 * @param until the last day on which it holds; null for as long as the member is active, which the secretariat never is
 */
public record GrantRole(
        String memberId, Role role, @Nullable LocalDate until) implements Command {
    private static final int SECRETARIAT_MONTHS_MAX = 12;

    public GrantRole {
        memberId = Form.id("memberId", memberId);
        role = Form.required("role", role);
        until = Form.optionalDay("until", until);
    }

    @Override
    public String id() {
        return memberId;
    }

    static final Decision<GrantRole, Membership> DECISION =
            Membership.decision(GrantRole.class, GrantRole::decide).past(Past.BY_SECRETARIAT);

    static List<RoleGranted> decide(GrantRole command, Membership member, Actor by) {
        String source = by.mustGiveSource("text.empty");
        by.mustBe(Right.SECRETARIAT);
        member.mustExist("memberId");
        LocalDate lastDay = command.until == null ? LocalDate.MAX : command.until;
        if (member.holds(command.role, by.today())
                && lastDay.equals(member.roles().get(command.role))) {
            return List.of();
        }
        if (by.id().equals(command.memberId)) throw Refusal.ruleOn("memberId", "role.not-oneself", command.memberId);
        member.mustBeActive();
        if (command.role == Role.SECRETARIAT && lastDay.isAfter(latestEnd(by))) {
            throw Refusal.ruleOn("until", "role.until-required");
        }
        if (!by.past() && !lastDay.isAfter(by.today())) throw Refusal.ruleOn("until", "role.until-past");
        if (holdsTheOpposite(member, command.role, by.today())) {
            throw Refusal.ruleOn("role", "role.auditor-and-secretariat", command.memberId);
        }
        return List.of(new RoleGranted(command.memberId, command.role, command.until, source));
    }

    private static LocalDate latestEnd(Actor by) {
        return by.occurredOn().lastDay().plusMonths(SECRETARIAT_MONTHS_MAX);
    }

    /** The secretariat is the first whom an auditor looks at. */
    private static boolean holdsTheOpposite(Membership member, Role role, LocalDate today) {
        return switch (role) {
            case SECRETARIAT -> member.holds(Role.AUDITOR, today);
            case AUDITOR -> member.holds(Role.SECRETARIAT, today);
            case REVIEWER -> false;
        };
    }
}
