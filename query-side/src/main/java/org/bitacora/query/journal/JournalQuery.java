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
    /** The fields that entries can be chosen by; each has an index together with the day. */
    static final List<String> FILTERS = List.of("visible", "things", "actor", "sector", "kind");

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

    Bson filter(Reader reader, Moment moment) {
        List<Bson> all = new ArrayList<>();
        filters.forEach((field, value) -> all.add(eq(field, value)));
        if (reader.scope() == Reader.Scope.PUBLIC) all.add(eq("visible", Visibility.PUBLIC.code()));
        if (from != null) all.add(gte("day", from));
        if (to != null) all.add(lte("day", to));
        Bson then = within(moment);
        if (then != null) all.add(then);
        if (moment instanceof Moment.On on) all.add(lte("began", on.day().toString()));
        if (after != null) {
            all.add(
                    oldestFirst
                            ? or(gt("day", after.day), and(eq("day", after.day), gt("_id", after.position)))
                            : or(lt("day", after.day), and(eq("day", after.day), lt("_id", after.position))));
        }
        return all.isEmpty() ? new BsonDocument() : and(all);
    }
}
