package org.bitacora.query;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.Collection;
import java.util.List;
import org.bson.Document;

/**
 * One filling of a projection, in collections of its own name. A new one is filled beside the one that is read, and then takes its place.
 *
 * @param id distinguishes builds of the same projection
 */
public record Build(MongoDatabase database, String id) {
    private static final int DUPLICATE_KEY = 11000;

    /** A collection of this build. */
    public MongoCollection<Document> collection(String name) {
        return database.getCollection("view_" + name + "_" + id)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
    }

    /**
     * Writes documents whose {@code at} is the last position they hold, each only over an older one: a process that was paused while it
     * held the lease, and wakes when another has gone on, must not put back what it remembers.
     */
    public void writeNewer(String name, Collection<Document> documents) {
        List<ReplaceOneModel<Document>> writes = documents.stream()
                .map(document -> new ReplaceOneModel<>(
                        and(eq("_id", document.get("_id")), lt("at", document.get("at"))),
                        document,
                        new ReplaceOptions().upsert(true)))
                .toList();
        writeMissing(name, writes);
    }

    /**
     * Does writes of which each inserts unless its document is there already. The duplicate key that the server reports then is what was
     * wanted.
     */
    public void writeMissing(String name, List<? extends WriteModel<Document>> writes) {
        if (writes.isEmpty()) return;
        try {
            collection(name).bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            boolean onlyThere = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (!onlyThere) throw e;
        }
    }

    /** Removes its collections. */
    void drop() {
        for (String name : database.listCollectionNames()) {
            if (name.startsWith("view_") && name.endsWith("_" + id))
                database.getCollection(name).drop();
        }
    }
}
