package org.bitacora.query;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/**
 * One filling of a projection, in collections of its own name. A new one is filled beside the one that is read, and then takes its place.
 *
 * @param id distinguishes builds of the same projection
 */
public record Build(MongoDatabase database, String id) {
    /** A collection of this build. */
    public MongoCollection<Document> collection(String name) {
        return database.getCollection("view_" + name + "_" + id)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
    }

    /** Removes its collections. */
    void drop() {
        for (String name : database.listCollectionNames()) {
            if (name.startsWith("view_") && name.endsWith("_" + id))
                database.getCollection(name).drop();
        }
    }
}
