package org.bitacora.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.bitacora.command.Envelope;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.query.ProjectionRunner.Health;
import org.bitacora.record.AppendCondition;
import org.bitacora.record.NewEvent;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view whose projection met something that it cannot take in says so, and the others go on. */
class StoppedViewTest {
    @Test
    void itIsNotReadAndNamedInTheHealthWhileOthersGoOn(@TempDir Path data) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                House house = House.open(new House.Location(data, null), InstantSource.system());
                Server.Running server = Server.start(house, "127.0.0.1", 0)) {
            String root = "http://127.0.0.1:" + server.port() + "/api/v1";
            house.desk()
                    .submit(
                            new AdmitMember(Ids.derived("a"), "Integrante A", null, Sector.ACADEMIA, null),
                            Envelope.fromOperator("first"));
            assertThat(get(http, root + "/timeline?after=0", "es").statusCode()).isEqualTo(200);
            assertThat(get(http, root + "/health", "es").statusCode()).isEqualTo(200);

            restrictWhatIsNotThere(house);
            while (house.runner().health().stream().allMatch(health -> health.failure() == null)) Thread.sleep(10);

            assertThat(house.runner().health())
                    .filteredOn(health -> health.failure() != null)
                    .extracting(Health::projection)
                    .containsExactly("journal");
            HttpResponse<String> stopped = get(http, root + "/timeline?after=1", "en");
            assertThat(stopped.statusCode()).isEqualTo(503);
            assertThat(stopped.body()).contains("\"code\":\"view.stopped\"", "This view has stopped");
            assertThat(get(http, root + "/timeline", "es").body()).contains("Esta vista se detuvo");
            assertThat(get(http, root + "/members?after=1", "es").statusCode()).isEqualTo(200);
            HttpResponse<String> health = get(http, root + "/health", "es");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body())
                    .contains("{\"projection\":\"journal\",\"position\":1,\"filling\":false,\"stopped\":true}")
                    .contains("{\"projection\":\"members\",\"position\":2,\"filling\":false,\"stopped\":false}");
        }
    }

    /** No command would record that. */
    private static void restrictWhatIsNotThere(House house) {
        VisibilityChanged event = new VisibilityChanged(
                new ThreadId(ThreadKind.SUGGESTION, Ids.derived("nothing")), Visibility.MEMBERS, "because");
        StoredEvent admitted = house.record().at(0, 1).getFirst();
        house.record()
                .append(
                        AppendCondition.none(),
                        List.of(new NewEvent(
                                Ids.derived("event"),
                                "VisibilityChanged",
                                "1",
                                Instant.now(),
                                Set.of(event.thing().tag()),
                                admitted.disclosure().metadata(),
                                new EventCodec(house.json()).encode(event))))
                .join();
    }

    private static HttpResponse<String> get(HttpClient http, String address, String language) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept-Language", language)
                        .build(),
                BodyHandlers.ofString());
    }
}
