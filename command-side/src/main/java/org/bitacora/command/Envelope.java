package org.bitacora.command;

import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;

/**
 * What comes along with a command: who sends it, how, and about when it speaks.
 *
 * @param actor the signed-in person's id, or {@link EventMetadata#SYSTEM}
 * @param key the actor's own key of this command: the same key a second time answers as the first time did
 * @param occurredOn null means today
 * @param mandate who asked the actor to speak for their sector, and where; null unless the capacity is sector
 * @param source where something of the past is known from; null for today
 * @param correlation null for a command that begins something
 * @param causation id of the event that set off an automation; null otherwise
 */
public record Envelope(
        String actor,
        Channel channel,
        String key,
        Capacity capacity,
        @Nullable String mandate,
        @Nullable VagueDate occurredOn,
        @Nullable String source,
        @Nullable String sourceUrl,
        @Nullable String sourceSha256,
        @Nullable String correlation,
        @Nullable String causation) {
    /** Longest key that is taken, in characters. */
    public static final int KEY_MAX = 128;

    public Envelope {
        if (key.isEmpty()) throw Refusal.form("text.empty", "key");
        if (key.length() > KEY_MAX) throw Refusal.form("text.too-long", "key");
        mandate = Form.optionalNote("mandate", mandate);
        source = Form.optionalNote("source", source);
        sourceUrl = Form.optionalNote("sourceUrl", sourceUrl);
        if (sourceSha256 != null && !sourceSha256.matches("[0-9a-f]{64}")) {
            throw Refusal.form("value.unknown", "sourceSha256");
        }
    }

    /** From a person, in their personal capacity, about now. */
    public static Envelope from(String person, Channel channel, String key) {
        return new Envelope(person, channel, key, Capacity.PERSONAL, null, null, null, null, null, null, null);
    }

    /** From the operator at the command line, about now. */
    public static Envelope fromOperator(String key) {
        return from(EventMetadata.SYSTEM, Channel.OPERATOR, key);
    }

    /** From the operator, who enters the past. */
    public static Envelope fromImport(String key, VagueDate occurredOn, String source, String sha256) {
        return new Envelope(
                EventMetadata.SYSTEM,
                Channel.IMPORT,
                key,
                Capacity.PERSONAL,
                null,
                occurredOn,
                source,
                null,
                sha256,
                null,
                null);
    }

    /** From an automation: with the event that set it off, or none if it was a new day. */
    public static Envelope fromAutomation(String key, @Nullable String correlation, @Nullable String causation) {
        return new Envelope(
                EventMetadata.SYSTEM,
                Channel.AUTOMATION,
                key,
                Capacity.PERSONAL,
                null,
                null,
                null,
                null,
                null,
                correlation,
                causation);
    }

    /** Whether an automation or the operator sends it. */
    public boolean fromSystem() {
        return actor.equals(EventMetadata.SYSTEM);
    }

    /** Whether the operator enters an archive with it. */
    public boolean isImport() {
        return fromSystem() && channel == Channel.IMPORT;
    }
}
