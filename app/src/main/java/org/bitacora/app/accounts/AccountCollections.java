package org.bitacora.app.accounts;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** How the collections of this package are opened, and kept within their limits. */
final class AccountCollections {
    /** How many documents one answer brings; no person has more of a kind. */
    private static final int BATCH = 100;

    private AccountCollections() {}

    /**
     * A collection whose writes outlive an election and whose reads see them, whatever the database's own settings say: a link that was
     * used, or a session that was ended, must not come back.
     */
    static MongoCollection<Document> open(MongoDatabase database, String name) {
        return database.getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    /** The same, where a person has several documents: an index finds them by {@code personId}. */
    static MongoCollection<Document> openByPerson(MongoDatabase database, String name) {
        MongoCollection<Document> collection = open(database, name);
        collection.createIndex(Indexes.ascending("personId"));
        return collection;
    }

    /** Keeps the first {@code kept} documents that match, in this order, and deletes the others. */
    static void deleteBeyond(int kept, MongoCollection<Document> collection, Bson matching, Bson order) {
        List<String> surplus = collection
                .find(matching)
                .sort(order)
                .skip(kept)
                .projection(include("_id"))
                .batchSize(BATCH)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
        if (!surplus.isEmpty()) {
            collection.deleteMany(in("_id", surplus));
        }
    }
}
