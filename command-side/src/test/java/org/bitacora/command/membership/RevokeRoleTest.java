package org.bitacora.command.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.SYSTEM;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Role;
import org.junit.jupiter.api.Test;

class RevokeRoleTest {
    private final RevokeRole ofTheReviewer = new RevokeRole(D, Role.REVIEWER, "Se lo pidió el grupo");

    @Test
    void aHolderGivesItBackWithoutGivingAReason() {
        assertThat(Given.membersWithRoles().when(D, new RevokeRole(D, Role.REVIEWER, null)))
                .containsExactly(new RoleRevoked(D, Role.REVIEWER, null));
        assertThat(Given.membersWithRoles().when(E, new RevokeRole(E, Role.SECRETARIAT, null)))
                .hasSize(1);
    }

    @Test
    void theSecretariatEndsTheRoleOfAReviewerWithAReason() {
        assertThat(Given.membersWithRoles().when(E, ofTheReviewer))
                .containsExactly(new RoleRevoked(D, Role.REVIEWER, "Se lo pidió el grupo"));
        Given.membersWithRoles().refused(E, new RevokeRole(D, Role.REVIEWER, null), "role.reason-required", "reason");
    }

    @Test
    void theOperatorDoesSoTooAndMembersDoNotEvenWithoutASecretariat() {
        Given vacant = Given.members().role(D, Role.REVIEWER);
        assertThat(vacant.when(SYSTEM, ofTheReviewer)).hasSize(1);
        vacant.refused(A, ofTheReviewer, "access.not-allowed");
    }

    @Test
    void nobodyTakesTheSecretariatFromAnother() {
        Given two = Given.membersWithRoles().role(A, Role.SECRETARIAT);
        two.refused(A, new RevokeRole(E, Role.SECRETARIAT, "Tardó"), "access.not-allowed");
        two.refused(SYSTEM, new RevokeRole(E, Role.SECRETARIAT, "Tardó"), "access.not-allowed");
    }

    @Test
    void aRoleThatEndedIsEndedAlready() {
        assertThat(Given.membersWithRoles().did(D, ofTheReviewer).when(D, ofTheReviewer))
                .isEmpty();
        assertThat(Given.membersWithRoles().later(365).when(D, ofTheReviewer)).isEmpty();
    }

    @Test
    void aRoleThatWasNeverHeldCannotEnd() {
        Given.membersWithRoles().refused(D, new RevokeRole(D, Role.AUDITOR, null), "role.not-held", "role");
    }

    @Test
    void whoNeverWasAMemberIsUnknown() {
        Given.membersWithRoles().refused(E, new RevokeRole(STRANGER, Role.AUDITOR, "x"), "id.unknown", "memberId");
    }
}
