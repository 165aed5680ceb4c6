package org.bitacora.command.membership;

import static org.bitacora.command.Boundaries.member;
import static org.bitacora.command.Boundaries.workingRule;
import static org.bitacora.vocabulary.WorkingRule.MEMBERSHIP_GRACE_DAYS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Membership;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.command.RuleInForce;
import org.bitacora.vocabulary.MembershipEvent;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Role;

/** Ends a membership whose term and grace are over, and the roles held with it, in one append. */
public record LapseMembership(String memberId) implements Command {
    public LapseMembership {
        memberId = Form.id("memberId", memberId);
    }

    @Override
    public String id() {
        return memberId;
    }

    static final Decision<LapseMembership, State> DECISION = new Decision<>(
            LapseMembership.class,
            command -> member(command.memberId).or(workingRule(MEMBERSHIP_GRACE_DAYS)),
            command -> new State(Membership.none(command.memberId), RuleInForce.unset(MEMBERSHIP_GRACE_DAYS)),
            State::evolve,
            LapseMembership::decide);

    record State(Membership member, RuleInForce graceDays) {
        State evolve(Recorded recorded) {
            return new State(member.evolve(recorded), graceDays.evolve(recorded));
        }
    }

    static List<MembershipEvent> decide(LapseMembership command, State state, Actor by) {
        by.mustBe(Right.SYSTEM);
        Membership member = state.member;
        member.mustExist("memberId");
        if (!member.active()) return List.of();
        LocalDate termEnd = member.termEnd();
        if (termEnd == null || !by.today().isAfter(termEnd.plusDays(state.graceDays.alwaysNumber()))) {
            throw Refusal.rule("membership.term-running", command.memberId);
        }
        List<MembershipEvent> events = new ArrayList<>();
        events.add(new MembershipLapsed(command.memberId, termEnd));
        for (Role role : Role.values()) {
            if (member.holds(role, by.today())) events.add(new RoleRevoked(command.memberId, role, null));
        }
        return events;
    }
}
