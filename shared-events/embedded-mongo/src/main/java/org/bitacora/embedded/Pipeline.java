package org.bitacora.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation. The leading {@code $match} is a search along an index; the stages that only compute are those of
 * mongo-java-server. Stages that read other collections or write are refused by name.
 *
 * <p>What the leading {@code $match} lets through is held in memory, at most {@value #DOCUMENTS_MAX} documents, unless
 * the pipeline only counts it.
 */
final class Pipeline {
    private static final int DOCUMENTS_MAX = 200_000;
    private static final Set<String> COMPUTING = Set.of(
            "$group",
            "$project",
            "$unwind",
            "$addFields",
            "$set",
            "$unset",
            "$replaceRoot",
            "$count",
            "$skip",
            "$limit");

    private final Query match;
    private final List<Document> stages;

    Pipeline(List<Document> pipeline) {
        boolean matchFirst = !pipeline.isEmpty() && pipeline.getFirst().containsKey("$match");
        match = new Query(matchFirst ? (Document) pipeline.getFirst().get("$match") : null);
        stages = matchFirst ? pipeline.subList(1, pipeline.size()) : pipeline;
        for (Document stage : stages) {
            if (stage.size() != 1) {
                throw Refusal.badValue("a pipeline stage has exactly one field");
            }
            String name = stage.keySet().iterator().next();
            if (!COMPUTING.contains(name) && !name.equals("$match") && !name.equals("$sort")) {
                throw Refusal.notSupported("the aggregation stage " + name);
            }
        }
    }

    List<Document> run(Rows rows, Catalog.@Nullable Collection collection) {
        Stream<Document> documents = Stream.empty();
        if (collection != null) {
            boolean counts = !stages.isEmpty() && isCount(stages.getFirst());
            documents = counts ? count(rows, collection) : matches(rows, collection);
        }
        for (Document stage : stages) {
            documents = apply(stage, documents);
        }
        return documents.toList();
    }

    /** Whether the stage is what drivers send for {@code countDocuments}: it looks at no field. */
    private static boolean isCount(Document stage) {
        return stage.get("$group") instanceof Document group
                && group.size() == 2
                && group.get("_id") instanceof Integer
                && group.get("n") instanceof Document sum
                && sum.equals(new Document("$sum", 1));
    }

    /** As many empty documents as there are matches: not even read, where an index knows. */
    private Stream<Document> count(Rows rows, Catalog.Collection collection) {
        long[] count = {0};
        new Search(collection, match, Sort.of(null), true).next(rows, Long.MAX_VALUE, found -> ++count[0] > 0);
        return Stream.generate(Document::new).limit(count[0]);
    }

    private Stream<Document> matches(Rows rows, Catalog.Collection collection) {
        List<Document> found = new ArrayList<>();
        new Search(collection, match, Sort.of(null), false).next(rows, Long.MAX_VALUE, each -> {
            if (found.size() >= DOCUMENTS_MAX) {
                throw Refusal.tooMuchToSort();
            }
            return found.add(each.read());
        });
        return found.stream();
    }

    private static Stream<Document> apply(Document stage, Stream<Document> documents) {
        String name = stage.keySet().iterator().next();
        return switch (name) {
            case "$match" -> documents.filter(new Query((Document) stage.get(name))::matches);
            case "$sort" -> {
                Sort sort = Sort.of((Document) stage.get(name));
                yield documents.sorted(Comparator.comparing(sort::key, Arrays::compareUnsigned));
            }
            default ->
                Aggregation.fromPipeline(List.of(rewritten(stage)), Pipeline::noDatabase, null, null, NoopOplog.get())
                        .runStagesAsStream(documents);
        };
    }

    private static Document rewritten(Document stage) {
        return stage.containsKey("$set") ? new Document("$addFields", stage.get("$set")) : stage;
    }

    private static MongoDatabase noDatabase(String name) {
        throw Refusal.notSupported("an aggregation over other collections, such as in " + name);
    }
}
