package org.bitacora.query.journal;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bitacora.query.Build;
import org.bitacora.query.Fact;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Between which positions the events of a day were recorded: {@code {_id: day, first, last}}. The journal is read in the order of days or of
 * positions, and a past moment is a bound on the other: without knowing how the two go together, a reader of an early moment would wait
 * until all later entries were passed over. What is read here narrows a search and decides nothing.
 */
final class Days {
    private static final String COLLECTION = "days";

    private final Build build;

    private record Span(long first, long last) {}

    Days(Build build) {
        this.build = build;
    }

    static void prepare(Build build) {
        build.collection(COLLECTION).createIndex(Indexes.ascending("last", "_id"));
    }

    static String of(Fact fact) {
        return fact.recorded().by().occurredOn().firstDay().toString();
    }

    /** A batch that comes again changes nothing. */
    void add(List<Fact> facts) {
        Map<String, Span> spans = new TreeMap<>();
        for (Fact fact : facts) {
            long position = fact.recorded().position();
            spans.merge(of(fact), new Span(position, position), (span, one) -> new Span(span.first, one.last));
        }
        if (spans.isEmpty()) return;
        List<UpdateOneModel<Document>> writes = spans.entrySet().stream()
                .map(day -> new UpdateOneModel<Document>(
                        eq("_id", day.getKey()),
                        Updates.combine(
                                Updates.min("first", day.getValue().first), Updates.max("last", day.getValue().last)),
                        new UpdateOptions().upsert(true)))
                .toList();
        build.collection(COLLECTION).bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    /** The latest day of what was recorded up to a position; null if nothing was. */
    @Nullable
    String latestUpTo(long position) {
        return day(position, descending("_id"));
    }

    /** The earliest day of what was recorded up to a position; null if nothing was. */
    @Nullable
    String earliestUpTo(long position) {
        return day(position, ascending("_id"));
    }

    /** The last position of what happened up to a day; -1 if nothing did. */
    long lastOf(LocalDate day) {
        Document found = build.collection(COLLECTION)
                .find(lte("_id", day.toString()))
                .sort(descending("last", "_id"))
                .limit(1)
                .first();
        return found == null ? -1 : Objects.requireNonNull(found.getLong("last"));
    }

    private @Nullable String day(long position, Bson order) {
        Document found = build.collection(COLLECTION)
                .find(lte("first", position))
                .sort(order)
                .limit(1)
                .first();
        return found == null ? null : found.getString("_id");
    }
}
