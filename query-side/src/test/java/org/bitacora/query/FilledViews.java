package org.bitacora.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitacora.embedded.EmbeddedMongo;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.journal.JournalProjection;
import org.bitacora.query.members.MemberView;
import org.bitacora.query.members.MembersFold;
import org.bitacora.query.suggestions.SuggestionView;
import org.bitacora.query.suggestions.Suggestions;
import org.bitacora.query.suggestions.SuggestionsFold;
import org.bitacora.query.timeline.Timeline;
import org.bitacora.record.EventRecord;
import org.bitacora.record.Lease;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Json;
import tools.jackson.databind.json.JsonMapper;

/** Views that a test fills by its own hand, so that it decides what comes twice and what never comes. */
public final class FilledViews implements AutoCloseable {
    public final JsonMapper json = Json.mapper();
    public final EventCodec codec = new EventCodec(json);
    public final EventRecord record;
    public final MongoDatabase database;
    public final ProjectionRunner runner;
    public final Journal journal;
    public final Documents<SuggestionView> suggestionDocuments;
    public final Suggestions suggestions;
    public final Timeline timeline;
    private final List<Projection> projections;
    private final EmbeddedMongo server;
    private final MongoClient client;

    public FilledViews(Path directory) throws IOException {
        server = EmbeddedMongo.open(directory);
        client = MongoClients.create(server.connectionString());
        database = client.getDatabase("views");
        record = EventRecord.open(database);
        SuggestionsFold suggestionsFold = new SuggestionsFold();
        MembersFold membersFold = new MembersFold();
        Group.Fold groupFold = new Group.Fold();
        projections = List.of(
                new JournalProjection(codec),
                new DocumentProjection<>(suggestionsFold, List.of("since"), json),
                new DocumentProjection<>(membersFold, List.of("ordinal"), json),
                new DocumentProjection<>(groupFold, List.of(), json));
        runner = new ProjectionRunner(record, codec, database, lease(), projections);
        journal = new Journal(runner, codec);
        Documents<MemberView> members = new Documents<>(membersFold, runner, journal, json);
        People people = new People(members);
        Group group = new Group(new Documents<>(groupFold, runner, journal, json));
        suggestionDocuments = new Documents<>(suggestionsFold, runner, journal, json);
        suggestions = new Suggestions(suggestionDocuments, people, group, journal);
        timeline = new Timeline(journal, people);
    }

    public Lease lease() {
        return new Lease(database, "projections", Duration.ofSeconds(5), InstantSource.system());
    }

    public FilledViews apply(List<Fact> facts) {
        for (Projection projection : projections) projection.apply(facts, runner.build(projection.name()));
        return this;
    }

    /** Everything that all of them hold. */
    public Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        for (String collection : database.listCollectionNames()) {
            if (!collection.startsWith("view_")) continue;
            database.getCollection(collection)
                    .find()
                    .forEach(document -> contents.put(collection + " " + document.get("_id"), document.toJson()));
        }
        return contents;
    }

    public static ViewRequest request(Reader reader, Moment moment, int limit, Map<String, String> parameters) {
        return new ViewRequest(reader, moment, Facts.DAY, limit, parameters);
    }

    @Override
    public void close() throws IOException {
        record.close();
        client.close();
        server.close();
    }
}
