package org.bitacora.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.junit.jupiter.api.Test;

class EventsTest {
    @Test
    void aSliceHasTheEventsOfItsSealedInterface() {
        assertThat(Events.of(SuggestionEvent.class))
                .hasSize(9)
                .contains(SuggestionSubmitted.class, SuggestionWithdrawn.class)
                .doesNotContain(WorkingRuleSet.class);
    }
}
