package org.bitacora.command.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.bitacora.command.Command;
import org.bitacora.command.Refusal;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, then something is asked for. The answer may be a refusal like anybody's. Each is a file {@code When…Then…}, and
 * what it asks for must stand being asked twice: its keys see to that.
 */
public sealed interface Automation {
    /** The name under which its keys are kept; never changed. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Set off by an event. */
    non-sealed interface OnEvent extends Automation {
        /** What follows from an event; nothing from most. */
        List<Asked> then(Recorded event);
    }

    /** Set off by each new day in the group's zone; a day that was missed is made up on the next, since it looks at the state. */
    non-sealed interface Daily extends Automation {
        /** The events that it looks at. */
        Criteria of();

        /** What follows on that day from all that was recorded. */
        List<Asked> then(List<Recorded> events, LocalDate today);
    }

    /**
     * A command that is asked for.
     *
     * @param otherwise what to ask for instead if it is refused; null for nothing
     */
    record Asked(Command command, @Nullable Function<Refusal, Command> otherwise) {
        public static Asked of(Command command) {
            return new Asked(command, null);
        }
    }
}
