package org.bitacora.app.accounts;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.bson.Document;

/** The accounts, each named by the id of its person, so that nobody can have two. */
public final class Accounts {
    private final MongoCollection<Document> accounts;
    private final InstantSource clock;
    private final OneTimeLinks links;
    private final Sessions sessions;
    private final BearerTokens tokens;

    Accounts(MongoDatabase database, InstantSource clock, OneTimeLinks links, Sessions sessions, BearerTokens tokens) {
        this.accounts = AccountCollections.open(database, "accounts");
        this.clock = clock;
        this.links = links;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** The account of a person; empty if they have none. */
    public Optional<Account> find(String personId) {
        return Optional.ofNullable(
                        accounts.find(eq("_id", personId)).batchSize(1).first())
                .map(account -> new Account(
                        account.getString("_id"), account.getDate("since").toInstant()));
    }

    /** Whether nobody has an account yet. */
    public boolean isEmpty() {
        return accounts.find().limit(1).batchSize(1).first() == null;
    }

    /**
     * Begins a person's account. One that they had ends first, with its sessions and tokens: in that order, so that a crash in between
     * leaves a person who needs another link, and never an old session beside a new account. Tokens made before the person's first
     * account stay.
     */
    Account begin(String personId) {
        if (find(personId).isPresent()) {
            sessions.endAll(personId);
            tokens.endAll(personId);
        }
        Instant since = Instant.ofEpochMilli(clock.millis());
        Document account = new Document("_id", personId).append("since", since);
        accounts.replaceOne(eq("_id", personId), account, new ReplaceOptions().upsert(true));
        return new Account(personId, since);
    }

    /**
     * Deletes a person's account with all that belongs to it: links, sessions, tokens. Nothing of it remains; what the person did in the
     * record is not touched. The account goes last, so that a crash in between is seen and the deletion can be repeated.
     */
    public void delete(String personId) {
        links.forget(personId);
        sessions.endAll(personId);
        tokens.endAll(personId);
        accounts.deleteOne(eq("_id", personId));
    }
}
