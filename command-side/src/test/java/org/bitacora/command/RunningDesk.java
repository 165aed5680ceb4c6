package org.bitacora.command;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bitacora.command.automation.Automation;
import org.bitacora.command.automation.AutomationRunner;
import org.bitacora.command.charter.Charter;
import org.bitacora.command.discussion.Discussions;
import org.bitacora.command.meetings.Meetings;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.Memberships;
import org.bitacora.command.suggestions.Suggestions;
import org.bitacora.embedded.EmbeddedMongo;
import org.bitacora.record.EventRecord;
import org.bitacora.record.Lease;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Json;
import org.bitacora.vocabulary.Sector;
import tools.jackson.databind.json.JsonMapper;

/** A command desk over a record on the disk, with a clock that a test moves. Its first moment is noon of {@link Given#TODAY}. */
public final class RunningDesk implements AutoCloseable {
    /** What the house takes. */
    public static final List<Slice> SLICES =
            List.of(Suggestions.SLICE, Meetings.SLICE, Discussions.SLICE, Memberships.SLICE, Charter.SLICE);

    private final EmbeddedMongo server;
    private final MongoClient client;
    private final EventRecord record;
    private final CommandDesk desk;
    private volatile Instant now = Given.nothing().now();
    private int keys;

    private RunningDesk(Path directory, List<Slice> slices) throws IOException {
        JsonMapper json = Json.mapper();
        server = EmbeddedMongo.open(directory);
        client = MongoClients.create(server.connectionString());
        record = EventRecord.open(client.getDatabase("desk"));
        desk = new CommandDesk(record, new EventCodec(json), json, () -> now, new Random(1), slices);
    }

    /** With the decisions of the house and perhaps more, and one member: A, of academia. */
    public static RunningDesk withA(Path directory, Slice... more) throws IOException {
        List<Slice> slices = new ArrayList<>(SLICES);
        slices.addAll(List.of(more));
        RunningDesk running = new RunningDesk(directory, slices);
        running.did(Given.SYSTEM, new AdmitMember(Given.A, "Integrante A", null, Sector.ACADEMIA, null));
        return running;
    }

    public CommandDesk desk() {
        return desk;
    }

    /** Somebody sends a command now, under a key of its own. */
    public Receipt did(String by, Command command) {
        String key = "key" + keys++;
        return desk.submit(
                command,
                by.equals(Given.SYSTEM)
                        ? Envelope.fromOperator(key)
                        : Envelope.from(by, Given.from(by).channel(), key));
    }

    /** Runs these automations until it is closed. */
    public AutomationRunner running(Automation... automations) {
        MongoDatabase database = client.getDatabase("desk");
        Lease lease = new Lease(database, "automations", Duration.ofMinutes(1), InstantSource.system());
        AutomationRunner runner = new AutomationRunner(
                record, new EventCodec(Json.mapper()), desk, database, lease, List.of(automations));
        runner.start();
        return runner;
    }

    public void later(Duration duration) {
        now = now.plus(duration);
    }

    /** All that is in the record. */
    public List<StoredEvent> events() {
        return record.at(0, record.size());
    }

    @Override
    public void close() {
        desk.close();
        record.close();
        client.close();
        server.close();
    }
}
