package org.bitacora.record.proof;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an entry commits to without showing it, with the salts that open the commitments. Whoever holds the disclosure of
 * an entry can show that this was recorded; whoever holds the entry alone learns nothing of it.
 *
 * @param tags {@code kind:id}, sorted by UTF-16 code units, none twice; none has a line break
 * @param metadata sorted by key in the same way
 * @param payload the exact JSON text of the event as it was recorded; it is committed to as it stands
 */
public record Disclosure(
        NavigableSet<String> tags, NavigableMap<String, String> metadata, String payload, Salts salts) {

    /** Throws {@link IllegalArgumentException} if a tag is empty or holds a line break. */
    public Disclosure {
        tags = Collections.unmodifiableNavigableSet(new TreeSet<>(tags));
        metadata = Collections.unmodifiableNavigableMap(new TreeMap<>(metadata));
        for (String tag : tags) {
            if (tag.isEmpty() || tag.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a tag is one line of text");
            }
        }
    }

    /** Sorts tags and metadata, drops tags that occur twice. */
    public static Disclosure of(Iterable<String> tags, Map<String, String> metadata, String payload, Salts salts) {
        NavigableSet<String> sorted = new TreeSet<>();
        tags.forEach(sorted::add);
        return new Disclosure(sorted, new TreeMap<>(metadata), payload, salts);
    }

    /** Throws {@link IllegalArgumentException} if a text has no UTF-8 form (a lone surrogate). */
    public Commitments commitments() {
        return new Commitments(
                salts.tags().commit(tagsText()),
                salts.metadata().commit(metadataText()),
                salts.payload().commit(payload));
    }

    /** One tag a line, each line ended by a line feed; empty if there are none. */
    public String tagsText() {
        StringBuilder text = new StringBuilder();
        tags.forEach(tag -> text.append(tag).append('\n'));
        return text.toString();
    }

    /** A JSON object of strings in canonical form (RFC 8785). */
    public String metadataText() {
        return CanonicalJson.object(new StringBuilder(), metadata).toString();
    }
}
