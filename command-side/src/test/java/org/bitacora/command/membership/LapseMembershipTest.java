package org.bitacora.command.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.TODAY;
import static org.bitacora.command.Given.id;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.junit.jupiter.api.Test;

class LapseMembershipTest {
    private static final String F = id("f");

    private final LapseMembership command = new LapseMembership(F);

    /** F's term ends in ten days. */
    private static Given members() {
        return Given.membersWithRoles()
                .recorded(E, new MemberAdmitted(F, "F", null, Sector.GOVERNMENT, TODAY.plusDays(10), false));
    }

    @Test
    void aMembershipLapsesTheDayAfterItsTermAndItsGrace() {
        members().later(40).refused(SYSTEM, command, "membership.term-running");
        assertThat(members().later(41).when(SYSTEM, command))
                .containsExactly(new MembershipLapsed(F, TODAY.plusDays(10)));
    }

    @Test
    void theGroupSetsTheGrace() {
        Given group = members()
                .recorded(E, new WorkingRuleSet("membership.graceDays", "0", null))
                .later(10);
        group.refused(SYSTEM, command, "membership.term-running");
        assertThat(group.later(1).when(SYSTEM, command)).hasSize(1);
    }

    @Test
    void theRolesHeldEndWithIt() {
        Given group = members()
                .recorded(E, new RoleGranted(F, Role.REVIEWER, TODAY.plusDays(20), "R"))
                .recorded(E, new RoleGranted(F, Role.AUDITOR, null, "R"))
                .later(41);
        assertThat(group.when(SYSTEM, command))
                .containsExactly(new MembershipLapsed(F, TODAY.plusDays(10)), new RoleRevoked(F, Role.AUDITOR, null));
    }

    @Test
    void oneThatLapsedHasLapsed() {
        Given group = members().later(41).did(SYSTEM, command);
        assertThat(group.when(SYSTEM, command)).isEmpty();
    }

    @Test
    void oneWithoutAnEndGoesOn() {
        members().later(9_000).refused(SYSTEM, new LapseMembership(A), "membership.term-running");
    }

    @Test
    void noPersonDoesIt() {
        members().later(41).refused(E, command, "access.not-allowed");
    }

    @Test
    void whoNeverWasAMemberIsUnknown() {
        members().refused(SYSTEM, new LapseMembership(id("nobody")), "id.unknown", "memberId");
    }
}
