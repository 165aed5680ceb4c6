package org.bitacora.command.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.TODAY;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;

import java.time.LocalDate;
import org.bitacora.command.Envelope;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmitMemberTest {
    private static final String NEW = id("somebody new");
    private static final Envelope IMPORT = Envelope.fromImport("k", VagueDate.parse("2015"), "Archivo", "0".repeat(64));

    private final AdmitMember command = admit(NEW, null);

    private static AdmitMember admit(String memberId, @Nullable LocalDate termEnd) {
        return new AdmitMember(memberId, "Integrante F", "Org F", Sector.ACADEMIA, termEnd);
    }

    private static MemberAdmitted admitted(@Nullable LocalDate termEnd, boolean returning) {
        return new MemberAdmitted(NEW, "Integrante F", "Org F", Sector.ACADEMIA, termEnd, returning);
    }

    @Test
    void theSecretariatRegistersWhoJoined() {
        assertThat(Given.membersWithRoles().when(E, command)).containsExactly(admitted(null, false));
    }

    @Test
    void anyMemberDoesSoWhileThereIsNoSecretariat() {
        assertThat(Given.members().when(A, command)).hasSize(1);
    }

    @Test
    void nobodyElseDoes() {
        Given.membersWithRoles().refused(A, command, "access.not-allowed");
        Given.members().refused(STRANGER, command, "membership.not-active");
    }

    @Test
    void theOperatorAdmitsTheFirstMemberAndNoOther() {
        assertThat(Given.nothing().when(SYSTEM, command)).hasSize(1);
        Given.nothing().did(SYSTEM, admit(A, null)).refused(SYSTEM, command, "membership.not-the-first");
    }

    @Test
    void theOperatorBeginsAnewOnceAllHaveLapsed() {
        Given group = Given.nothing().did(SYSTEM, admit(A, TODAY.plusDays(1)));
        group.recorded(SYSTEM, new MembershipLapsed(A, TODAY.plusDays(1)));
        assertThat(group.when(SYSTEM, command)).hasSize(1);
    }

    @Test
    void anImportAdmitsWhoeverItsArchiveNames() {
        assertThat(Given.members().when(IMPORT, command)).containsExactly(admitted(null, false));
    }

    @Test
    void theSecretariatEntersThePastWithTermsThatHaveEnded() {
        assertThat(Given.membersWithRoles()
                        .when(Given.ofThePast(E, "2013-08-08"), admit(NEW, LocalDate.of(2014, 8, 8))))
                .containsExactly(admitted(LocalDate.of(2014, 8, 8), false));
    }

    @Test
    void aTermLeftOutIsThatOfTheWorkingRule() {
        Given group = Given.members().recorded(A, new WorkingRuleSet("membership.termMonths", "24", null));
        assertThat(group.when(A, command)).containsExactly(admitted(TODAY.plusYears(2), false));
        assertThat(group.when(A, admit(NEW, TODAY.plusDays(5)))).containsExactly(admitted(TODAY.plusDays(5), false));
    }

    @Test
    void monthsFallBackToTheLastDayOfTheMonth() {
        Given group = Given.members()
                .recorded(A, new WorkingRuleSet("membership.termMonths", "1", null))
                .later(21);
        assertThat(group.when(A, command)).containsExactly(admitted(LocalDate.of(2026, 4, 30), false));
    }

    @Test
    void whoComesBackIsReturning() {
        Given group = Given.members().did(A, command).recorded(SYSTEM, new MembershipLapsed(NEW, TODAY));
        assertThat(group.when(A, command)).containsExactly(admitted(null, true));
        assertThat(group.did(A, command).when(A, command)).isEmpty();
    }

    @Test
    void theSameAgainIsARepeatAndOtherFieldsAreNot() {
        Given group = Given.members().did(A, command);
        assertThat(group.when(B, command)).isEmpty();
        group.refused(B, admit(NEW, TODAY.plusDays(5)), "membership.already-member", "memberId");
    }

    @Test
    void aTermThatEndsTodayIsOver() {
        Given.members().refused(A, admit(NEW, TODAY), "membership.term-end-past", "termEnd");
        assertThat(Given.members().when(A, admit(NEW, TODAY.plusDays(1)))).hasSize(1);
    }

    @Test
    void aTermEndsInAYearOfFourDigits() {
        refuses(() -> admit(NEW, LocalDate.of(10_000, 1, 1)), "value.unknown");
    }
}
