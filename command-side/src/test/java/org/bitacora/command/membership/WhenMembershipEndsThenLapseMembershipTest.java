package org.bitacora.command.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.TODAY;

import java.time.LocalDate;
import org.bitacora.command.Given;
import org.bitacora.command.automation.Automation.Asked;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhenMembershipEndsThenLapseMembershipTest {
    private final WhenMembershipEndsThenLapseMembership automation = new WhenMembershipEndsThenLapseMembership();
    private final Asked lapse = Asked.of(new LapseMembership(A));

    @Test
    void itLapsesOnTheDayAfterTheGraceAndNotBefore() {
        Given group = admitted(TODAY);
        assertThat(automation.then(group.all(), TODAY.plusDays(30))).isEmpty();
        assertThat(automation.then(group.all(), TODAY.plusDays(31))).containsExactly(lapse);
    }

    @Test
    void theGroupsOwnGraceCounts() {
        Given group = admitted(TODAY).recorded(A, new WorkingRuleSet("membership.graceDays", "5", null));
        assertThat(automation.then(group.all(), TODAY.plusDays(5))).isEmpty();
        assertThat(automation.then(group.all(), TODAY.plusDays(6))).containsExactly(lapse);
    }

    @Test
    void whatItAsksForIsRecordedAndThenNotAskedForAgain() {
        Given group = admitted(TODAY).later(31).did(SYSTEM, lapse.command());
        assertThat(automation.then(group.all(), TODAY.plusDays(32))).isEmpty();
    }

    @Test
    void whoHasNoEndOrCameBackStays() {
        assertThat(automation.then(admitted(null).all(), TODAY.plusYears(9))).isEmpty();
        Given back = admitted(TODAY).recorded(SYSTEM, member(null));
        assertThat(automation.then(back.all(), TODAY.plusYears(9))).isEmpty();
    }

    private static Given admitted(@Nullable LocalDate termEnd) {
        return Given.nothing().recorded(SYSTEM, member(termEnd));
    }

    private static MemberAdmitted member(@Nullable LocalDate termEnd) {
        return new MemberAdmitted(A, "N", null, Sector.ACADEMIA, termEnd, false);
    }
}
