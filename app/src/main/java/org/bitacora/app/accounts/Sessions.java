package org.bitacora.app.accounts;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bson.Document;

/**
 * Browsers' sessions: 30 days, counted anew by use, at most 20 a person. They are stored by the hash of their secret, so that they
 * outlive a restart. Expired ones need no sweeper: they count among the 20.
 */
final class Sessions {
    static final Duration LIFE = Duration.ofDays(30);
    static final int PER_PERSON_MAX = 20;

    /** A session is renewed once a day at most, so that reading pages writes nothing. */
    private static final Duration RENEWED_AFTER = Duration.ofDays(1);

    private final MongoCollection<Document> sessions;
    private final InstantSource clock;
    private final Secrets secrets;

    Sessions(MongoDatabase database, InstantSource clock, RandomGenerator random) {
        this.sessions = AccountCollections.openByPerson(database, "account_sessions");
        this.clock = clock;
        this.secrets = new Secrets(random);
    }

    /** Begins a session and returns its secret; of more than 20, the one unused for longest ends. */
    String begin(String personId) {
        String secret = secrets.fresh();
        String id = Secrets.hash(secret);
        Instant now = Instant.ofEpochMilli(clock.millis());
        sessions.insertOne(new Document("_id", id)
                .append("personId", personId)
                .append("begunAt", now)
                .append("validUntil", now.plus(LIFE)));
        endBeyondLimit(personId, id);
        return secret;
    }

    /** Runs after the insertion: of two that begin at once, the later run sees both, so the limit holds after it. */
    private void endBeyondLimit(String personId, String begun) {
        AccountCollections.deleteBeyond(
                PER_PERSON_MAX - 1,
                sessions,
                and(eq("personId", personId), ne("_id", begun)),
                descending("validUntil", "begunAt"));
    }

    /** The session with this secret, renewed if a day has passed since the last time; empty if there is none, or no longer. */
    Optional<Session> resume(String secret) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        String id = Secrets.hash(secret);
        Document session = sessions.find(and(eq("_id", id), gt("validUntil", now)))
                .batchSize(1)
                .first();
        if (session == null) {
            return Optional.empty();
        }
        String personId = session.getString("personId");
        Instant validUntil = session.getDate("validUntil").toInstant();
        Instant renewedUntil = now.plus(LIFE);
        if (validUntil.plus(RENEWED_AFTER).isAfter(renewedUntil)) {
            return Optional.of(new Session(personId, validUntil, false));
        }
        // Not an upsert: a session that somebody ends at this moment stays ended.
        boolean renewed = sessions.updateOne(eq("_id", id), set("validUntil", renewedUntil))
                        .getMatchedCount()
                == 1;
        return renewed ? Optional.of(new Session(personId, renewedUntil, true)) : Optional.empty();
    }

    /** Ends the session with this secret; does nothing if there is none. */
    void end(String secret) {
        sessions.deleteOne(eq("_id", Secrets.hash(secret)));
    }

    /** Ends every session of a person. */
    void endAll(String personId) {
        sessions.deleteMany(eq("personId", personId));
    }
}
