package org.bitacora.vocabulary;

import java.util.Objects;

/**
 * What an event is about, as {@code kind:value}: the unit by which decisions and views find events in the record.
 *
 * @param kind lower-case noun, for instance {@code suggestion}
 * @param value an id of that kind; never contains a line break
 */
public record Tag(String kind, String value) implements Comparable<Tag> {
    public Tag {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
        if (kind.isEmpty() || kind.indexOf(':') >= 0 || value.isEmpty() || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not a tag: " + kind + ":" + value);
        }
    }

    public static Tag suggestion(String id) {
        return new Tag("suggestion", id);
    }

    public static Tag member(String id) {
        return new Tag("member", id);
    }

    public static Tag subject(String id) {
        return new Tag("subject", id);
    }

    public static Tag meeting(String id) {
        return new Tag("meeting", id);
    }

    public static Tag item(String id) {
        return new Tag("item", id);
    }

    public static Tag contribution(String id) {
        return new Tag("contribution", id);
    }

    public static Tag rule(String key) {
        return new Tag("rule", key);
    }

    public static Tag role(Role role) {
        return new Tag("role", role.code());
    }

    /** On every event that changes who belongs to the group. */
    public static Tag roster() {
        return new Tag("roster", "members");
    }

    /** On every event that a command recorded: finds them again when the same command comes a second time. */
    public static Tag command(String keyHash) {
        return new Tag("command", keyHash);
    }

    /**
     * Reads {@code kind:value}.
     *
     * @throws IllegalArgumentException if the text has no colon or an empty side
     */
    public static Tag parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) throw new IllegalArgumentException("not a tag: " + text);
        return new Tag(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public int compareTo(Tag other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
