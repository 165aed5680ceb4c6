package org.bitacora.vocabulary;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every event says about its own recording. Stored as a flat map of strings; what is null is left out.
 *
 * @param actor the person's id, or {@link #SYSTEM}
 * @param channel the door it came through
 * @param capacity in which the actor spoke; null for the system
 * @param actorSector the actor's sector at that moment; null for the system and for who is no member
 * @param affiliation which of the actor's affiliations it was, from 1 on; null as for {@code actorSector}
 * @param onBehalfOf the organisation for which the actor spoke; null unless the capacity is organisation
 * @param mandate who asked the actor to speak for the sector, and where; null unless the capacity is sector
 * @param occurredOn when it happened; the day of recording unless history was entered later
 * @param source where an earlier date comes from; null for what happened on the day of recording
 * @param sourceUrl null if none was given
 * @param sourceSha256 lower-case hexadecimal; null if none was given
 * @param correlation shared by everything that one command set off
 * @param causation id of the event that set off an automation; null otherwise
 * @param command hash of the command's key, as in {@link Tag#command}
 * @param digest of the command as it was sent, to tell a repeat from another command under the same key
 */
public record EventMetadata(
        String actor,
        Channel channel,
        @Nullable Capacity capacity,
        @Nullable Sector actorSector,
        @Nullable Integer affiliation,
        @Nullable String onBehalfOf,
        @Nullable String mandate,
        VagueDate occurredOn,
        @Nullable String source,
        @Nullable String sourceUrl,
        @Nullable String sourceSha256,
        String correlation,
        @Nullable String causation,
        String command,
        String digest) {
    /** The actor of automations, of imports and of the operator at the command line. */
    public static final String SYSTEM = "system";

    public boolean bySystem() {
        return actor.equals(SYSTEM);
    }

    /** The flat form that is stored and hashed; keys in alphabetical order. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        map.put("actor", actor);
        map.put("channel", channel.code());
        put(map, "capacity", capacity == null ? null : capacity.code());
        put(map, "actorSector", actorSector == null ? null : actorSector.code());
        put(map, "affiliation", affiliation == null ? null : affiliation.toString());
        put(map, "onBehalfOf", onBehalfOf);
        put(map, "mandate", mandate);
        map.put("occurredOn", occurredOn.text());
        put(map, "source", source);
        put(map, "sourceUrl", sourceUrl);
        put(map, "sourceSha256", sourceSha256);
        map.put("correlation", correlation);
        put(map, "causation", causation);
        map.put("command", command);
        map.put("digest", digest);
        return map;
    }

    /**
     * Reads the flat form.
     *
     * @throws IllegalArgumentException if a value that every event has is missing, or is not one of its kind
     */
    public static EventMetadata fromMap(Map<String, String> map) {
        String affiliation = map.get("affiliation");
        return new EventMetadata(
                required(map, "actor"),
                coded(Channel.class, required(map, "channel")),
                optional(Capacity.class, map.get("capacity")),
                optional(Sector.class, map.get("actorSector")),
                affiliation == null ? null : Integer.valueOf(affiliation),
                map.get("onBehalfOf"),
                map.get("mandate"),
                VagueDate.parse(required(map, "occurredOn")),
                map.get("source"),
                map.get("sourceUrl"),
                map.get("sourceSha256"),
                required(map, "correlation"),
                map.get("causation"),
                required(map, "command"),
                required(map, "digest"));
    }

    private static void put(Map<String, String> map, String key, @Nullable String value) {
        if (value != null) map.put(key, value);
    }

    private static String required(Map<String, String> map, String key) {
        String value = map.get(key);
        if (value == null) throw new IllegalArgumentException("an event without " + key);
        return value;
    }

    private static <T extends Enum<T> & Coded> @Nullable T optional(Class<T> type, @Nullable String code) {
        return code == null ? null : coded(type, code);
    }

    private static <T extends Enum<T> & Coded> T coded(Class<T> type, String code) {
        return Coded.find(type, code)
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + ": " + code));
    }
}
