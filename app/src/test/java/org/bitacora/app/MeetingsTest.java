package org.bitacora.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bitacora.app.accounts.BearerTokens;
import org.bitacora.app.accounts.OpenSession;
import org.bitacora.record.AppendCondition;
import org.bitacora.record.NewEvent;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceMode;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.Guests;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A meeting of 2013 as members and the public read it, in the API and on its page, now and at past moments. */
class MeetingsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MEMBER = Ids.derived("member", "A");
    private static final String MEETING = Ids.derived("meeting", "1");
    private static final String CLOSED = Ids.derived("meeting", "2");
    private static final String NARROWED = Ids.derived("item", "narrowed");
    private static final String SUGGESTION = Ids.derived("suggestion", "1");
    private static final String HIDDEN = Ids.derived("suggestion", "2");

    private static House house;
    private static Server.Running server;
    private static String token;
    private static String session;

    @BeforeAll
    static void record(@TempDir Path data) throws Exception {
        house = House.open(new House.Location(data, null), InstantSource.system());
        server = Server.start(house, "127.0.0.1", 0);
        token = "Bearer "
                + new BearerTokens(house.database(), house.clock(), new SecureRandom())
                        .issue(MEMBER, 1)
                        .secret();
        session = OpenSession.cookie(house.database(), house.clock(), MEMBER);
        append("2013-08-01", new MemberAdmitted(MEMBER, "Integrante Presente", null, Sector.ACADEMIA, null, false));
        append("2013-08-02", suggestion(SUGGESTION, "Sugerencia abierta", Visibility.PUBLIC));
        append("2013-08-02", suggestion(HIDDEN, "Sugerencia reservada", Visibility.MEMBERS));
        append("2013-08-03", called(MEETING, "Charlas previas", "2013-08-08", Visibility.PUBLIC));
        append("2013-08-03", called(CLOSED, "Charla cerrada", "2013-09-08", Visibility.MEMBERS));
        append("2013-08-04", item("open", "Nombre del grupo", null, Visibility.PUBLIC));
        append("2013-08-04", item("members", "Tema reservado", null, Visibility.MEMBERS));
        append("2013-08-04", item("narrowed", "Tema que se cerró", null, Visibility.PUBLIC));
        append("2013-08-04", item("about", null, SUGGESTION, Visibility.PUBLIC));
        append("2013-08-04", item("about-hidden", null, HIDDEN, Visibility.PUBLIC));
        append("2013-08-08", said("open", "Foro es mejor nombre"));
        append(
                "2013-08-10",
                new AttendanceRecorded(
                        MEETING,
                        1,
                        List.of(new Attendance(MEMBER, Sector.GOVERNMENT, AttendanceMode.REMOTE)),
                        List.of(new Guests(Sector.CIVIL_SOCIETY, 3)),
                        List.of(),
                        null));
        append("2013-08-12", new MinutesDrafted(MEETING, 1, "Nos **llamamos** así."));
        append("2013-08-14", new MinutesPublished(MEETING, 1, 1, null));
        append("2013-08-20", new MinutesDrafted(MEETING, 2, "Borrador secreto"));
        append(
                "2013-08-21",
                new VisibilityChanged(new ThreadId(ThreadKind.ITEM, NARROWED), Visibility.MEMBERS, "se pidió"));
        house.awaitViews(Duration.ofSeconds(20));
    }

    @AfterAll
    static void close() {
        server.close();
        house.close();
    }

    @Test
    void thePublicSeesNumbersBySectorAndNoNameNoLinkNoDraft() throws Exception {
        String meeting = body("/api/v1/meetings/" + MEETING, null);

        assertThat(meeting)
                .contains("\"present\":1", "\"guests\":3", "\"academia\"", "Nos **llamamos** así.", "\"over\"")
                .doesNotContain("Integrante Presente", MEMBER + "\",\"name\"", "sala.example", "Borrador secreto");
        assertThat(meeting.split("\"sector\":\"", -1)).as("five sectors").hasSizeGreaterThanOrEqualTo(6);
        assertThat(body("/api/v1/meetings", null))
                .contains("Charlas previas")
                .doesNotContain("Charla cerrada", "\"items\":5");
        assertThat(get("/api/v1/meetings/" + CLOSED, null).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsForMembersIsAbsentFromTheAgendaOfThePublic() throws Exception {
        assertThat(body("/api/v1/meetings/" + MEETING, null))
                .contains("Nombre del grupo", "Sugerencia abierta")
                .doesNotContain("Tema reservado", "Tema que se cerró", "Sugerencia reservada", HIDDEN);
    }

    @Test
    void membersSeeAllOfIt() throws Exception {
        assertThat(body("/api/v1/meetings/" + MEETING, token))
                .contains("Integrante Presente", "sala.example", "Borrador secreto", "Tema reservado")
                .contains("Tema que se cerró", "Sugerencia reservada", "\"remote\"");
        String all = body("/api/v1/meetings", token);
        assertThat(all).contains("\"items\":5");
        assertThat(all.indexOf("Charla cerrada")).as("the newest day first").isLessThan(all.indexOf("Charlas previas"));
    }

    @Test
    void aPastDayShowsWhatHadHappenedWithTheVisibilityOfToday() throws Exception {
        assertThat(body("/api/v1/meetings/" + MEETING + "?on=2013-08-05", null))
                .contains("\"coming\"", "Nombre del grupo")
                .doesNotContain("Tema que se cerró", "Nos **llamamos** así.");
        assertThat(body("/api/v1/meetings/" + MEETING + "?on=2013-08-13", token))
                .contains("Nos **llamamos** así.", "\"published\":[]", "\"unpublished\":1");
        assertThat(get("/api/v1/meetings/" + MEETING + "?on=2013-08-02", token).statusCode())
                .isEqualTo(404);
        assertThat(body("/api/v1/meetings/" + MEETING + "?asOf=5", token)).contains("Nombre del grupo");
        assertThat(body("/api/v1/meetings/" + MEETING + "?asOf=4", token)).doesNotContain("Nombre del grupo");
    }

    @Test
    void thePageShowsAgendaContributionsAttendanceAndMinutes() throws Exception {
        String item = Ids.derived("item", "open");
        assertThat(body("/reuniones/" + MEETING, null))
                .contains("Charlas previas", "Nombre del grupo", "?item=" + item, "<strong>llamamos</strong>")
                .doesNotContain("Integrante Presente (", "Borrador secreto", "Tema reservado", "??");
        assertThat(body("/reuniones/" + MEETING + "?item=" + item, null))
                .contains("Foro es mejor nombre", "/cronologia?thread=item");
        assertThat(body("/reuniones/" + MEETING + "?lang=en", session))
                .contains("Integrante Presente", "Borrador secreto", "Tema reservado", "Attendance")
                .doesNotContain("??");
        assertThat(body("/reuniones/" + MEETING + "?on=2013-08-05&item=" + item, null))
                .contains("past-banner", "thread=item", "on=2013-08-05")
                .doesNotContain("Foro es mejor nombre");
        assertThat(get("/reuniones/" + CLOSED, null).statusCode()).isEqualTo(404);
    }

    @Test
    void theListLinksToEachMeetingAtTheSameMoment() throws Exception {
        assertThat(body("/reuniones?on=2013-08-05", null))
                .contains("/reuniones/" + MEETING + "?on=2013-08-05")
                .doesNotContain("Charla cerrada", "??");
        assertThat(body("/reuniones?limit=1", session))
                .contains("Charla cerrada", "cursor=")
                .doesNotContain("Charlas previas");
    }

    @Test
    void whatIsAlreadyRecordedIsToldForTheNextVersion() {
        var already = house.meetings().already(MEETING);

        assertThat(already.attendance())
                .extracting(AttendanceRecorded::attendanceVersion)
                .isEqualTo(1);
        assertThat(already.draft()).extracting("number", "text").containsExactly(2, "Borrador secreto");
        assertThat(already.publishedDraft()).isEqualTo(1);
        assertThat(house.meetings().already("nobody-called").draft()).isNull();
    }

    private static SuggestionSubmitted suggestion(String id, String title, Visibility visibility) {
        return new SuggestionSubmitted(id, About.GROUP, title, "Texto", visibility);
    }

    private static MeetingCalled called(String id, String title, String day, Visibility visibility) {
        return new MeetingCalled(
                id, title, null, VagueDate.parse(day), 90, "Un lugar", "https://sala.example", visibility, null);
    }

    private static AgendaItemAdded item(
            String name, @Nullable String title, @Nullable String suggestion, Visibility visibility) {
        return new AgendaItemAdded(
                Ids.derived("item", name),
                MEETING,
                title,
                null,
                suggestion == null ? null : new ThreadId(ThreadKind.SUGGESTION, suggestion),
                null,
                null,
                visibility,
                VagueDate.parse("2013-08-04"),
                VagueDate.parse("2013-08-08"),
                null,
                null);
    }

    private static ContributionMade said(String item, String body) {
        return new ContributionMade(
                Ids.derived("contribution", body),
                new ThreadId(ThreadKind.ITEM, Ids.derived("item", item)),
                null,
                body,
                Visibility.PUBLIC,
                null);
    }

    private static void append(String day, DomainEvent event) throws Exception {
        String key = Ids.derived("command", Long.toString(house.record().size()));
        EventMetadata by = new EventMetadata(
                EventMetadata.SYSTEM,
                Channel.IMPORT,
                null,
                null,
                null,
                null,
                null,
                VagueDate.parse(day),
                "de un archivo",
                null,
                null,
                key,
                null,
                key,
                key);
        EventType type = EventType.of(event.getClass());
        house.record()
                .append(
                        AppendCondition.none(),
                        List.of(new NewEvent(
                                Ids.derived("event", key),
                                type.name(),
                                Integer.toString(type.version()),
                                Instant.now(),
                                event.allTags(by),
                                by.toMap(),
                                new EventCodec(house.json()).encode(event))))
                .get(10, TimeUnit.SECONDS);
    }

    private static String body(String path, @Nullable String credential) throws Exception {
        HttpResponse<String> answer = get(path, credential);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** @param credential a bearer's for the API, a session's cookie for a page; null for the public */
    private static HttpResponse<String> get(String path, @Nullable String credential) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (credential != null) request.header(path.startsWith("/api/") ? "Authorization" : "Cookie", credential);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
