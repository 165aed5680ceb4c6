package org.bitacora.command.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.id;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.bitacora.command.Meddled;
import org.bitacora.command.RunningDesk;
import org.bitacora.command.Slice;
import org.bitacora.command.suggestions.AcknowledgeSuggestion;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomationRunnerTest {
    private static final String S = id("suggestion");
    private static final String T = id("another suggestion");

    private final Meddled meddled = new Meddled();
    private final RunningDesk running;

    AutomationRunnerTest(@TempDir Path directory) throws IOException {
        running = RunningDesk.withA(directory, Slice.of("meddled").automated(meddled.decision()));
    }

    @AfterEach
    void close() {
        running.close();
    }

    private record WhenSubmittedThen(Function<String, Asked> what) implements Automation.OnEvent {
        @Override
        public List<Asked> then(Recorded event) {
            return event.event() instanceof SuggestionSubmitted submitted
                    ? List.of(what.apply(submitted.suggestionId()))
                    : List.of();
        }
    }

    private static Automation.Asked acknowledge(String id) {
        return Automation.Asked.of(new Meddled.Acknowledge(id, true));
    }

    /** What a person may do and the system may not. */
    private static AcknowledgeSuggestion notForTheSystem(String id) {
        return new AcknowledgeSuggestion(id, null);
    }

    private void submit(String id) {
        running.did(A, new SubmitSuggestion(id, About.GROUP, "Título", "Texto", null));
    }

    @Test
    void aRaceThatWasLostIsNoAnswer() {
        meddled.meddle(4, () -> running.did(A, new Meddled.Acknowledge(S, false)));
        submit(S);
        try (AutomationRunner runner = running.running(new WhenSubmittedThen(AutomationRunnerTest::acknowledge))) {
            eventually(() -> running.events().size() == 7);
            assertThat(meddled.tries()).isEqualTo(5);
            assertThat(runner.failure()).isNull();
        }
    }

    @Test
    void whatIsRefusedBothWaysStopsNothing() {
        Automation refused =
                new WhenSubmittedThen(id -> new Automation.Asked(notForTheSystem(id), refusal -> notForTheSystem(id)));
        submit(S);
        try (AutomationRunner runner =
                running.running(refused, new WhenSubmittedThen(AutomationRunnerTest::acknowledge))) {
            submit(T);
            eventually(() -> running.events().size() == 5);
            assertThat(runner.failure()).isNull();
        }
    }

    @Test
    void aMistakeInAnAutomationShowsAndIsTriedAgainUntilItIsGone() {
        AtomicBoolean broken = new AtomicBoolean(true);
        IllegalStateException mistake = new IllegalStateException("a mistake");
        Automation sometimes = new WhenSubmittedThen(id -> {
            if (broken.get()) throw mistake;
            return acknowledge(id);
        });
        submit(S);
        try (AutomationRunner runner = running.running(sometimes)) {
            eventually(() -> runner.failure() != null);
            assertThat(runner.failure()).isSameAs(mistake);
            broken.set(false);
            eventually(() -> running.events().size() == 3);
            eventually(() -> runner.failure() == null);
        }
    }

    private static void eventually(BooleanSupplier what) {
        for (int left = 200; left > 0 && !what.getAsBoolean(); left--) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(what.getAsBoolean()).as("within ten seconds").isTrue();
    }
}
