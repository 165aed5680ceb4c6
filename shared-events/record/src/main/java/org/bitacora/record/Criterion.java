package org.bitacora.record;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bitacora.vocabulary.Tag;

/**
 * Events of any of these types that have all of these tags.
 *
 * @param types names of event types; empty means every type
 * @param tags empty means whatever the tags
 */
public record Criterion(Set<String> types, Set<Tag> tags) {
    public Criterion {
        types = Set.copyOf(types);
        tags = Set.copyOf(tags);
    }

    /** Whether an event of this type with these tags, written as {@code kind:value}, is meant. */
    boolean matches(String type, Collection<String> eventTags) {
        if (!types.isEmpty() && !types.contains(type)) return false;
        for (Tag tag : tags) {
            if (!eventTags.contains(tag.toString())) return false;
        }
        return true;
    }

    /**
     * The index keys by which a commit can hold such an event: one group a type, each group to be there whole. Empty means that every
     * commit can.
     */
    Stream<List<String>> keyGroups() {
        if (types.isEmpty()) {
            return tags.isEmpty()
                    ? Stream.empty()
                    : Stream.of(tags.stream().map(Tag::toString).toList());
        }
        return types.stream()
                .map(type -> tags.isEmpty()
                        ? List.of(key(type, ""))
                        : tags.stream().map(tag -> key(type, tag.toString())).toList());
    }

    /**
     * The keys under which a commit is found for an event: each tag, each tag with the type, and the type alone. Asking for a tag with a
     * type keeps "is this suggestion open?" from reading all that was ever said about it.
     */
    static Stream<String> keysOf(String type, Collection<String> tags) {
        return Stream.concat(Stream.of(key(type, "")), tags.stream().flatMap(tag -> Stream.of(tag, key(type, tag))));
    }

    private static String key(String type, String tag) {
        return type + "|" + tag;
    }
}
