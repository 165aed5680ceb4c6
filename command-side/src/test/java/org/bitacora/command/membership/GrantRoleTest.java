package org.bitacora.command.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.TODAY;

import java.time.LocalDate;
import java.util.List;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrantRoleTest {
    private static List<DomainEvent> granted(Given group, String by, GrantRole command) {
        return group.when(Given.withSource(by, "Reunión de marzo"), command);
    }

    private static void refused(Given group, String by, GrantRole command, String code, @Nullable String field) {
        assertThat(group.refused(Given.withSource(by, "Reunión de marzo"), command, code)
                        .field())
                .isEqualTo(field);
    }

    private static GrantRole grant(String member, Role role, @Nullable LocalDate until) {
        return new GrantRole(member, role, until);
    }

    @Test
    void theSecretariatRegistersAReviewerForAsLongAsTheyAreAMember() {
        assertThat(granted(Given.membersWithRoles(), E, grant(A, Role.REVIEWER, null)))
                .containsExactly(new RoleGranted(A, Role.REVIEWER, null, "Reunión de marzo"));
    }

    @Test
    void anotherMemberRegistersTheFirstSecretariatForTwelveMonthsAtMost() {
        assertThat(granted(Given.members(), A, grant(B, Role.SECRETARIAT, TODAY.plusMonths(12))))
                .containsExactly(new RoleGranted(B, Role.SECRETARIAT, TODAY.plusMonths(12), "Reunión de marzo"));
        refused(
                Given.members(),
                A,
                grant(B, Role.SECRETARIAT, TODAY.plusMonths(12).plusDays(1)),
                "role.until-required",
                "until");
        refused(Given.members(), A, grant(B, Role.SECRETARIAT, null), "role.until-required", "until");
    }

    @Test
    void theVacancyEndsWithTheFirstSecretariatAndComesBackWithItsLastDay() {
        Given group = Given.members().recorded(A, new RoleGranted(B, Role.SECRETARIAT, TODAY.plusDays(1), "R"));
        refused(group, A, grant(A, Role.REVIEWER, null), "access.not-allowed", null);
        refused(group.later(1), A, grant(E, Role.REVIEWER, null), "access.not-allowed", null);
        assertThat(granted(group.later(1), A, grant(E, Role.REVIEWER, null))).hasSize(1);
    }

    @Test
    void itsSourceIsNeeded() {
        Given.membersWithRoles().refused(E, grant(A, Role.REVIEWER, null), "text.empty", "source");
    }

    @Test
    void theSameRoleAndEndAgainIsARepeat() {
        Given group = Given.membersWithRoles().recorded(E, new RoleGranted(A, Role.REVIEWER, null, "Reunión"));
        assertThat(granted(group, E, grant(A, Role.REVIEWER, null))).isEmpty();
        assertThat(granted(group, E, grant(A, Role.REVIEWER, TODAY.plusDays(9))))
                .hasSize(1);
    }

    @Test
    void nobodyGivesThemselvesARole() {
        refused(Given.membersWithRoles(), E, grant(E, Role.REVIEWER, null), "role.not-oneself", "memberId");
    }

    @Test
    void onlyAnActiveMemberHasARole() {
        Given group = Given.membersWithRoles().recorded(SYSTEM, new MembershipLapsed(A, TODAY));
        refused(group, E, grant(A, Role.REVIEWER, null), "membership.not-active", null);
        refused(group, E, grant(STRANGER, Role.REVIEWER, null), "id.unknown", "memberId");
    }

    @Test
    void aRoleThatEndsTodayIsOver() {
        refused(Given.membersWithRoles(), E, grant(A, Role.REVIEWER, TODAY), "role.until-past", "until");
    }

    @Test
    void aRoleOfThePastMayHaveEnded() {
        assertThat(Given.membersWithRoles()
                        .when(Given.ofThePast(E, "2019-02-01"), grant(A, Role.SECRETARIAT, LocalDate.of(2020, 2, 1))))
                .hasSize(1);
    }

    @Test
    void auditorAndSecretariatAreNeverOnePerson() {
        Given group = Given.membersWithRoles().role(B, Role.AUDITOR).role(A, Role.SECRETARIAT);
        refused(group, E, grant(B, Role.SECRETARIAT, TODAY.plusDays(9)), "role.auditor-and-secretariat", "role");
        refused(group, E, grant(A, Role.AUDITOR, null), "role.auditor-and-secretariat", "role");
        assertThat(granted(group, E, grant(B, Role.REVIEWER, null))).hasSize(1);
    }
}
