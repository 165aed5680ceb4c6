package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.bitacora.app.pages.SampleShell.SampleFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The shell through HTTP, as browsers and programs meet it, on pages of invented people. */
@SpringBootTest(classes = SampleShell.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ShellTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private SampleFrame frame;

    @AfterEach
    void signBackIn() {
        frame.readBy("Integrante A.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/entrar", "/entrar/vencido", "/entrar/abc", "/abrir", "/muestra", "/nada", "/descompuesta"
            })
    void everyPageStandsInBothLanguagesWithoutAMissingTextOrADoubleId(String path) throws Exception {
        for (String language : List.of("es", "en")) {
            String page = get(path + "?lang=" + language).body();

            assertThat(page).contains("<html lang=\"" + (language.equals("es") ? "es-MX" : "en") + "\">");
            assertThat(page)
                    .doesNotContain("??")
                    .doesNotContain("th:")
                    .doesNotContain("style=")
                    .doesNotContain("<script");
            assertThat(PageSources.found(Pattern.compile("\\sid=\"([^\"]*)\""), page))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theLanguageIsTheOneAskedForThenTheOneKeptThenTheBrowsersThenSpanish() throws Exception {
        assertThat(languageOf(get("/"))).isEqualTo("es-MX");
        assertThat(languageOf(get("/", "Accept-Language", "fr, en;q=0.8, es;q=0.5")))
                .isEqualTo("en");
        assertThat(languageOf(get("/", "Accept-Language", "fr"))).isEqualTo("es-MX");
        assertThat(languageOf(get("/", "Accept-Language", "en", "Cookie", "lang=es")))
                .isEqualTo("es-MX");
        assertThat(languageOf(get("/?lang=en", "Accept-Language", "es", "Cookie", "lang=es")))
                .isEqualTo("en");
        assertThat(languageOf(get("/?lang=fr", "Cookie", "lang=en"))).isEqualTo("en");
        assertThat(languageOf(get("/", "Cookie", "lang=%00"))).isEqualTo("es-MX");
    }

    @Test
    void askingForALanguageKeepsItInThisBrowser() throws Exception {
        assertThat(get("/?lang=en").headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("lang=en; Path=/; Max-Age=31536000")
                        .contains("HttpOnly", "SameSite=Lax"));
        assertThat(get("/?lang=fr").headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("lang="));
    }

    @Test
    void theLanguageLinksKeepTheRestOfTheQuery() throws Exception {
        assertThat(get("/muestra?on=2018-05-01&lang=es&x=%22").body())
                .contains(
                        "href=\"?on=2018-05-01&amp;x=%22&amp;lang=en\"",
                        "href=\"?on=2018-05-01&amp;x=%22&amp;lang=es\"");
    }

    @Test
    void theStylesheetHasAnAddressOfItsContentAndIsKeptForAYear() throws Exception {
        String address = PageSources.found(
                        Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]*)\""), get("/").body())
                .getFirst();

        assertThat(address).matches("/bitacora-[0-9a-f]{32}\\.css");
        HttpResponse<String> stylesheet = get(address);
        assertThat(stylesheet.statusCode()).isEqualTo(200);
        assertThat(stylesheet.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(stylesheet.body()).isEqualTo(PageSources.stylesheet());
        assertThat(get("/bitacora-00000000000000000000000000000000.css").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nada", "/descompuesta", "/api/v1/nada"})
    void everyAnswerOfAControllerForbidsScriptsAndVariesByReader(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; style-src 'self'")
                        .doesNotContain("script-src", "unsafe"));
        assertThat(String.join(",", answer.headers().allValues("Vary")))
                .as("in one header or in several, in whatever letters")
                .containsIgnoringCase("Accept-Language")
                .containsIgnoringCase("Cookie");
    }

    @Test
    void theMastheadShowsWhereOneIsAndWhoIsReading() throws Exception {
        assertThat(get("/").body())
                .contains("<a href=\"/\" aria-current=\"page\">Inicio</a>", "<li>Integrante A.</li>", "Salir</button>")
                .doesNotContain("Entrar</a>");
        frame.readBy(null);
        assertThat(get("/").body()).contains("<a href=\"/entrar\">Entrar</a>").doesNotContain("Integrante A.", "Salir");
    }

    @Test
    void theFiveSectorsAreShownWhoeverIsMissing() throws Exception {
        String page = get("/muestra").body();

        assertThat(PageSources.found(Pattern.compile("<span class=\"count\">(\\d+)</span>"), page))
                .containsExactly("10", "7", "0", "1", "9");
        assertThat(page).contains("<span class=\"none\">sin integrantes</span>", "integrante<");
    }

    @Test
    void anEntryHasItsNumberItsHourAndTheWordsAsTheyWereTyped() throws Exception {
        assertThat(get("/muestra").body())
                .contains("<li class=\"entry\" id=\"n12406\">")
                .contains(
                        "<time datetime=\"2026-11-24T09:52:03-06:00\" title=\"2026-11-24T09:52:03-06:00\">09:52</time>")
                .contains("href=\"/cronologia?asiento=12406&amp;on=2013-11-04#n12406\"")
                .contains("№\u00a012\u202f406")
                .contains("&lt;b&gt;llega&lt;/b&gt;");
    }

    @Test
    void aRefusalStandsBetweenHintAndControlWithTheFocusAndWhatWasTypedStays() throws Exception {
        HttpResponse<String> refused =
                post("/abrir?lang=es", "groupName=Mesa+%3Cb%3E&name=&sector=government&refuseField=name");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .containsPattern(
                        "<label for=\"set-up-name\">Su nombre </label><p class=\"error\" id=\"set-up-name-error\">")
                .contains("<span>Falta este dato.</span>")
                .containsPattern(
                        "<input id=\"set-up-name\"[^>]*aria-describedby=\"set-up-name-error\" aria-invalid=\"true\"[^>]* autofocus=\"autofocus\"")
                .containsPattern("<input id=\"set-up-groupName\"[^>]* value=\"Mesa &lt;b&gt;\"")
                .contains("<option value=\"government\" selected=\"selected\">")
                .containsOnlyOnce("autofocus=\"autofocus\"")
                .doesNotContain("No se asentó nada.");
    }

    @Test
    void aRefusalAboutNoFieldStandsAboveTheButton() throws Exception {
        String page = post("/abrir?lang=en", "groupName=Mesa&refuseField=memberId&refuseText=That+id+is+taken.")
                .body();

        assertThat(page)
                .containsPattern(
                        "(?s)role=\"alert\" tabindex=\"-1\" autofocus>.*That id is taken.*<button class=\"button main\"")
                .doesNotContain("aria-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "/nada, 404, Aquí no hay nada",
        "/de-otros, 403, Esta página no está abierta para usted",
        "/descompuesta, 500, Algo se descompuso aquí",
        "/error, 404, Aquí no hay nada"
    })
    void anErrorIsAPageOfTheHouse(String path, int status, String title) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body())
                .contains("<h1>" + title + "</h1>", "class=\"masthead\"")
                .doesNotContain("secret detail", "Exception");
    }

    @Test
    void aFaultOfOursAsksTheRecordNothing() throws Exception {
        assertThat(get("/descompuesta").body()).doesNotContain("Grupo de Iniciativa", "asientos", "Integrante A.");
    }

    @Test
    void whatIsTooLargeIsToldSo() throws Exception {
        HttpResponse<String> page = post("/abrir", "name=" + "a".repeat(3_000_000));

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("<h1>Es demasiado grande</h1>");
    }

    @Test
    void underTheApiAnErrorIsAProblemDetail() throws Exception {
        HttpResponse<String> problem = get("/api/v1/nada", "Accept-Language", "en", "Accept", "application/json");

        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.body())
                .contains("\"status\":404", "\"title\":\"There is nothing here\"")
                .doesNotContain("instance");
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a form as a browser does: with the token and the session of the page that showed it. */
    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        HttpResponse<String> shown = get("/abrir");
        String session = shown.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        String token = PageSources.found(Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\""), shown.body())
                .getFirst();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", session)
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token + "&" + form))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String languageOf(HttpResponse<String> page) {
        return PageSources.found(Pattern.compile("<html lang=\"([^\"]*)\""), page.body())
                .getFirst();
    }
}
