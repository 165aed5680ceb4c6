package org.bitacora.query.journal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitacora.query.Moment;
import org.bitacora.query.Reader;
import org.bitacora.vocabulary.Visibility;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the journal a reader asks for, in the order of the days on which things happened.
 *
 * @param filters values that a field must have; the fields are among {@link #FILTERS}
 * @param from first day; null for no bound
 * @param to last day; null for no bound
 * @param oldestFirst newest first otherwise
 * @param after the entry after which to go on; null for the beginning
 */
public record JournalQuery(
        Map<String, String> filters,
        @Nullable String from,
        @Nullable String to,
        boolean oldestFirst,
        @Nullable After after) {
    /**
     * The fields that entries can be chosen by; each has an index together with the day. Where several would do, the embedded server takes
     * the first: so those come first that leave the least to read.
     */
    static final List<String> FILTERS = List.of("things", "actor", "kind", "sector", "visible");

    /** A place in the order of the journal. */
    public record After(String day, long position) {}

    public JournalQuery {
        filters = Map.copyOf(filters);
    }

    static String typeKey(String type) {
        return "|" + type;
    }

    /** Which events belong to a moment; null if all do. */
    static @Nullable Bson within(Moment moment) {
        return switch (moment) {
            case Moment.Now now -> null;
            case Moment.On on -> lte("day", on.day().toString());
            case Moment.AsOf asOf -> lte("_id", asOf.position());
        };
    }

    /** Whoever reads in another order than that of the days. */
    static Bson filter(Reader reader, Moment moment) {
        return new JournalQuery(Map.of(), null, null, true, null).filter(reader, moment, null, null);
    }

    /**
     * @param earliest no entry of the moment is of a day before it; null if that is not known
     * @param latest no entry of the moment is of a day after it; null if that is not known
     */
    Bson filter(Reader reader, Moment moment, @Nullable String earliest, @Nullable String latest) {
        List<Bson> all = new ArrayList<>();
        filters.forEach((field, value) -> all.add(eq(field, value)));
        if (reader.scope() == Reader.Scope.PUBLIC) all.add(eq("visible", Visibility.PUBLIC.code()));
        // One bound a side: a server that cuts its search by an index takes the first that it is given.
        String low = last(last(from, earliest), after != null && oldestFirst ? after.day : null);
        String high = first(first(to, latest), after != null && !oldestFirst ? after.day : null);
        if (moment instanceof Moment.On on) {
            high = first(high, on.day().toString());
            all.add(lte("began", on.day().toString()));
        }
        if (low != null) all.add(gte("day", low));
        if (high != null) all.add(lte("day", high));
        if (moment instanceof Moment.AsOf asOf) all.add(lte("_id", asOf.position()));
        if (after != null) {
            all.add(
                    oldestFirst
                            ? or(gt("day", after.day), gt("_id", after.position))
                            : or(lt("day", after.day), lt("_id", after.position)));
        }
        return all.isEmpty() ? new BsonDocument() : and(all);
    }

    private static @Nullable String first(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) return a == null ? b : a;
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static @Nullable String last(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) return a == null ? b : a;
        return a.compareTo(b) >= 0 ? a : b;
    }
}
