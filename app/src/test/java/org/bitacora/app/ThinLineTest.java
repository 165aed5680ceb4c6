package org.bitacora.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.bitacora.app.accounts.BearerTokens;
import org.bitacora.command.Envelope;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.query.Reader;
import org.bitacora.record.proof.Checkpoint;
import org.bitacora.record.proof.ExportVerifier;
import org.bitacora.record.proof.ExportWriter;
import org.bitacora.record.proof.Verification;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Sector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one suggestion to a proof: every part of the house, once. */
class ThinLineTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void aSuggestionIsRecordedReadExportedAndProven(@TempDir Path data, @TempDir Path export) throws Exception {
        try (House house = House.open(new House.Location(data, null), InstantSource.system());
                Server.Running server = Server.start(house, "127.0.0.1", 0)) {
            String member = Ids.derived("member", "A");
            house.desk()
                    .submit(
                            new AdmitMember(member, "Integrante A", null, Sector.ACADEMIA, null),
                            Envelope.fromOperator("first"));
            String token = new BearerTokens(house.database(), house.clock(), new SecureRandom())
                    .issue(member, 1)
                    .secret();

            HttpResponse<String> posted = post(
                    server.port(),
                    "/api/v1/suggestions",
                    token,
                    "{\"about\":\"group\",\"title\":\"¿Cómo procesar sugerencias?\",\"body\":\"Con reloj.\",\"visibility\":\"public\"}");
            assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
            assertThat(posted.headers().firstValue("Location").orElseThrow()).startsWith("/api/v1/suggestions/");

            HttpResponse<String> timeline = get(server.port(), "/api/v1/timeline?after=1");
            assertThat(timeline.statusCode()).as(timeline.body()).isEqualTo(200);
            assertThat(timeline.body()).contains("¿Cómo procesar sugerencias?", "\"ref\":\"S-1\"", "Integrante A");

            Path folder = export.resolve("record");
            house.awaitViews(Duration.ofSeconds(10));
            Checkpoint checkpoint = house.checkpoints().latest();
            ExportWriter.write(
                    folder,
                    checkpoint,
                    house.checkpoints().verifier(),
                    house.recordViews().export(checkpoint, new Reader(null, Reader.Scope.ALL)),
                    done -> {});
            Verification verification = ExportVerifier.verify(folder, Verification.Pin.NONE, done -> {});
            assertThat(verification.ok()).isTrue();
            assertThat(verification.disclosed()).isEqualTo(2);

            HttpResponse<String> proof = get(server.port(), "/api/v1/record/events/1");
            assertThat(proof.body()).contains("bitacora-entry/1", "c2sp.org/tlog-proof");
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(port, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(int port, String path, String token, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri(port, path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
