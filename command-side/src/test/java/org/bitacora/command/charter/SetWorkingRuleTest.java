package org.bitacora.command.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.refuses;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetWorkingRuleTest {
    private final SetWorkingRule command = new SetWorkingRule("meeting.noticeDays", "7");

    @Test
    void theSecretariatSetsItAndMaySayWhereTheGroupSpokeOfIt() {
        assertThat(Given.membersWithRoles().when(E, command))
                .containsExactly(new WorkingRuleSet("meeting.noticeDays", "7", null));
        assertThat(Given.membersWithRoles().when(Given.withSource(E, "Reunión"), command))
                .containsExactly(new WorkingRuleSet("meeting.noticeDays", "7", "Reunión"));
    }

    @Test
    void anyMemberDoesSoWhileThereIsNoSecretariatAndElseNot() {
        assertThat(Given.members().when(A, command)).hasSize(1);
        Given.membersWithRoles().refused(A, command, "access.not-allowed");
    }

    @Test
    void theValueThatHoldsAlreadyIsARepeat() {
        assertThat(Given.membersWithRoles().did(E, command).when(E, command)).isEmpty();
        assertThat(Given.membersWithRoles().when(E, new SetWorkingRule("membership.graceDays", "30")))
                .isEmpty();
        assertThat(Given.membersWithRoles().when(E, new SetWorkingRule("meeting.noticeDays", "")))
                .isEmpty();
    }

    @Test
    void whatIsOffByDefaultCanBePutOffAgain() {
        assertThat(Given.membersWithRoles().did(E, command).when(E, new SetWorkingRule("meeting.noticeDays", null)))
                .containsExactly(new WorkingRuleSet("meeting.noticeDays", null, null));
    }

    @Test
    void itHoldsFromTodayOnAndNeverBackwards() {
        assertThat(Given.membersWithRoles()
                        .refused(Given.ofThePast(E, "2020"), command, "time.past-not-allowed")
                        .field())
                .isEqualTo("occurredOn");
    }

    @ParameterizedTest
    @CsvSource({
        "meeting.noticeHours, 7, key",
        "meeting.noticeDays, -1, value",
        "meeting.noticeDays, 3661, value",
        "meeting.noticeDays, 07, value",
        "membership.termMonths, 0, value",
        "membership.graceDays, '', value",
        "group.timeZone, Nowhere/Atall, value",
        "group.timeZone, +05:00, value",
        "visibility.default, secret, value",
    })
    void whatIsNoRuleOrNoValueOfItIsRefused(String key, String value, String field) {
        assertThat(refuses(() -> new SetWorkingRule(key, value), "rule.unknown").field())
                .isEqualTo(field);
    }
}
