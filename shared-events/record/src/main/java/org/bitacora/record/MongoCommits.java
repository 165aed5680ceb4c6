package org.bitacora.record;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Commits in a MongoDB collection, one document each. A document is atomic on every server that speaks the protocol, and a unique {@code
 * _id} makes the order gapless, so nothing else is asked of the server: no transactions, sessions or change streams.
 *
 * <p>Concerns are set here and override whatever the connection string says: {@code w:majority, j:true}, read concern and preference
 * {@code majority} and {@code primary}. Safe for use by many threads.
 */
final class MongoCommits implements CommitStore {
    private static final int READ_BATCH = 64;
    private static final long DOUBT_PAUSE_MILLIS = 200;

    private final MongoCollection<Document> commits;

    MongoCommits(MongoDatabase database) {
        commits = database.getCollection("commits")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
        commits.createIndex(Indexes.ascending("keys", "_id"));
        commits.createIndex(Indexes.ascending("at", "_id"));
    }

    @Override
    public Insertion insert(Commit commit) throws InterruptedException {
        Document document = CommitDocument.of(commit);
        while (true) {
            try {
                commits.insertOne(document);
                return Insertion.DONE;
            } catch (MongoWriteException e) {
                if (e.getError().getCode() != 11000) throw e;
            } catch (MongoSocketException | MongoTimeoutException e) {
                // In doubt: it may have been written. What stands at its position tells, or else the identical document
                // sent again.
            } catch (MongoException e) {
                if (!e.hasErrorLabel("RetryableWriteError")) throw e;
            }
            Insertion standing = standing(commit);
            if (standing != null) return standing;
            Thread.sleep(DOUBT_PAUSE_MILLIS);
        }
    }

    /**
     * Whose commit stands at the position; null if none that a majority has confirmed, or if nobody can tell now. A clash with nothing to
     * read is with a document that may stay or vanish: the position is never taken for free.
     */
    private @Nullable Insertion standing(Commit commit) {
        try {
            Document there =
                    commits.find(new Document("_id", commit.position())).first();
            if (there == null) return null;
            return commit.id().equals(there.getString("commit")) ? Insertion.DONE : Insertion.TAKEN;
        } catch (MongoException e) {
            return null;
        }
    }

    @Override
    public @Nullable Commit last() {
        Document last = commits.find().sort(descending("_id")).limit(1).first();
        return last == null ? null : CommitDocument.read(last);
    }

    @Override
    public List<Commit> beginningAt(long position, int max) {
        return read(gte("_id", position), max);
    }

    @Override
    public List<Commit> from(long position, int max) {
        return read(gte("_id", holding(position)), max);
    }

    @Override
    public List<Long> find(Collection<List<String>> keyGroups, long from, long below) {
        List<String> single = new ArrayList<>();
        List<Bson> queries = new ArrayList<>();
        for (List<String> group : keyGroups) {
            if (group.size() == 1) single.add(group.getFirst());
            else queries.add(all("keys", group));
        }
        if (!single.isEmpty()) queries.add(in("keys", single));
        Bson range = from == 0 ? lt("_id", below) : and(gte("_id", holding(from)), lt("_id", below));
        TreeSet<Long> positions = new TreeSet<>();
        for (Bson query : queries) {
            for (Document found : commits.find(and(query, range))
                    .projection(Projections.include("_id"))
                    .sort(ascending("_id"))
                    .batchSize(1000)) {
                positions.add(found.getLong("_id"));
            }
        }
        return List.copyOf(positions);
    }

    @Override
    public List<Commit> load(Collection<Long> positions) {
        return read(in("_id", positions), 0);
    }

    @Override
    public Optional<Commit> firstRecordedAt(Instant moment) {
        return Optional.ofNullable(commits.find(gte("at", moment.toEpochMilli()))
                        .sort(ascending("at", "_id"))
                        .limit(1)
                        .first())
                .map(CommitDocument::read);
    }

    private List<Commit> read(Bson query, int max) {
        List<Commit> found = new ArrayList<>();
        for (Document document :
                commits.find(query).sort(ascending("_id")).limit(max).batchSize(READ_BATCH)) {
            found.add(CommitDocument.read(document));
        }
        return found;
    }

    /** The {@code _id} of the commit that holds a position. */
    private long holding(long position) {
        Document floor = commits.find(lte("_id", position))
                .sort(descending("_id"))
                .projection(Projections.include("_id"))
                .limit(1)
                .first();
        return floor == null ? 0 : floor.getLong("_id");
    }
}
