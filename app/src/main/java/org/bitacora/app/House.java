package org.bitacora.app;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bitacora.command.CommandDesk;
import org.bitacora.command.CommandReader;
import org.bitacora.command.Slice;
import org.bitacora.command.automation.Automation;
import org.bitacora.command.automation.AutomationRunner;
import org.bitacora.command.charter.Charter;
import org.bitacora.command.discussion.Discussions;
import org.bitacora.command.membership.Memberships;
import org.bitacora.embedded.DataDirectoryInUse;
import org.bitacora.embedded.EmbeddedMongo;
import org.bitacora.query.DocumentProjection;
import org.bitacora.query.Documents;
import org.bitacora.query.Group;
import org.bitacora.query.People;
import org.bitacora.query.ProjectionRunner;
import org.bitacora.query.Readers;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.Views;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.journal.JournalProjection;
import org.bitacora.query.meetings.MeetingView;
import org.bitacora.query.meetings.Meetings;
import org.bitacora.query.meetings.MeetingsFold;
import org.bitacora.query.members.MemberView;
import org.bitacora.query.members.Members;
import org.bitacora.query.members.MembersFold;
import org.bitacora.query.record.RecordViews;
import org.bitacora.query.suggestions.SuggestionView;
import org.bitacora.query.suggestions.Suggestions;
import org.bitacora.query.suggestions.SuggestionsFold;
import org.bitacora.query.timeline.Timeline;
import org.bitacora.record.Checkpoints;
import org.bitacora.record.EventRecord;
import org.bitacora.record.Lease;
import org.bitacora.record.RecordTree;
import org.bitacora.record.proof.SigningKey;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything of one group, wired together and running: the record, the command desk, the views. The server and each command of the command
 * line open one.
 *
 * <p>With no MongoDB given, the first process on a data directory starts the embedded server there; later ones come in through it.
 */
public final class House implements AutoCloseable {
    private static final String DATABASE = "bitacora";
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** All that can be asked of the group. */
    public static final List<Slice> SLICES = List.of(
            org.bitacora.command.suggestions.Suggestions.SLICE,
            Memberships.SLICE,
            org.bitacora.command.meetings.Meetings.SLICE,
            Discussions.SLICE,
            Charter.SLICE);

    /** All that the house asks for by itself. */
    private static final List<Automation> AUTOMATIONS = Stream.of(
                    org.bitacora.command.meetings.Meetings.AUTOMATIONS, Memberships.AUTOMATIONS)
            .flatMap(List::stream)
            .toList();

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final MongoDatabase database;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();
    private final JsonMapper json = Json.mapper();
    private final EventCodec codec = new EventCodec(json);
    private final EventRecord record;
    private final RecordTree tree;
    private final Checkpoints checkpoints;
    private final CommandDesk desk;
    private final ProjectionRunner runner;
    private final Journal journal;
    private final Group group;
    private final Documents<MemberView> members;
    private final People people;
    private final Timeline timeline;
    private final Suggestions suggestions;
    private final Meetings meetings;
    private final Members roster;
    private final RecordViews recordViews;
    private final Views views;
    private final AutomationRunner automations;

    /**
     * Where a group's record lies.
     *
     * @param data directory of the embedded server, of the signing key and of the last checkpoint; made if it is not there
     * @param mongodbUri of a MongoDB to use instead of the embedded server; null for the embedded one
     */
    public record Location(Path data, @Nullable String mongodbUri) {
        /** Whether a record may be there; what is in a MongoDB is seen when it is opened. */
        public boolean begun() {
            return mongodbUri != null || Files.exists(signingKeyFile());
        }

        private Path signingKeyFile() {
            return data.resolve("signing.key");
        }
    }

    private House(Location location, InstantSource clock, boolean asOwner) {
        this.clock = clock;
        MongoClient client = keep(connect(location, asOwner), MongoClient::close);
        this.database = client.getDatabase(DATABASE);
        this.record = keep(EventRecord.open(database), EventRecord::close);
        this.tree = new RecordTree(record, database);
        this.checkpoints = new Checkpoints(record, tree, signingKey(location), location.data);
        this.desk = keep(new CommandDesk(record, codec, json, clock, random, SLICES), CommandDesk::close);
        SuggestionsFold suggestionsFold = new SuggestionsFold();
        MeetingsFold meetingsFold = new MeetingsFold();
        MembersFold membersFold = new MembersFold();
        Group.Fold groupFold = new Group.Fold();
        this.runner = keep(
                new ProjectionRunner(
                        record,
                        codec,
                        database,
                        new Lease(database, "projections", LEASE, clock),
                        List.of(
                                new JournalProjection(codec),
                                new DocumentProjection<>(suggestionsFold, List.of("since"), json),
                                new DocumentProjection<>(meetingsFold, List.of("starts"), json),
                                new DocumentProjection<>(membersFold, List.of("ordinal"), json),
                                new DocumentProjection<>(groupFold, List.of(), json))),
                ProjectionRunner::close);
        this.journal = new Journal(runner, codec);
        this.group = new Group(new Documents<>(groupFold, runner, journal, json));
        this.members = new Documents<>(membersFold, runner, journal, json);
        this.people = new People(members);
        this.timeline = new Timeline(journal, people);
        Documents<SuggestionView> suggestionDocuments = new Documents<>(suggestionsFold, runner, journal, json);
        this.suggestions = new Suggestions(suggestionDocuments, people, group, journal);
        Documents<MeetingView> meetingDocuments = new Documents<>(meetingsFold, runner, journal, json);
        this.meetings = new Meetings(meetingDocuments, journal, people, group, clock);
        this.roster = new Members(members);
        this.recordViews = new RecordViews(record, tree, checkpoints, journal);
        List<ViewEndpoint> endpoints = Stream.of(
                        timeline.endpoints(),
                        suggestions.endpoints(),
                        meetings.endpoints(),
                        roster.endpoints(),
                        recordViews.endpoints())
                .flatMap(List::stream)
                .toList();
        this.views = new Views(endpoints, runner, journal, group, clock, json);
        this.automations = keep(
                new AutomationRunner(
                        record, codec, desk, database, new Lease(database, "automations", LEASE, clock), AUTOMATIONS),
                AutomationRunner::close);
        runner.start();
    }

    /**
     * Opens a group's record and starts its views. If another process has the data directory open, this comes in through it, and can do
     * no more once that ends.
     *
     * @throws java.io.UncheckedIOException if the data directory cannot be used
     */
    public static House open(Location location, InstantSource clock) {
        return new House(location, clock, false);
    }

    /**
     * As {@link #open}, for a process that is there to stay: it never depends on another.
     *
     * @throws DataDirectoryInUse if another process has the data directory open
     */
    public static House openAsOwner(Location location, InstantSource clock) {
        return new House(location, clock, true);
    }

    public MongoDatabase database() {
        return database;
    }

    public InstantSource clock() {
        return clock;
    }

    public RandomGenerator random() {
        return random;
    }

    public JsonMapper json() {
        return json;
    }

    public EventRecord record() {
        return record;
    }

    public RecordTree tree() {
        return tree;
    }

    public Checkpoints checkpoints() {
        return checkpoints;
    }

    public CommandDesk desk() {
        return desk;
    }

    public CommandReader reader() {
        return new CommandReader(json, clock, random);
    }

    public ProjectionRunner runner() {
        return runner;
    }

    public Group group() {
        return group;
    }

    public People people() {
        return people;
    }

    public Readers readers() {
        return new Readers(members, group, clock);
    }

    public Timeline timeline() {
        return timeline;
    }

    public Suggestions suggestions() {
        return suggestions;
    }

    public Meetings meetings() {
        return meetings;
    }

    public Members roster() {
        return roster;
    }

    public RecordViews recordViews() {
        return recordViews;
    }

    public Views views() {
        return views;
    }

    /** Starts what the house asks for by itself; only where it is to run on, not for a single command. */
    public void startAutomations() {
        automations.start();
    }

    /** Waits until the views show all that is recorded now. */
    public void awaitViews(Duration max) throws InterruptedException {
        if (record.size() > 0 && !runner.await(record.size() - 1, max)) {
            throw new IllegalStateException("the views did not catch up with the record in " + max);
        }
    }

    /** Closes what was opened, the last first. */
    @Override
    public void close() {
        while (!closers.isEmpty()) closers.pop().run();
    }

    private <T> T keep(T part, Consumer<T> close) {
        closers.push(() -> close.accept(part));
        return part;
    }

    private MongoClient connect(Location location, boolean asOwner) {
        try {
            Files.createDirectories(location.data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (location.mongodbUri != null) return MongoClients.create(location.mongodbUri);
        Optional<String> owner = asOwner ? Optional.empty() : EmbeddedMongo.connectionOfOwner(location.data);
        if (owner.isPresent()) return MongoClients.create(owner.get());
        try {
            return MongoClients.create(keep(EmbeddedMongo.open(location.data), EmbeddedMongo::close)
                    .connectionString());
        } catch (DataDirectoryInUse e) {
            if (asOwner) throw e;
            // Somebody else was a moment faster.
            return MongoClients.create(
                    EmbeddedMongo.connectionOfOwner(location.data).orElseThrow(() -> e));
        }
    }

    private SigningKey signingKey(Location location) {
        Path file = location.signingKeyFile();
        try {
            if (Files.notExists(file)) {
                try {
                    return SigningKey.create(file, "bitacora/" + Ids.fresh(clock.instant(), random));
                } catch (FileAlreadyExistsException e) {
                    // Another process that opens the same new directory was a moment faster.
                }
            }
            return SigningKey.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
