package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bitacora.command.meetings.CallMeeting;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The forms about a suggestion that offer other things of the group: meetings to hand it to, and suggestions to merge into it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuggestionFormsTest {
    private static final String PAGE = "/sugerencias/" + OpenHouse.OLDEST;
    private static final String COMING = Ids.derived("por venir");
    private static final int NEWER = 60;

    private OpenHouse house;
    private Visitor secretariat;

    @BeforeAll
    void open(@TempDir Path directory) throws InterruptedException {
        house = OpenHouse.withStory(directory);
        called(Ids.derived("ya pasó"), "Reunión que ya pasó", Duration.ofMinutes(5));
        called(COMING, "Reunión por venir", Duration.ofDays(400));
        house.later(Duration.ofDays(2));
        for (int i = 0; i < NEWER; i++) {
            house.submitted(OpenHouse.B, Ids.derived("nueva " + i), "Nueva " + i, "Texto.");
        }
        house.awaitViews();
    }

    private void called(String id, String title, Duration ahead) {
        house.did(
                OpenHouse.A,
                new CallMeeting(id, title, house.now().plus(ahead), null, 60, null, null, Visibility.PUBLIC));
    }

    @AfterAll
    void close() {
        house.close();
    }

    @BeforeEach
    void theSecretariatComes() throws Exception {
        secretariat = house.visitor(OpenHouse.A);
    }

    @Test
    void aSuggestionIsHandedToTheSecretariatOrToAMeetingThatIsNotOver() throws Exception {
        secretariat.open(PAGE);
        assertThat(secretariat.page()).contains(">Reunión por venir, ").doesNotContain("Reunión que ya pasó");

        secretariat.form(PAGE + "/turno").with("meetingId", COMING).record();
        assertThat(secretariat.page())
                .contains("Reunión por venir", "<a href=\"/reuniones/" + COMING + "\">a una reunión</a>");

        secretariat.form(PAGE + "/turno").with("meetingId", "").record();
        assertThat(secretariat.page()).contains("a la secretaría técnica");
    }

    @Test
    void aMeetingThatIsOverMeanwhileIsRefusedOnItsField() throws Exception {
        secretariat.open(PAGE);

        HttpResponse<String> refused = secretariat
                .form(PAGE + "/turno")
                .with("meetingId", Ids.derived("ya pasó"))
                .with("note", "Para la reunión.")
                .send();

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"triage-meetingId-error\"", "Para la reunión.</textarea>");
    }

    @Test
    void thoseThatCanBeMergedAreTurnedOverAndWhatWasChosenComesAlong() throws Exception {
        String into = "/sugerencias/" + Ids.derived("nueva 0");
        String chosen = Ids.derived("nueva 59");
        secretariat.open(into);
        assertThat(secretariat.page()).doesNotContain("value=\"" + OpenHouse.PARKED + "\"");

        String row = row(chosen).getFirst();
        String cursor = secretariat
                .found("<button[^>]*name=\"more\"[^>]*value=\"([^\"]+)\"[^>]*union#do-merge\"")
                .getFirst();
        HttpResponse<String> older = secretariat
                .form(into + "/union")
                .with("sources." + row + ".suggestionId", chosen)
                .with("reason", "Piden lo mismo.")
                .with("more", cursor)
                .send();

        assertThat(older.statusCode()).isEqualTo(200);
        assertThat(older.body())
                .contains("value=\"" + chosen + "\" checked=\"checked\"", "Piden lo mismo.</textarea>")
                .contains("Ver las más recientes");
        secretariat
                .form(into + "/union")
                .with("sources." + row(chosen).getFirst() + ".suggestionId", chosen)
                .with("sources." + row(OpenHouse.PARKED).getFirst() + ".suggestionId", OpenHouse.PARKED)
                .with("reason", "Piden lo mismo.")
                .record();
        assertThat(secretariat.found("(se reunió en)")).hasSizeGreaterThanOrEqualTo(2);
    }

    private List<String> row(String suggestion) {
        return secretariat.found("name=\"sources\\.(\\d+)\\.suggestionId\" value=\"" + suggestion + "\"");
    }
}
