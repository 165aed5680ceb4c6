package org.bitacora.record;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.bson.Document;

/**
 * One process at a time does a piece of work: who holds the lease renews it, and another takes it once it has run out. It makes work fair,
 * never safe: what is done under it must stand being done twice.
 */
public final class Lease {
    private final MongoCollection<Document> leases;
    private final String name;
    private final Duration length;
    private final InstantSource clock;
    private final String holder = UUID.randomUUID().toString();

    /**
     * @param name of the work
     * @param length after which it runs out unless it is renewed
     */
    public Lease(MongoDatabase database, String name, Duration length, InstantSource clock) {
        this.leases = database.getCollection("leases").withWriteConcern(WriteConcern.MAJORITY);
        this.name = name;
        this.length = length;
        this.clock = clock;
    }

    /** Takes or renews it; false while another holds it. */
    public boolean hold() {
        long now = clock.millis();
        try {
            leases.updateOne(
                    and(eq("_id", name), or(eq("holder", holder), lt("until", now))),
                    Updates.combine(Updates.set("holder", holder), Updates.set("until", now + length.toMillis())),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            // The upsert met the other holder's document.
            if (e.getError().getCode() == 11000) return false;
            throw e;
        }
    }

    /** Lets another have it at once, if it is ours. */
    public void release() {
        leases.deleteOne(and(eq("_id", name), eq("holder", holder)));
    }
}
