package org.bitacora.app.accounts;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bson.Document;

/**
 * Bearer tokens (RFC 6750) with which a person's programs use the API. A token is shown once and stored by its hash. A person may have
 * tokens before they have an account; they end with their day, or when an account of that person ends.
 */
public final class BearerTokens {
    public static final int DAYS_MAX = 366;
    public static final int PER_PERSON_MAX = 20;

    private final MongoCollection<Document> tokens;
    private final InstantSource clock;
    private final Secrets secrets;

    public BearerTokens(MongoDatabase database, InstantSource clock, RandomGenerator random) {
        this.tokens = AccountCollections.openByPerson(database, "account_tokens");
        this.clock = clock;
        this.secrets = new Secrets(random);
    }

    /** Thrown when a person has as many tokens as one may have; ending them all makes room. */
    public static final class TooManyTokens extends RuntimeException {
        TooManyTokens() {
            super("a person has at most " + PER_PERSON_MAX + " bearer tokens at once");
        }
    }

    /**
     * Makes a token for a person.
     *
     * @param days how many times 24 hours it works from now on, 1 to {@value #DAYS_MAX}
     * @throws IllegalArgumentException if days is out of range
     * @throws TooManyTokens if the person has {@value #PER_PERSON_MAX} that still work
     */
    public IssuedSecret issue(String personId, int days) {
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("days must be 1 to " + DAYS_MAX + ", not " + days);
        }
        String secret = secrets.fresh();
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant validUntil = now.plus(Duration.ofDays(days));
        tokens.deleteMany(and(eq("personId", personId), lte("validUntil", now)));
        tokens.insertOne(new Document("_id", Secrets.hash(secret))
                .append("personId", personId)
                .append("madeAt", now)
                .append("validUntil", validUntil));
        // Counted after the insertion: of two made at once, both may be refused, but the limit is never passed.
        if (tokens.countDocuments(eq("personId", personId)) > PER_PERSON_MAX) {
            tokens.deleteOne(eq("_id", Secrets.hash(secret)));
            throw new TooManyTokens();
        }
        return new IssuedSecret(secret, validUntil);
    }

    /** The id of the person for whom this token stands; empty if it is unknown, expired or ended. */
    Optional<String> personOf(String secret) {
        Document token = tokens.find(and(eq("_id", Secrets.hash(secret)), gt("validUntil", clock.instant())))
                .batchSize(1)
                .first();
        return Optional.ofNullable(token).map(found -> found.getString("personId"));
    }

    /** Ends every token of a person. */
    public void endAll(String personId) {
        tokens.deleteMany(eq("personId", personId));
    }
}
