package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.pages.OpenHouse.A;
import static org.bitacora.app.pages.OpenHouse.B;
import static org.bitacora.app.pages.OpenHouse.OF_2013;
import static org.bitacora.app.pages.OpenHouse.OLDEST;
import static org.bitacora.app.pages.OpenHouse.SECRET;
import static org.bitacora.app.pages.OpenHouse.SECRET_WORD;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelinePageTest {
    private static final Pattern ENTRY = Pattern.compile("<li class=\"entry\" id=\"n(\\d+)\">");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]*)\" rel=\"next\"");
    private static final Pattern PREVIOUS = Pattern.compile("href=\"([^\"]*)\" rel=\"prev\"");

    /** What the story records, in the order of its days, the newest first. */
    private static final List<Long> ALL =
            List.of(19L, 17L, 16L, 15L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L, 18L);

    private OpenHouse house;

    @BeforeAll
    void open(@TempDir Path directory) throws InterruptedException {
        house = OpenHouse.withStory(directory);
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void everythingIsShownByDayNewestFirstAsFarAsTheReaderMaySeeIt() throws Exception {
        assertThat(entries("/cronologia", A)).isEqualTo(ALL);
        assertThat(entries("/cronologia", null))
                .containsExactly(17L, 16L, 15L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 5L, 4L, 18L);
        assertThat(entries("/cronologia?order=oldest", A)).isEqualTo(ALL.reversed());
    }

    @Test
    void anEntrySaysWhoDidWhatInTheReadersLanguageWithALinkToTheThing() throws Exception {
        assertThat(plain(page("/cronologia", null, "es")))
                .contains(
                        "sugerencia · Integrante B (Comunidad técnica) envió S-1 Publicar la minuta en formatos abiertos")
                .contains("respuesta · Integrante A (Academia) respondió a S-7 Un directorio público: anotada")
                .contains("separación · Integrante A (Academia) separó S-4 Sede y fecha en S-5 La sede, S-6 La fecha")
                .contains("dejó en espera S-3 Subtítulos en vivo durante los Diálogos, hasta el 15 de enero de 2027");
        assertThat(plain(page("/cronologia", null, "en")))
                .contains(
                        "suggestion · Integrante B (Technical community) sent S-1 Publicar la minuta en formatos abiertos")
                .contains("split · Integrante A (Academia) split S-4 Sede y fecha into S-5 La sede, S-6 La fecha")
                .contains("Tuesday 17 November 2026 today");
        assertThat(page("/cronologia", null, "es")).contains("<a href=\"/sugerencias/" + OLDEST + "\">");
    }

    @Test
    void whatPeopleWroteIsMarkdownAndRawHtmlInItIsShownAsText() throws Exception {
        assertThat(page("/cronologia", null, "es"))
                .contains("<strong>Abiertos</strong> siempre. &lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void whatWasEnteredLaterStandsOnItsDaySayingWhenItWasRecordedAndFromWhere() throws Exception {
        String page = page("/cronologia?from=2013-01-01&to=2013-12-31", null, "es");

        assertThat(plain(page))
                .contains("Lunes 4 de noviembre de 2013 1 asiento sin horaAsiento №\u00a018")
                .contains("Asentado el 17 de noviembre. Fuente: Minuta del 4 de noviembre de 2013, página 2.");
        assertThat(page).contains("<time datetime=\"2013-11-04\" title=\"2013-11-04\">sin hora</time>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cronologia",
                "/cronologia?order=oldest",
                "/cronologia?asOf=19",
                "/cronologia?on=2026-11-17",
                "/cronologia?sector=civil-society",
                "/",
                "/?asOf=19",
                "/registro",
                "/registro?to=7"
            })
    void aSuggestionForMembersLeavesNoTraceForThePublic(String path) throws Exception {
        assertThat(page(path, A, "es")).containsAnyOf(SECRET, SECRET_WORD, "№\u00a06<", ">6<");
        for (String language : List.of("es", "en")) {
            assertThat(page(path, null, language))
                    .doesNotContain(SECRET, SECRET_WORD, "S-2<", "S-2 ", "asiento=6#", "asiento=6&", "asiento=19");
        }
    }

    @Test
    void noPagerAndNoCountBetraysWhatIsForMembers() throws Exception {
        // Thirteen entries and the one of 2013 are public: a page of that length is the last one, and its days are
        // counted without the rest.
        assertThat(found(NEXT, page("/cronologia?limit=14", null, "es"))).isEmpty();
        assertThat(plain(page("/cronologia", null, "es")))
                .contains(
                        "Viernes 13 de noviembre de 2026 3 asientos", "Martes 17 de noviembre de 2026 hoy, 8 asientos");
        assertThat(plain(page("/cronologia", A, "es")))
                .contains(
                        "Viernes 13 de noviembre de 2026 4 asientos", "Martes 17 de noviembre de 2026 hoy, 9 asientos");
        assertThat(house.get("/cronologia?asiento=6").statusCode()).isEqualTo(404);
        assertThat(house.get("/cronologia?asiento=6").body())
                .isEqualTo(house.get("/cronologia?asiento=999").body().replace("asiento=999", "asiento=6"));
        assertThat(entries("/cronologia?thread=suggestion:" + SECRET, null)).isEmpty();
        assertThat(page("/cronologia?thread=suggestion:" + SECRET, null, "es")).doesNotContain(SECRET_WORD);
    }

    @Test
    void pagesGoOnBothWaysAndMissNothing() throws Exception {
        for (String order : List.of("", "&order=oldest")) {
            List<Long> read = new ArrayList<>();
            List<String> addresses = new ArrayList<>();
            for (String at = "/cronologia?limit=6" + order; at != null; at = first(NEXT, at)) {
                addresses.add(at);
                read.addAll(entries(at, A));
            }
            assertThat(read).isEqualTo(order.isEmpty() ? ALL : ALL.reversed());
            assertThat(addresses).hasSize(4);
            for (int i = addresses.size() - 1; i > 0; i--) {
                String before = first(PREVIOUS, addresses.get(i));
                assertThat(before).isNotNull();
                assertThat(entries(before, A)).isEqualTo(entries(addresses.get(i - 1), A));
            }
            assertThat(first(PREVIOUS, addresses.getFirst())).isNull();
        }
    }

    @Test
    void anEntrysNumberLeadsToThePageOnWhichItStandsAmongItsNeighbours() throws Exception {
        assertThat(page("/cronologia", A, "es")).contains("href=\"/cronologia?asiento=8#n8\"");
        String page = page("/cronologia?asiento=8&limit=3", A, "es");

        assertThat(entriesOf(page)).containsExactly(13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L);
        assertThat(page)
                .contains("href=\"/registro/8\"", "href=\"/cronologia?actor=" + A + "\"")
                .contains("href=\"/cronologia?thread=suggestion%3A" + OpenHouse.PARKED + "\"");
        assertThat(entries(first(PREVIOUS, "/cronologia?asiento=8&limit=3"), A)).containsExactly(16L, 15L, 14L);
        assertThat(entries(first(NEXT, "/cronologia?asiento=8&limit=3"), A)).containsExactly(4L, 3L, 2L);
    }

    @Test
    void filtersNarrowWhatIsShownAndCanBeTakenAway() throws Exception {
        assertThat(entries("/cronologia?sector=technical-community", null)).containsExactly(15L, 5L, 18L);
        assertThat(entries("/cronologia?kind=working-rule", null)).containsExactly(4L);
        assertThat(entries("/cronologia?actor=" + B, null)).containsExactly(15L, 5L, 18L);
        assertThat(entries("/cronologia?thread=suggestion:" + OF_2013, null)).containsExactly(18L);
        assertThat(entries("/cronologia?from=2026-11-10&to=2026-11-10", null)).containsExactly(5L, 4L);

        String page = page("/cronologia?sector=technical-community&thread=suggestion:" + OF_2013, null, "es");
        assertThat(plain(page)).contains("Hilo: S-8 Transmitir los Diálogos ×", "Sector: Comunidad técnica ×");
        assertThat(page)
                .contains("<a class=\"chip\" href=\"/cronologia?sector=technical-community\">")
                .contains("<input type=\"hidden\" name=\"thread\" value=\"suggestion:" + OF_2013 + "\">")
                .contains("<option value=\"technical-community\" selected=\"selected\">");
    }

    @Test
    void onlyMembersChooseFromTheRoster() throws Exception {
        assertThat(page("/cronologia", A, "es")).contains("<option value=\"" + B + "\">Integrante B</option>");
        assertThat(page("/cronologia", null, "es")).doesNotContain("name=\"actor\"");
    }

    @Test
    void whatHadHappenedByADayIsShownWithoutWhatHappenedLater() throws Exception {
        String page = page("/cronologia?on=2013-12-31", null, "es");

        assertThat(entriesOf(page)).containsExactly(18L);
        assertThat(page)
                .contains("Está viendo lo que había ocurrido hasta el")
                .contains("<a class=\"button\" href=\"/cronologia\">Volver a hoy</a>")
                .contains("href=\"/sugerencias/" + OF_2013 + "?on=2013-12-31\"", "href=\"/registro?on=2013-12-31\"")
                .contains("<input type=\"hidden\" name=\"on\" value=\"2013-12-31\">")
                .doesNotContain("action=\"/cronologia/dia\"");
    }

    @Test
    void whatTheRecordHeldThenIsShownWithoutWhatWasRecordedLater() throws Exception {
        String page = page("/cronologia?asOf=7&asiento=5", A, "en");

        assertThat(entriesOf(page)).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(page)
                .contains(
                        "You are looking at the record as it was at entry",
                        "href=\"/cronologia?asiento=5&amp;asOf=7#n5\"")
                .doesNotContain("href=\"/registro/5\"");
        assertThat(house.get("/cronologia?asOf=7&asiento=18").statusCode()).isEqualTo(404);
        assertThat(page("/cronologia?asOf=2001-01-01T00:00:00Z", null, "es"))
                .contains("Está viendo el registro antes de su primer asiento");
    }

    @Test
    void theFormLeadsToAPastDayOnEitherAxis() throws Exception {
        assertThat(page("/cronologia", null, "es"))
                .contains("action=\"/cronologia/dia\"", "name=\"day\"", "name=\"axis\"");
        assertThat(location("/cronologia/dia?day=2013-12-31&axis=happened")).isEqualTo("/cronologia?on=2013-12-31");
        String held = location("/cronologia/dia?day=2026-11-10&axis=held");
        assertThat(held).isEqualTo("/cronologia?asOf=2026-11-11T05:59:59.999Z");
        assertThat(entries(held, A)).containsExactly(5L, 4L, 3L, 2L, 1L, 0L);
    }

    @ParameterizedTest
    @CsvSource({
        "/cronologia?on=2013-11-04&asOf=3, asOf, Pida un solo momento",
        "/cronologia?on=ayer, on, No es uno de los valores posibles",
        "/cronologia?on=2030-01-01, on, Ese momento todavía no llega",
        "/cronologia?asOf=5000, asOf, Ese momento todavía no llega",
        "/cronologia?from=pronto, from, No es uno de los valores posibles",
        "/cronologia?cursor=x, cursor, No es uno de los valores posibles",
        "/cronologia?limit=9999, limit, No es uno de los valores posibles",
        "/cronologia?otro=1, otro, Ese parámetro no existe",
        "/cronologia?asiento=5&sector=academia, sector, Ese parámetro no existe",
        "/cronologia?kind=meeting&kind=suggestion, kind, No es uno de los valores posibles",
        "/cronologia/dia?day=2030-01-01&axis=held, day, Ese momento todavía no llega",
        "/cronologia/dia?day=2013-01-01&axis=otro, axis, No es uno de los valores posibles",
        "/?on=2013-11-04&asOf=3, asOf, Pida un solo momento",
        "/registro?to=x, to, No es uno de los valores posibles"
    })
    void anAddressThatCannotBeReadIsAnsweredByAPageThatSaysWhy(String path, String parameter, String why)
            throws Exception {
        HttpResponse<String> answer = house.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<h1>No se entendió</h1>", "class=\"masthead\"")
                .contains("<code>" + parameter + "</code>: " + why);
        assertThat(house.get(path, null, "en").body()).contains("<h1>This was not understood</h1>");
    }

    private List<Long> entries(@Nullable String path, @Nullable String reader)
            throws IOException, InterruptedException {
        return entriesOf(page(Objects.requireNonNull(path, "no such link"), reader, "es"));
    }

    private static List<Long> entriesOf(String page) {
        return found(ENTRY, page).stream().map(Long::valueOf).toList();
    }

    /** The first match on the page that member A reads there, as an address. */
    private @Nullable String first(Pattern pattern, String path) throws IOException, InterruptedException {
        List<String> found = found(pattern, page(path, A, "es"));
        return found.isEmpty() ? null : found.getFirst().replace("&amp;", "&");
    }

    private String page(String path, @Nullable String reader, String language)
            throws IOException, InterruptedException {
        HttpResponse<String> page = house.get(path, reader, language);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private String location(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = house.get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow().replace("http://127.0.0.1:" + house.port(), "");
    }

    private static List<String> found(Pattern pattern, String page) {
        return PageSources.found(pattern, page);
    }

    /** What a reader sees, with one space between words. */
    private static String plain(String page) {
        return page.replaceAll("<[^>]*>", "").replaceAll("[ \\n]+", " ").replace(" ,", ",");
    }
}
