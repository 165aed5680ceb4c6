package org.bitacora.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a dotted path means in a document: the one reading of it that queries, indexes and sorts share, so that an index
 * can never know less than the query it answers.
 */
final class Paths {
    private Paths() {}

    /**
     * Offers every value at the end of the path to {@code taker}, until it returns true. Arrays on the way are entered:
     * each embedded document in them. An array at the end is offered as it is, not its elements. Where a document lacks
     * the field, {@link Missing} is offered.
     *
     * @return whether the taker returned true
     */
    static boolean any(@Nullable Object in, List<String> path, Predicate<@Nullable Object> taker) {
        if (path.isEmpty()) {
            return taker.test(in);
        }
        return switch (in) {
            case Document document -> any(document.getOrMissing(path.getFirst()), path.subList(1, path.size()), taker);
            case Collection<?> elements ->
                elements.stream().anyMatch(element -> element instanceof Document && any(element, path, taker));
            case null, default -> taker.test(Missing.getInstance());
        };
    }

    /** The keys of all values at the end of the path, those of an array's elements for the array; null's if there are none. */
    static NavigableSet<byte[]> keys(Document document, String path) {
        NavigableSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        any(document, split(path), found -> {
            if (found instanceof Collection<?> elements && !elements.isEmpty()) {
                elements.forEach(element -> keys.add(Keys.of(element)));
            } else {
                keys.add(found instanceof Collection<?> ? Keys.ofEmptyArray() : Keys.of(found));
            }
            return false;
        });
        if (keys.isEmpty()) {
            keys.add(Keys.of(null));
        }
        return keys;
    }

    /** @throws de.bwaldvogel.mongo.exception.MongoServerError if a part is a number, which could mean a place in an array */
    static List<String> split(String path) {
        List<String> parts = List.of(path.split("\\.", -1));
        if (path.contains("$") || parts.stream().anyMatch(part -> part.matches("\\d+"))) {
            throw Refusal.notSupported("the path " + path);
        }
        return parts;
    }
}
