package org.bitacora.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation. The leading {@code $match} is a search along an index; of mongo-java-server's stages those listed here
 * are taken, and others refused by name.
 *
 * <p>What the leading {@code $match} lets through is held in memory, at most {@value #DOCUMENTS_MAX} documents, unless
 * the pipeline only counts it.
 */
final class Pipeline {
    private static final int DOCUMENTS_MAX = 200_000;
    private static final Set<String> UNDERSTOOD = Set.of("$group", "$sort", "$count", "$skip", "$limit");

    private final Query match;
    private final List<Document> stages;

    Pipeline(List<Document> pipeline) {
        boolean matchFirst = !pipeline.isEmpty() && pipeline.getFirst().containsKey("$match");
        match = new Query(matchFirst ? Bson.field(pipeline.getFirst(), "$match", Document.class) : null);
        stages = matchFirst ? pipeline.subList(1, pipeline.size()) : pipeline;
        for (Document stage : stages) {
            if (stage.size() != 1) {
                throw new BadValueException("a pipeline stage has exactly one field");
            }
            Request.refuseOthers("a pipeline behind its first stage", stage, UNDERSTOOD);
        }
    }

    Query match() {
        return match;
    }

    /** @param count tells how many documents match, without reading them where an index knows */
    List<Document> run(Rows rows, Catalog.@Nullable Collection collection, LongSupplier count) {
        Stream<Document> documents = Stream.empty();
        if (collection != null) {
            documents = !stages.isEmpty() && isCount(stages.getFirst())
                    ? Stream.generate(Document::new).limit(count.getAsLong())
                    : matches(rows, collection).stream();
        }
        for (Document stage : stages) {
            documents = apply(stage, documents);
        }
        return documents.toList();
    }

    /** Whether the stage is what drivers send for {@code countDocuments}: it looks at no field. */
    private static boolean isCount(Document stage) {
        return new Document("_id", 1).append("n", new Document("$sum", 1)).equals(stage.get("$group"));
    }

    private List<Document> matches(Rows rows, Catalog.Collection collection) {
        List<Document> found = new ArrayList<>();
        new Search(rows, collection, match, Sort.NONE, false).next(rows, Long.MAX_VALUE, each -> {
            if (found.size() >= DOCUMENTS_MAX) {
                throw Refusal.tooMuchToSort();
            }
            return found.add(each.document());
        });
        return found;
    }

    private static Stream<Document> apply(Document stage, Stream<Document> documents) {
        if (stage.containsKey("$sort")) {
            Sort sort = Sort.of(Bson.field(stage, "$sort", Document.class));
            return documents.sorted(Comparator.comparing(sort::key, Arrays::compareUnsigned));
        }
        return Aggregation.fromPipeline(List.of(stage), Pipeline::noDatabase, null, null, NoopOplog.get())
                .runStagesAsStream(documents);
    }

    private static MongoDatabase noDatabase(String name) {
        throw Refusal.notSupported("an aggregation over other collections, such as in " + name);
    }
}
