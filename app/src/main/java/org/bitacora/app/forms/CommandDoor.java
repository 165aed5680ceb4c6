package org.bitacora.app.forms;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.bitacora.command.Command;
import org.bitacora.command.CommandDesk;
import org.bitacora.command.CommandReader;
import org.bitacora.command.Receipt;
import org.bitacora.command.Refusal;
import org.bitacora.command.Slice;
import org.bitacora.query.ProjectionRunner;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Hands in what was typed in a form. Its fields are named as those of the command, with a dot before each row and field of a list ({@code
 * parts.0.title}); hidden ones are {@code key}, the command's own key, which is made anew each time a form is shown so that a double click
 * records once, and whatever the page had shown, such as {@code steps}. Works for any number of threads.
 */
public final class CommandDoor {
    /** How long a page waits for the views after its command is on disk; after that it shows them as they are. */
    private static final Duration VIEWS_MAX = Duration.ofSeconds(10);

    private static final Set<String> NOT_OF_THE_COMMAND = Set.of("key", "_csrf");

    private final CommandReader reader;
    private final CommandDesk desk;
    private final ProjectionRunner views;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<Class<?>, Slice.Endpoint> endpoints = new HashMap<>();

    public CommandDoor(
            CommandReader reader,
            CommandDesk desk,
            ProjectionRunner views,
            InstantSource clock,
            RandomGenerator random,
            List<Slice> slices) {
        this.reader = reader;
        this.desk = desk;
        this.views = views;
        this.clock = clock;
        this.random = random;
        for (Slice slice : slices) {
            for (Slice.Endpoint endpoint : slice.endpoints()) {
                endpoints.put(endpoint.decision().command(), endpoint);
            }
        }
    }

    /** A key for a form that is about to be shown. */
    public String freshKey() {
        return Ids.fresh(clock.instant(), random);
    }

    /**
     * Records what a form asks for, and waits until the views show it.
     *
     * @param typed what was sent, by field
     * @param address fields of the command that come from the address of the page, which win; named as those of the form
     * @param person who is signed in; null for nobody, which is refused
     * @param locale of the page
     * @throws IllegalArgumentException if no command of that class has an address
     */
    public Outcome send(
            Class<? extends Command> command,
            Map<String, String> typed,
            Map<String, String> address,
            @Nullable String person,
            Locale locale) {
        if (person == null) return refused(Refusal.access("access.sign-in"), null, locale);
        FormFields fields = fields(command, typed, address);
        try {
            CommandReader.Request read = read(command, typed, fields, person);
            Receipt receipt = desk.submit(read.command(), read.envelope());
            await(receipt.position());
            return new Outcome.Recorded(receipt);
        } catch (Refusal refusal) {
            return refused(refusal, fields, locale);
        }
    }

    /**
     * Looks at the form of what was typed and records nothing: for the second of two commands that one page sends.
     *
     * @return the refusal, or null if it has the form of the command
     */
    public Outcome.@Nullable Refused check(
            Class<? extends Command> command,
            Map<String, String> typed,
            Map<String, String> address,
            String person,
            Locale locale) {
        FormFields fields = fields(command, typed, address);
        try {
            read(command, typed, fields, person);
            return null;
        } catch (Refusal refusal) {
            return refused(refusal, fields, locale);
        }
    }

    private CommandReader.Request read(
            Class<? extends Command> command, Map<String, String> typed, FormFields fields, String person) {
        Slice.Endpoint endpoint = endpoints.get(command);
        if (endpoint == null) throw new IllegalArgumentException("no address for " + command.getName());
        return reader.read(endpoint, fields.json(), Map.of(), person, Channel.WEB, typed.get("key"));
    }

    private static FormFields fields(
            Class<? extends Command> command, Map<String, String> typed, Map<String, String> address) {
        Map<String, String> own = new HashMap<>(typed);
        own.keySet().removeAll(NOT_OF_THE_COMMAND);
        own.putAll(address);
        return FormFields.of(own, command);
    }

    private Outcome.Refused refused(Refusal refusal, @Nullable FormFields fields, Locale locale) {
        String field = refusal.field();
        int status = switch (refusal) {
            case Refusal.NotAllowed _ -> 403;
            case Refusal.Unknown _ -> 404;
            case Refusal.Moved _ -> 409;
            case Refusal.Broken _, Refusal.Malformed _ -> 422;
        };
        return new Outcome.Refused(
                field == null || fields == null ? field : fields.typedName(field),
                Refusal.TEXTS.of(refusal.code(), locale),
                status);
    }

    private void await(long position) {
        try {
            views.await(position, VIEWS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
