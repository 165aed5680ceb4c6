package org.bitacora.app.commandline;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;

/** Where the pages of a record were served last: for the links that commands print. */
final class ServedAt {
    private static final String ID = "address";
    private static final String UNLESS_TOLD = "http://127.0.0.1:8080";

    private ServedAt() {}

    /** Leaves word of it, for commands in other processes. */
    static void tell(MongoDatabase database, String address) {
        served(database)
                .replaceOne(
                        eq("_id", ID),
                        new Document("_id", ID).append("url", address),
                        new ReplaceOptions().upsert(true));
    }

    static String last(MongoDatabase database) {
        Document told = served(database).find(eq("_id", ID)).first();
        return told == null ? UNLESS_TOLD : told.getString("url");
    }

    private static MongoCollection<Document> served(MongoDatabase database) {
        return database.getCollection("served");
    }
}
