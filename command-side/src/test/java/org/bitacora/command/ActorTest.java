package org.bitacora.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command, whatever it is about: when it happened, and who sends it. */
class ActorTest {
    private record Anything(String id) implements Command {}

    private static final Anything COMMAND = new Anything(id("anything"));
    private static final Decision<Anything, Boolean> DECISION = new Decision<>(
            Anything.class,
            command -> Criteria.none(),
            command -> true,
            (state, event) -> state,
            (command, state, by) -> List.of(new SuggestionAcknowledged(command.id, null)));

    private final Given group = Given.membersWithRoles();

    @ParameterizedTest
    @EnumSource(Past.class)
    void whatHappenedTodayCanAlwaysBeRecorded(Past policy) {
        assertThat(group.when(on(A, "2026-03-10", null), COMMAND, DECISION.past(policy)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-11", "2026-04", "2027"})
    void nothingHappensAfterToday(String day) {
        refused(on(A, day, "Lámina"), Past.ALLOWED, "time.in-future", "occurredOn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-09", "2026-03", "2026", "2013-08", "0001"})
    void thePastNeedsItsSource(String day) {
        assertThat(group.when(on(A, day, "Lámina"), COMMAND, DECISION.past(Past.ALLOWED)))
                .hasSize(1);
        refused(on(A, day, null), Past.ALLOWED, "time.source-required", "source");
    }

    @Test
    void thePastIsNotForEverybody() {
        refused(on(A, "2013", "Lámina"), Past.NOT_ALLOWED, "time.past-not-allowed", "occurredOn");
        refused(on(E, "2013", "Lámina"), Past.NOT_ALLOWED, "time.past-not-allowed", "occurredOn");
        refused(on(A, "2013", "Lámina"), Past.BY_SECRETARIAT, "time.past-not-allowed", "occurredOn");
        assertThat(group.when(on(E, "2013", "Lámina"), COMMAND, DECISION.past(Past.BY_SECRETARIAT)))
                .hasSize(1);
        assertThat(group.when(on(SYSTEM, "2013", "Lámina"), COMMAND, DECISION.past(Past.BY_SECRETARIAT)))
                .hasSize(1);
    }

    @Test
    void someThingsHappenOnlyNowWhoeverSaysThem() {
        refused(on(E, "2013", "Lámina"), Past.NEVER, "time.not-in-the-past", "occurredOn");
        refused(on(SYSTEM, "2013", "Lámina"), Past.NEVER, "time.not-in-the-past", "occurredOn");
    }

    @Test
    void whoIsNoActiveMemberSpeaksForThemselvesOnly() {
        group.recorded(SYSTEM, new MembershipLapsed(A, Given.TODAY));
        for (String by : List.of(A, Given.STRANGER)) {
            refused(as(by, Capacity.ORGANISATION, null), Past.NEVER, "capacity.no-organisation", "capacity");
            refused(as(by, Capacity.SECTOR, null), Past.NEVER, "capacity.mandate-required", "mandate");
            refuses(() -> group.when(as(by, Capacity.SECTOR, "Asamblea"), COMMAND, DECISION), "membership.not-active");
            assertThat(group.when(as(by, Capacity.PERSONAL, null), COMMAND, DECISION))
                    .hasSize(1);
        }
    }

    @Test
    void aRoleHoldsUntilTheEndOfItsLastDay() {
        Given one = Given.members().role(E, Role.AUDITOR);
        int days = (int) Given.TODAY.until(Given.TODAY.plusMonths(6), ChronoUnit.DAYS);
        assertThat(actor(one.later(days), E).is(Right.AUDITOR)).isTrue();
        assertThat(actor(one.later(1), E).is(Right.AUDITOR)).isFalse();
    }

    @Test
    void noPersonAndNoAutomationIsAnImport() {
        assertThat(actor(group, SYSTEM).is(Right.IMPORT)).isFalse();
        assertThat(actor(group, SYSTEM).is(Right.SYSTEM)).isTrue();
        assertThat(actor(Given.members(), SYSTEM).is(Right.SECRETARIAT)).isFalse();
        assertThat(actor(group, A).is(Right.SYSTEM)).isFalse();
    }

    private static Actor actor(Given given, String id) {
        return given.actor(Given.from(id));
    }

    private static Envelope as(String by, Capacity capacity, @Nullable String mandate) {
        return new Envelope(by, Channel.WEB, "k", capacity, mandate, null, null, null, null, null, null);
    }

    private static Envelope on(String by, String day, @Nullable String source) {
        return new Envelope(
                by, Channel.WEB, "k", Capacity.PERSONAL, null, VagueDate.parse(day), source, null, null, null, null);
    }

    private void refused(Envelope envelope, Past policy, String code, String field) {
        assertThat(refuses(() -> group.when(envelope, COMMAND, DECISION.past(policy)), code)
                        .field())
                .isEqualTo(field);
    }
}
