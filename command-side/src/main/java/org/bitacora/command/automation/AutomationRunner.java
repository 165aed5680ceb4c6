package org.bitacora.command.automation;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.bitacora.command.Command;
import org.bitacora.command.CommandDesk;
import org.bitacora.command.Envelope;
import org.bitacora.command.Refusal;
import org.bitacora.record.EventRecord;
import org.bitacora.record.Lease;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Recorded;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the automations, in one process at a time: each event once in order, each new day once. It keeps its place in the collection {@code
 * automations}; after a crash some events come again, and the keys of what they ask for make that harmless.
 */
public final class AutomationRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationRunner.class);
    private static final String PLACE = "place";
    private static final int BATCH_COMMITS = 64;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How often a command that lost its races is handed in, before the round is broken off. */
    private static final int RACES = 5;

    private final EventRecord record;
    private final EventCodec codec;
    private final CommandDesk desk;
    private final Lease lease;
    private final List<Automation> automations;
    private final MongoCollection<Document> places;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    /** Belongs to the thread; null while another process may have gone on. */
    private @Nullable Place place;

    private @Nullable Thread thread;

    public AutomationRunner(
            EventRecord record,
            EventCodec codec,
            CommandDesk desk,
            MongoDatabase database,
            Lease lease,
            List<Automation> automations) {
        this.record = record;
        this.codec = codec;
        this.desk = desk;
        this.lease = lease;
        this.automations = List.copyOf(automations);
        this.places = database.getCollection("automations").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** Starts running as soon as this process holds the lease. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("automations").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (thread != null) thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why it stands still: the last round was broken off by this, and is tried again; null while all is well. */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    private void run() {
        try {
            while (!closed) round();
            lease.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is skipped: what was begun when a round broke off comes again, under the same keys. */
    private void round() throws InterruptedException {
        try {
            if (lease.hold()) work();
            else {
                place = null;
                Thread.sleep(IDLE);
            }
            failure = null;
        } catch (RuntimeException e) {
            LOG.error("The automations broke off, and try again in {}", PAUSE, e);
            failure = e;
            place = null;
            Thread.sleep(PAUSE);
        }
    }

    private void work() throws InterruptedException {
        Place before = place == null ? saved() : place;
        Place after = day(events(before));
        if (!after.equals(before)) save(after);
        place = after;
    }

    /**
     * How far it has come.
     *
     * @param position the next event to look at
     * @param day the last day that was looked at, in ISO form; empty for none
     */
    private record Place(long position, String day) {}

    private Place events(Place place) throws InterruptedException {
        if (!record.await(place.position, IDLE)) return place;
        long position = place.position;
        for (StoredEvent stored : record.read(position, BATCH_COMMITS)) {
            Recorded event = stored.decode(codec);
            for (Automation automation : automations) {
                if (automation instanceof Automation.OnEvent onEvent) {
                    for (Automation.Asked asked : onEvent.then(event)) {
                        ask(automation, event.id(), event.by().correlation(), event.id(), asked);
                    }
                }
            }
            position = event.position() + 1;
        }
        return new Place(position, place.day);
    }

    private Place day(Place place) throws InterruptedException {
        LocalDate today = desk.today();
        if (place.day.equals(today.toString())) return place;
        for (Automation automation : automations) {
            if (automation instanceof Automation.Daily daily) {
                List<Recorded> events = record.find(daily.of(), 0, record.size()).stream()
                        .map(stored -> stored.decode(codec))
                        .toList();
                for (Automation.Asked asked : daily.then(events, today)) {
                    ask(automation, today.toString(), null, null, asked);
                }
            }
        }
        return new Place(place.position, today.toString());
    }

    private void ask(
            Automation automation,
            String setOffBy,
            @Nullable String correlation,
            @Nullable String causation,
            Automation.Asked asked)
            throws InterruptedException {
        Refusal refusal = submit(automation.name(), setOffBy, correlation, causation, asked.command());
        if (refusal != null && asked.otherwise() != null) {
            Command otherwise = asked.otherwise().apply(refusal);
            refusal = submit(automation.name() + "-otherwise", setOffBy, correlation, causation, otherwise);
        }
        if (refusal != null) LOG.info("{} asked in vain: {}", automation.name(), refusal.code());
    }

    /**
     * Hands in a command, again after a pause while others keep changing what it is decided from.
     *
     * @return why it was refused; null if it was taken
     * @throws Refusal if the race was lost each time, which is no answer
     */
    private @Nullable Refusal submit(
            String name, String setOffBy, @Nullable String correlation, @Nullable String causation, Command command)
            throws InterruptedException {
        String key = name + "/" + setOffBy + "/" + command.id();
        for (int left = RACES; ; left--) {
            try {
                desk.submit(command, Envelope.fromAutomation(key, correlation, causation));
                return null;
            } catch (Refusal refusal) {
                if (!refusal.isLostRace()) return refusal;
                if (left == 1) throw refusal;
            }
            Thread.sleep(PAUSE);
        }
    }

    private Place saved() {
        Document place = places.find(Filters.eq("_id", PLACE)).first();
        return place == null ? new Place(0, "") : new Place(place.getLong("position"), place.getString("day"));
    }

    private void save(Place place) {
        places.replaceOne(
                Filters.eq("_id", PLACE),
                new Document("_id", PLACE).append("position", place.position).append("day", place.day),
                new ReplaceOptions().upsert(true));
    }
}
