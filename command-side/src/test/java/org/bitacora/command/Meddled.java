package org.bitacora.command;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.Events;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.Tag;

/** A decision about a suggestion that somebody always meddles with between its reading and its appending, as often as a test says. */
public final class Meddled {
    /** Acknowledges it, even if it was before. */
    public record Acknowledge(String id, boolean meddledWith) implements Command {}

    private int meddlings;
    private final AtomicInteger tries = new AtomicInteger();
    private Runnable meddling = () -> {};

    /** The first so many tries are meddled with. */
    public void meddle(int times, Runnable how) {
        meddlings = times;
        meddling = how;
    }

    /** How often it was decided. */
    public int tries() {
        return tries.get();
    }

    public Decision<Acknowledge, Boolean> decision() {
        return new Decision<>(
                Acknowledge.class,
                command -> Criteria.of(Tag.suggestion(command.id), Events.of(SuggestionEvent.class)),
                command -> true,
                (state, event) -> state,
                (command, state, by) -> {
                    if (command.meddledWith) {
                        tries.incrementAndGet();
                        if (meddlings-- > 0) meddling.run();
                    }
                    return List.of(new SuggestionAcknowledged(command.id, "Otra vez"));
                });
    }
}
