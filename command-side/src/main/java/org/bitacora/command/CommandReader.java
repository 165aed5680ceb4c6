package org.bitacora.command;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a command and its envelope out of what a person sent, as JSON or as a form: the command's own fields beside those that every
 * command has ({@code capacity, mandate, occurredOn, source, sourceUrl, sourceSha256}). What has the wrong form is refused with its field.
 */
public final class CommandReader {
    private static final Set<String> ENVELOPE_FIELDS =
            Set.of("capacity", "mandate", "occurredOn", "source", "sourceUrl", "sourceSha256");

    private final JsonMapper json;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** A command with its envelope. */
    public record Request(Command command, Envelope envelope) {}

    public CommandReader(JsonMapper json, InstantSource clock, RandomGenerator random) {
        this.json = json;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reads what was sent to an endpoint.
     *
     * @param sent the fields; it is changed
     * @param address fields that come from the address; what was sent may say them again, and nothing else
     * @param key the sender's own key; null if none was given
     * @throws Refusal if a field is unknown, missing, or has not its form
     */
    public Request read(
            Slice.Endpoint endpoint,
            ObjectNode sent,
            Map<String, String> address,
            String person,
            Channel channel,
            @Nullable String key) {
        dropEmpty(sent);
        String usedKey = key == null || key.isEmpty() ? Ids.fresh(clock.instant(), random) : key;
        Envelope envelope = new Envelope(
                person,
                channel,
                usedKey,
                coded(sent, "capacity", Capacity.class).orElse(Capacity.PERSONAL),
                text(sent, "mandate"),
                date(sent, "occurredOn"),
                text(sent, "source"),
                text(sent, "sourceUrl"),
                text(sent, "sourceSha256"),
                null,
                null);
        sent.remove(ENVELOPE_FIELDS);
        address.forEach((field, value) -> fillInFromAddress(sent, field, value));
        fillInIds(endpoint.creates(), sent, person, usedKey);
        return new Request(command(endpoint.decision().command(), sent), envelope);
    }

    private static void fillInFromAddress(ObjectNode sent, String field, String value) {
        JsonNode given = sent.path(field);
        boolean other = !given.isMissingNode()
                && !given.isNull()
                && !(given.isString() && given.stringValue().equals(value));
        if (other) throw Refusal.form("id.mismatch", field);
        sent.put(field, value);
    }

    private <C extends Command> C command(Class<C> type, ObjectNode fields) {
        try {
            return json.treeToValue(fields, type);
        } catch (UnrecognizedPropertyException e) {
            throw Refusal.form("form.unknown-field", path(e));
        } catch (ValueInstantiationException e) {
            throw e.getCause() instanceof Refusal refusal
                    ? inside(path(e), refusal)
                    : Refusal.form("value.unknown", path(e));
        } catch (JacksonException e) {
            // Not only of binding: a number that does not fit is refused by the stream that it is read from.
            String field = path(e);
            JsonNode value = fields.at("/" + field.replace('.', '/'));
            if (value.isMissingNode() || value.isNull()) throw Refusal.form("text.empty", field);
            boolean sector = e instanceof MismatchedInputException mismatch && mismatch.getTargetType() == Sector.class;
            throw Refusal.form(sector ? "sector.unknown" : "value.unknown", field);
        }
    }

    /** An element of a list knows its own fields only: says where in the command it is. */
    private static Refusal inside(String path, Refusal refusal) {
        return path.isEmpty() ? refusal : Refusal.form(refusal.code(), path + "." + refusal.field());
    }

    /**
     * Gives the things that a command creates an id where the sender left it out. It follows from the sender and the key, so that the same
     * command sent twice speaks of the same things.
     *
     * @param field a name, or {@code list.name} for a field of each element of a list; empty for none
     */
    private static void fillInIds(String field, ObjectNode sent, String person, String key) {
        if (field.isEmpty()) return;
        int dot = field.indexOf('.');
        if (dot < 0) {
            fillIn(sent, field, person, key, field);
            return;
        }
        int index = 0;
        for (JsonNode element : sent.path(field.substring(0, dot))) {
            if (element instanceof ObjectNode object) {
                fillIn(object, field.substring(dot + 1), person, key, field + index++);
            }
        }
    }

    private static void fillIn(ObjectNode object, String field, String person, String key, String what) {
        JsonNode given = object.path(field);
        if (given.isMissingNode() || given.isNull()) object.put(field, Ids.derived(person, key, what));
    }

    /** An empty text means that the field was left out: so do forms send it. */
    private static void dropEmpty(JsonNode sent) {
        if (sent instanceof ObjectNode object) {
            object.removeIf(value -> value.isString() && value.stringValue().isEmpty());
        }
        sent.forEach(CommandReader::dropEmpty);
    }

    private static @Nullable String text(ObjectNode sent, String field) {
        JsonNode value = sent.path(field);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isString()) throw Refusal.form("value.unknown", field);
        return value.stringValue();
    }

    private static <T extends Enum<T> & Coded> Optional<T> coded(ObjectNode sent, String field, Class<T> type) {
        String code = text(sent, field);
        if (code == null) return Optional.empty();
        return Optional.of(Coded.find(type, code).orElseThrow(() -> Refusal.form("value.unknown", field)));
    }

    private static @Nullable VagueDate date(ObjectNode sent, String field) {
        String text = text(sent, field);
        try {
            return text == null ? null : VagueDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.form("value.unknown", field);
        }
    }

    /** The field at which reading failed, as {@code parts.1.title}. */
    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
    }
}
