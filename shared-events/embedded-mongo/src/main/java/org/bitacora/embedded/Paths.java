package org.bitacora.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
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
     * the field, null is offered.
     *
     * @return whether the taker returned true
     */
    static boolean any(@Nullable BsonValue in, String path, Predicate<@Nullable BsonValue> taker) {
        return switch (in) {
            case BsonDocument document -> {
                int dot = path.indexOf('.');
                BsonValue inner = document.get(dot < 0 ? path : path.substring(0, dot));
                yield dot < 0 ? taker.test(inner) : any(inner, path.substring(dot + 1), taker);
            }
            case BsonArray elements ->
                elements.stream().anyMatch(element -> element.isDocument() && any(element, path, taker));
            case null, default -> taker.test(null);
        };
    }

    /** The keys of all values at the end of the path, those of an array's elements for the array; null's if there are none. */
    static NavigableSet<byte[]> keys(BsonDocument document, String path) {
        NavigableSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        any(document, path, found -> {
            if (found instanceof BsonArray elements && !elements.isEmpty()) {
                elements.forEach(element -> keys.add(Keys.of(element)));
            } else {
                keys.add(found instanceof BsonArray ? Keys.ofEmptyArray() : Keys.of(found));
            }
            return false;
        });
        if (keys.isEmpty()) {
            keys.add(Keys.of(null));
        }
        return keys;
    }

    /** @throws Refusal if a part is a number, which could mean a place in an array, or holds a dollar */
    static String checked(String path) {
        if (path.contains("$") || List.of(path.split("\\.", -1)).stream().anyMatch(part -> part.matches("\\d+"))) {
            throw Refusal.notSupported("the path " + path);
        }
        return path;
    }
}
