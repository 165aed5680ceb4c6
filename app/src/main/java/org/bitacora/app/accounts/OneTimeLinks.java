package org.bitacora.app.accounts;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bitacora.app.accounts.OneTimeLink.Kind;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One-time links, each a document named by the hash of its token. One link at most can be followed for setting up, and one for each
 * member: a link that can be followed holds a {@code slot}, which a unique index keeps to one holder; one that was used or revoked holds
 * its own hash there. Whoever moves a link out of its slot has used it, so two at once cannot.
 */
public final class OneTimeLinks {
    static final Duration INVITATION_LIFE = Duration.ofDays(14);

    /** Of a member's invitations, the newest so many are kept for their security page. */
    static final int INVITATIONS_KEPT_MAX = 50;

    private static final String SETUP_SLOT = "setup";

    /** How often a new link contends for its slot with others made at the same moment. */
    private static final int ATTEMPTS_MAX = 10;

    private final MongoCollection<Document> links;
    private final InstantSource clock;
    private final Secrets secrets;

    public OneTimeLinks(MongoDatabase database, InstantSource clock, RandomGenerator random) {
        this.links = AccountCollections.openByPerson(database, "account_links");
        this.links.createIndex(Indexes.ascending("slot"), new IndexOptions().unique(true));
        this.clock = clock;
        this.secrets = new Secrets(random);
    }

    /**
     * Makes the link with which a group that has no active member is set up; the former one ends. It works until it is used, or until
     * {@link #revokeSetUp}: that nobody is an active member is what the command that admits the first one checks.
     *
     * @param personId a new ULID, that of the first member: a second click then repeats the same admission instead of adding another
     */
    public IssuedSecret setUp(String personId) {
        revokeSetUp();
        Document link = new Document("kind", Kind.SETUP.name()).append("personId", personId);
        return make(link, SETUP_SLOT, null);
    }

    /** Ends the link for setting up, if there is one. */
    public void revokeSetUp() {
        links.deleteMany(eq("kind", Kind.SETUP.name()));
    }

    /**
     * Makes an invitation for a member: single use, 14 days; a former one that was not used ends.
     *
     * @param madeBy the ULID of the person who makes it; null means the operator
     */
    public IssuedSecret invite(String personId, @Nullable String madeBy) {
        Document link = new Document("kind", Kind.INVITATION.name())
                .append("personId", personId)
                .append("madeBy", madeBy);
        IssuedSecret made = make(
                link,
                invitationSlot(personId),
                Instant.ofEpochMilli(clock.millis()).plus(INVITATION_LIFE));
        AccountCollections.deleteBeyond(
                INVITATIONS_KEPT_MAX - 1,
                links,
                and(invitationsOf(personId), ne("_id", Secrets.hash(made.secret()))),
                descending("madeAt"));
        return made;
    }

    /** Takes back the invitation that a member has not used yet; false if there is none. */
    public boolean revoke(String personId) {
        return vacate(invitationSlot(personId));
    }

    /** The invitations made for a member, newest first, at most 50. */
    public List<Invitation> invitationsFor(String personId) {
        return links.find(invitationsOf(personId))
                .sort(descending("madeAt"))
                .limit(INVITATIONS_KEPT_MAX)
                .batchSize(INVITATIONS_KEPT_MAX)
                .map(OneTimeLinks::invitation)
                .into(new ArrayList<>());
    }

    /** What the link with this token is for, without using it; empty if it is unknown, used, revoked or expired. */
    Optional<OneTimeLink> peek(String token) {
        return Optional.ofNullable(usable(token)).map(OneTimeLinks::oneTimeLink);
    }

    /** Uses the link with this token; empty if it cannot be used, or another use was faster. */
    Optional<OneTimeLink> use(String token) {
        Document link = usable(token);
        if (link == null) {
            return Optional.empty();
        }
        String id = link.getString("_id");
        Document used = links.findOneAndUpdate(
                and(eq("_id", id), eq("slot", link.getString("slot"))),
                combine(set("slot", id), set("usedAt", clock.instant())));
        return Optional.ofNullable(used).map(OneTimeLinks::oneTimeLink);
    }

    /** Forgets every link made for a person, used or not. */
    void forget(String personId) {
        links.deleteMany(eq("personId", personId));
    }

    private IssuedSecret make(Document link, String slot, @Nullable Instant validUntil) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            vacate(slot);
            String token = secrets.fresh();
            Document fresh = new Document("_id", Secrets.hash(token))
                    .append("slot", slot)
                    .append("madeAt", clock.instant())
                    .append("validUntil", validUntil);
            fresh.putAll(link);
            try {
                links.insertOne(fresh);
                return new IssuedSecret(token, validUntil);
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                // Another link was made for this slot in between: the newest has it, so that one goes and this one
                // tries again.
            }
        }
        throw new IllegalStateException("links for " + slot + " are being made faster than one can take its place");
    }

    /** Moves the link that holds a slot out of it; false if none does, or it was used at this moment. */
    private boolean vacate(String slot) {
        Document holder = links.find(eq("slot", slot)).batchSize(1).first();
        if (holder == null) {
            return false;
        }
        String id = holder.getString("_id");
        return links.updateOne(
                                and(eq("_id", id), eq("slot", slot)),
                                combine(set("slot", id), set("revokedAt", clock.instant())))
                        .getModifiedCount()
                == 1;
    }

    /** Reads the clock once: a link that was valid when it was asked for is used, though its last moment passes meanwhile. */
    private @Nullable Document usable(String token) {
        String id = Secrets.hash(token);
        Document link =
                links.find(and(eq("_id", id), ne("slot", id))).batchSize(1).first();
        if (link == null) {
            return null;
        }
        Date validUntil = link.getDate("validUntil");
        return validUntil == null || validUntil.toInstant().isAfter(clock.instant()) ? link : null;
    }

    private static OneTimeLink oneTimeLink(Document link) {
        return new OneTimeLink(
                Kind.valueOf(link.getString("kind")), link.getString("personId"), instant(link, "validUntil"));
    }

    private static Invitation invitation(Document link) {
        return new Invitation(
                link.getString("personId"),
                link.getString("madeBy"),
                link.getDate("madeAt").toInstant(),
                link.getDate("validUntil").toInstant(),
                instant(link, "usedAt"),
                instant(link, "revokedAt"));
    }

    private static @Nullable Instant instant(Document link, String field) {
        Date date = link.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static Bson invitationsOf(String personId) {
        return and(eq("personId", personId), eq("kind", Kind.INVITATION.name()));
    }

    private static String invitationSlot(String personId) {
        return "invitation:" + personId;
    }
}
