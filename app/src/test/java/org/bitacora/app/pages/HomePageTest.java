package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.pages.OpenHouse.A;
import static org.bitacora.app.pages.OpenHouse.ANSWERED;
import static org.bitacora.app.pages.OpenHouse.OLDEST;
import static org.bitacora.app.pages.OpenHouse.PARKED;
import static org.bitacora.app.pages.OpenHouse.SECRET;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomePageTest {
    private static final Pattern OPEN = Pattern.compile("<h3><a href=\"/sugerencias/([^\"?]*)");
    private static final Pattern COUNT = Pattern.compile("<span class=\"count\">(\\d+)</span>");

    @TempDir
    private Path directory;

    @Test
    void aNewRecordSaysThatThereIsNothingYet() throws Exception {
        try (OpenHouse house = OpenHouse.empty(directory)) {
            String page = house.get("/").body();

            assertThat(page)
                    .contains("No hay sugerencias abiertas.", "Todavía no se ha asentado nada.")
                    .contains("La secretaría técnica está vacante.")
                    .doesNotContain("??");
            assertThat(PageSources.found(COUNT, page)).containsExactly("0", "0", "0", "0", "0");
            assertThat(house.get("/cronologia").body()).contains("No hay asientos que mostrar.");
            assertThat(house.get("/registro").body())
                    .contains("asientos en el árbol todavía.", "En este tramo no hay asientos");
            assertThat(house.get("/registro/0").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void itShowsWhatIsOpenTheMembersOfEachSectorAndWhatHappenedLast() throws Exception {
        try (OpenHouse house = OpenHouse.withStory(directory)) {
            String asMember = house.get("/", A, "es").body();
            String asPublic = house.get("/", null, "es").body();

            assertThat(PageSources.found(OPEN, asMember))
                    .startsWith(OLDEST, SECRET, PARKED)
                    .hasSize(5);
            assertThat(PageSources.found(OPEN, asPublic))
                    .startsWith(OLDEST, PARKED)
                    .doesNotContain(SECRET, ANSWERED);
            for (String page : List.of(asMember, asPublic)) {
                assertThat(PageSources.found(COUNT, page)).containsExactly("1", "1", "0", "0", "1");
                assertThat(page).contains("Secretaría técnica:", "Se revisa el", "Registro:", "№\u00a017");
            }
            assertThat(asMember).contains("№\u00a019");
            assertThat(house.get("/", null, "en").body())
                    .contains("What is open", "put aside", "Technical secretariat:");
        }
    }

    @Test
    void clocksCountTheDaysUpToTheMomentOfThePage() throws Exception {
        try (OpenHouse house = OpenHouse.withStory(directory)) {
            assertThat(house.get("/").body())
                    .contains("<p class=\"open-clock\"><b>7 <small>días</small></b>sin acuse</p>");
            house.later(Duration.ofDays(1));
            assertThat(house.get("/").body())
                    .contains("<p class=\"open-clock past-notice\"><b>8 <small>días</small></b>sin acuse</p>")
                    .contains("El grupo pide acusar recibo en 7 días.");

            String held = house.get("/?asOf=7", A, "en").body();
            assertThat(PageSources.found(OPEN, held)).containsExactly(OLDEST, SECRET, PARKED);
            assertThat(held)
                    .contains("<b>3 <small>days</small></b>not yet acknowledged", "as it was at entry")
                    .contains("href=\"/sugerencias/" + OLDEST + "?asOf=7\"", "href=\"/cronologia?asOf=7\"")
                    .doesNotContain("class=\"record-line\"");
            String happened = house.get("/?on=2013-12-31").body();
            assertThat(PageSources.found(OPEN, happened)).containsExactly(OpenHouse.OF_2013);
            assertThat(PageSources.found(COUNT, happened)).containsExactly("0", "0", "0", "0", "0");
        }
    }
}
