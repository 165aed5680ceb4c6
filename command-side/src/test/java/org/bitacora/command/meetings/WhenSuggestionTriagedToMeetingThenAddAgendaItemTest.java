package org.bitacora.command.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.D;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.meetings.GivenMeetings.G;

import java.time.Duration;
import java.util.Objects;
import org.bitacora.command.Given;
import org.bitacora.command.Refusal;
import org.bitacora.command.automation.Automation.Asked;
import org.bitacora.command.suggestions.TriageSuggestion;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class WhenSuggestionTriagedToMeetingThenAddAgendaItemTest {
    private static final String S = id("suggestion");

    private final WhenSuggestionTriagedToMeetingThenAddAgendaItem automation =
            new WhenSuggestionTriagedToMeetingThenAddAgendaItem();

    @Test
    void itGoesOnTheAgendaOnce() {
        Given group = triaged(Duration.ofDays(1));
        Asked asked = automation.then(group.latest()).getFirst();
        assertThat(automation.then(group.latest()).getFirst().command()).isEqualTo(asked.command());
        assertThat(group.when(SYSTEM, asked.command())).hasSize(1);
        assertThat(group.did(SYSTEM, asked.command()).when(SYSTEM, asked.command()))
                .isEmpty();
    }

    @Test
    void aMeetingThatIsOverByThenLeavesItToTheSecretariat() {
        Given group = triaged(Duration.ofDays(1));
        Asked asked = automation.then(group.latest()).getFirst();
        Refusal refusal = group.later(2).refused(Given.from(SYSTEM), asked.command(), "meeting.over");
        assertThat(group.when(SYSTEM, Objects.requireNonNull(asked.otherwise()).apply(refusal)))
                .containsExactly(new SuggestionTriaged(S, TriageTarget.SECRETARIAT, null, null));
    }

    @Test
    void nothingFollowsFromAnythingElse() {
        Given group =
                triaged(Duration.ofDays(1)).recorded(D, new SuggestionTriaged(S, TriageTarget.SECRETARIAT, null, null));
        assertThat(automation.then(group.latest())).isEmpty();
        assertThat(automation.then(GivenMeetings.begun().latest())).isEmpty();
    }

    private static Given triaged(Duration fromNow) {
        return GivenMeetings.in(fromNow)
                .recorded(A, new SuggestionSubmitted(S, About.GROUP, "T", "B", Visibility.MEMBERS))
                .did(D, new TriageSuggestion(S, 1, TriageTarget.MEETING, G, null));
    }
}
