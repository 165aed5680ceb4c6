package org.bitacora.command;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Tag;

/**
 * How a command becomes events. All its functions are pure: time, ids and the actor arrive from outside.
 *
 * @param boundary the events that the command is decided from; if any of them is recorded meanwhile, it is decided anew
 * @param initial the state before any event
 * @param evolve the state after one more event of the boundary
 * @param decide the events to record, none if the command repeats what is so already; throws {@link Refusal}
 * @param past whether it may speak of the past
 * @param <C> the command
 * @param <S> what of the boundary it needs to know
 */
public record Decision<C extends Command, S>(
        Class<C> command,
        Boundary<C> boundary,
        Function<C, S> initial,
        BiFunction<S, Recorded, S> evolve,
        Decide<C, S> decide,
        Past past) {
    /** What a command is decided from, where that also hangs on who sends it. */
    @FunctionalInterface
    public interface Boundary<C extends Command> {
        Criteria of(C command, Envelope envelope);
    }

    /**
     * One named check per rule, in this order: rights, existence, repeats, then the state in the order of the rules.
     *
     * <p>A repeat asks for what is so already: the same thing with the same content, reason and note included, source and steps not. It is answered with no
     * event, whoever sends it and from whatever page, before the state is looked at; the same thing with another content is a new command
     * and meets the refusals. Where the rules know a state and no content of it (acknowledged, open, withdrawn, lapsed), being in that state
     * is enough.
     */
    @FunctionalInterface
    public interface Decide<C extends Command, S> {
        List<? extends DomainEvent> decide(C command, S state, Actor by);
    }

    /** A decision that speaks of today only, and is made from the same events whoever sends the command. */
    public Decision(
            Class<C> command,
            Function<C, Criteria> boundary,
            Function<C, S> initial,
            BiFunction<S, Recorded, S> evolve,
            Decide<C, S> decide) {
        this(command, (c, envelope) -> boundary.apply(c), initial, evolve, decide, Past.NOT_ALLOWED);
    }

    /** The same, with another rule about the past. */
    public Decision<C, S> past(Past policy) {
        return new Decision<>(command, boundary, initial, evolve, decide, policy);
    }

    /** The name under which the command is known. */
    public String name() {
        return command.getSimpleName();
    }

    /**
     * What to record.
     *
     * @param events all that is in the boundary, in order; those outside it are passed over
     * @throws Refusal if nothing may be recorded
     */
    List<? extends DomainEvent> from(List<Recorded> events, C sent, Actor by) {
        by.checkTime(past);
        by.checkCapacity();
        Criteria within = boundary.of(sent, by.envelope());
        S state = initial.apply(sent);
        for (Recorded event : events) {
            if (within.matches(EventType.of(event.event().getClass()).name(), tags(event))) {
                state = evolve.apply(state, event);
            }
        }
        return decide.decide(sent, state, by);
    }

    private static List<String> tags(Recorded event) {
        return event.event().allTags(event.by()).stream().map(Tag::toString).toList();
    }
}
