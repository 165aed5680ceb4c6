package org.bitacora.app.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.app.House;
import org.bitacora.app.Server;
import org.bitacora.app.accounts.OneTimeLinks;
import org.bitacora.app.accounts.OpenSession;
import org.bitacora.command.Command;
import org.bitacora.command.Envelope;
import org.bitacora.command.Receipt;
import org.bitacora.command.charter.SetWorkingRule;
import org.bitacora.command.meetings.CallMeeting;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.GrantRole;
import org.bitacora.command.suggestions.AcknowledgeSuggestion;
import org.bitacora.command.suggestions.AnswerSuggestion;
import org.bitacora.command.suggestions.ParkSuggestion;
import org.bitacora.command.suggestions.SplitSuggestion;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.record.AppendCondition;
import org.bitacora.record.NewEvent;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A house with its server on a port of its own, and the story of a small group in it: members A (academia, the secretariat), B (technical
 * community) and C (civil society), and their suggestions, one of them for members only. Its clock stands still unless a test moves it.
 */
final class OpenHouse implements AutoCloseable {
    static final String A = Ids.derived("integrante A");
    static final String B = Ids.derived("integrante B");
    static final String C = Ids.derived("integrante C");

    /** The public suggestion that has waited longest. */
    static final String OLDEST = Ids.derived("sugerencia 1");
    /** For members only; everything about it holds the word that is its title. */
    static final String SECRET = Ids.derived("sugerencia 2");

    static final String SECRET_WORD = "Reservadísimo";
    static final String PARKED = Ids.derived("sugerencia 3");
    static final String SPLIT = Ids.derived("sugerencia 4");
    static final String ANSWERED = Ids.derived("sugerencia 5");
    /** Happened in 2013, recorded with the rest. */
    static final String OF_2013 = Ids.derived("sugerencia 6");

    static final ZoneId ZONE = ZoneId.of("America/Mexico_City");

    private final EventCodec codec;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();
    private final House house;
    private final Server.Running server;
    private volatile Instant now = Instant.parse("2026-11-10T16:00:00Z");
    private int keys;

    private OpenHouse(Path directory) {
        house = House.open(new House.Location(directory, null), () -> now);
        codec = new EventCodec(house.json());
        server = Server.start(house, "127.0.0.1", 0);
    }

    /** Before anything was recorded. */
    static OpenHouse empty(Path directory) {
        return new OpenHouse(directory);
    }

    static OpenHouse withStory(Path directory) throws InterruptedException {
        OpenHouse open = new OpenHouse(directory);
        open.tell();
        open.awaitViews();
        return open;
    }

    /** A meeting that is to come, with no item yet. */
    void calls(String meetingId) {
        Instant starts = now().plus(Duration.ofDays(20));
        did(A, new CallMeeting(meetingId, "Reunión 150", starts, null, 90, "La biblioteca", null, Visibility.PUBLIC));
    }

    private void tell() {
        did(EventMetadata.SYSTEM, new AdmitMember(A, "Integrante A", "Universidad", Sector.ACADEMIA, null));
        did(A, new AdmitMember(B, "Integrante B", null, Sector.TECHNICAL_COMMUNITY, null));
        did(A, new AdmitMember(C, "Integrante C", null, Sector.CIVIL_SOCIETY, null));
        did(B, new GrantRole(A, Role.SECRETARIAT, LocalDate.of(2027, 6, 30)), null, "Reunión 147");
        did(A, new SetWorkingRule("suggestion.acknowledgeDays", "7"));
        submitted(
                B,
                OLDEST,
                "Publicar la minuta en formatos abiertos",
                "**Abiertos** siempre. <script>alert(1)</script>");
        later(Duration.ofDays(3));
        submittedTo(Visibility.MEMBERS, C, SECRET, SECRET_WORD, SECRET_WORD + ", entre integrantes.");
        submitted(C, PARKED, "Subtítulos en vivo durante los Diálogos", "Para quien no oye.");
        did(A, new ParkSuggestion(PARKED, 1, "Falta saber cuánto cuesta.", LocalDate.of(2027, 1, 15)));
        later(Duration.ofDays(4));
        submitted(A, SPLIT, "Sede y fecha", "Que se digan la sede y la fecha.");
        did(
                A,
                new SplitSuggestion(
                        SPLIT,
                        1,
                        List.of(
                                new SplitSuggestion.Part(Ids.derived("parte 1"), "La sede", "Que se diga."),
                                new SplitSuggestion.Part(Ids.derived("parte 2"), "La fecha", "Que se diga.")),
                        "Son dos cosas."));
        submitted(B, ANSWERED, "Un directorio público", "Con los cinco sectores.");
        did(A, new AcknowledgeSuggestion(ANSWERED, "Llegó."));
        did(A, new AnswerSuggestion(ANSWERED, 2, Outcome.NOTED, "Lo leímos en la lista."));
        did(B, historic(OF_2013), "2013-11-04", "Minuta del 4 de noviembre de 2013, página 2");
        did(A, new AcknowledgeSuggestion(SECRET, SECRET_WORD + " recibida."));
        later(Duration.ofMinutes(90));
    }

    private static SubmitSuggestion historic(String id) {
        return new SubmitSuggestion(
                id, About.GROUP, "Transmitir los Diálogos", "Se pidió desde el principio.", Visibility.PUBLIC);
    }

    House house() {
        return house;
    }

    int port() {
        return server.port();
    }

    Instant now() {
        return now;
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    void submitted(String by, String id, String title, String body) {
        submittedTo(Visibility.PUBLIC, by, id, title, body);
    }

    private void submittedTo(Visibility visibility, String by, String id, String title, String body) {
        did(by, new SubmitSuggestion(id, About.GROUP, title, body, visibility));
    }

    Receipt did(String by, Command command) {
        return did(by, command, null, null);
    }

    private Receipt did(String by, Command command, @Nullable String on, @Nullable String source) {
        later(Duration.ofMinutes(1));
        String key = "clave " + keys++;
        if (by.equals(EventMetadata.SYSTEM)) return house.desk().submit(command, Envelope.fromOperator(key));
        VagueDate date = on == null ? null : VagueDate.parse(on);
        return house.desk()
                .submit(
                        command,
                        new Envelope(
                                by, Channel.WEB, key, Capacity.PERSONAL, null, date, source, null, null, null, null));
    }

    /** Puts an event into the record without a decision, for what no command asks for yet. */
    long recorded(DomainEvent event, String by, String occurredOn, @Nullable String source) {
        later(Duration.ofMinutes(1));
        boolean system = by.equals(EventMetadata.SYSTEM);
        EventMetadata metadata = new EventMetadata(
                by,
                system ? Channel.IMPORT : Channel.WEB,
                system ? null : event instanceof ContributionMade ? Capacity.SECTOR : Capacity.PERSONAL,
                system ? null : Sector.ACADEMIA,
                system ? null : 1,
                null,
                event instanceof ContributionMade && !system ? "La lista de correo" : null,
                VagueDate.parse(occurredOn),
                source,
                null,
                null,
                Ids.derived("correlación"),
                null,
                Ids.derived("orden " + keys++),
                "0");
        EventType type = EventType.of(event.getClass());
        NewEvent made = new NewEvent(
                Ids.derived("evento " + keys++),
                type.name(),
                Integer.toString(type.version()),
                now,
                Set.copyOf(event.allTags(metadata)),
                metadata.toMap(),
                codec.encode(event));
        return house.record().append(AppendCondition.none(), List.of(made)).join();
    }

    void awaitViews() throws InterruptedException {
        house.awaitViews(Duration.ofSeconds(20));
    }

    /** Somebody at a browser, signed in by a one-time link. */
    Visitor visitor(String member) throws IOException, InterruptedException {
        OneTimeLinks links = new OneTimeLinks(house.database(), house.clock(), house.random());
        Visitor visitor = new Visitor(port());
        visitor.open("/entrar?llave=" + links.invite(member, null).secret());
        visitor.form("/entrar").record();
        return visitor;
    }

    /** A page as the public reads it, in Spanish. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, null, "es");
    }

    /** @param reader id of a member; null for the public */
    HttpResponse<String> get(String path, @Nullable String reader, String language)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Accept-Language", language);
        if (reader != null) {
            request.header(
                    "Cookie",
                    cookies.computeIfAbsent(reader, id -> OpenSession.cookie(house.database(), house.clock(), id)));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        house.close();
    }
}
