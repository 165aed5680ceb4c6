package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.bitacora.app.House;
import org.bitacora.app.Server;
import org.bitacora.app.accounts.OneTimeLinks;
import org.bitacora.vocabulary.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A group without a secretariat through its pages, with the real record behind them. */
class GroupPagesTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T18:00:00Z"));
    private static final String SUGGESTIONS = "/sugerencias";

    @TempDir
    private static Path data;

    private static House house;
    private static Server.Running server;
    private static String setUpLink;
    private static Visitor first;

    private Visitor stranger;

    @BeforeAll
    static void setUpTheGroup() throws IOException, InterruptedException {
        house = House.open(new House.Location(data, null), NOON);
        server = Server.start(house, "127.0.0.1", 0);
        String person = Ids.fresh(NOON.instant(), house.random());
        setUpLink =
                "/abrir?llave=" + server.part(OneTimeLinks.class).setUp(person).secret();
        first = new Visitor(server.port());
        first.open(setUpLink);
        assertThat(first.form("/abrir")
                        .with("groupName", "Mesa de Prueba")
                        .with("name", "Integrante A.")
                        .with("sector", "martian")
                        .send()
                        .statusCode())
                .as("refused, so that the link stays usable")
                .isEqualTo(422);
        first.form("/abrir")
                .with("groupName", "Mesa de Prueba")
                .with("name", "Integrante A.")
                .with("sector", "academia")
                .record();
    }

    @AfterAll
    static void close() {
        server.close();
        house.close();
    }

    @BeforeEach
    void somebodyComes() throws IOException, InterruptedException {
        stranger = new Visitor(server.port());
    }

    @Test
    void theFirstMemberIsSignedInUnderTheGroupsNewNameAndTheLinkIsSpent() throws Exception {
        assertThat(first.open("/integrantes").body()).contains("<li>Integrante A.</li>", "Mesa de Prueba");

        HttpResponse<String> again = stranger.open(setUpLink);

        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("Ese enlace ya se usó, o venció.");
    }

    @Test
    void aMemberIsAdmittedAndInvitedAndSignsInAndOut() throws Exception {
        String member = admit("Integrante B.");
        String link = invite(member);
        assertThat(first.open("/integrantes").body()).doesNotContain("llave=");

        assertThat(stranger.open(link).body()).contains("abre la sesión de Integrante B.");
        assertThat(stranger.open(link).statusCode()).as("looking uses nothing").isEqualTo(200);
        assertThat(stranger.press("/entrar").statusCode()).isEqualTo(303);
        assertThat(stranger.open(SUGGESTIONS).body()).contains("<li>Integrante B.</li>");
        assertThat(new Visitor(server.port()).open(link).statusCode()).isEqualTo(410);

        first.open("/integrantes");
        first.form("/integrantes/invitaciones").with("memberId", "nobody").send();
        assertThat(first.page()).contains("Elija a alguien de la lista.").doesNotContain("llave=");

        assertThat(stranger.press("/salir").statusCode()).isEqualTo(303);
        assertThat(stranger.open(SUGGESTIONS).body()).contains("Entrar</a>").doesNotContain("<li>Integrante B.</li>");
    }

    @Test
    void whoLostTheirAccountGetsAnotherLinkAndTheOldSessionEndsOnlyWhenItIsFollowed() throws Exception {
        String member = admit("Integrante C.");
        stranger.open(invite(member));
        assertThat(first.page()).doesNotContain("Ya entraba con su nombre");
        stranger.press("/entrar");

        String again = invite(member);
        assertThat(first.page()).contains("Ya entraba con su nombre");
        assertThat(stranger.open(SUGGESTIONS).body()).contains("<li>Integrante C.</li>");

        Visitor elsewhere = new Visitor(server.port());
        elsewhere.open(again);
        elsewhere.press("/entrar");
        assertThat(elsewhere.open(SUGGESTIONS).body()).contains("<li>Integrante C.</li>");
        assertThat(stranger.open(SUGGESTIONS).body()).doesNotContain("<li>Integrante C.</li>");
    }

    @Test
    void namesAreForMembersAndTheFiveSectorsForAll() throws Exception {
        assertThat(stranger.open("/integrantes").body())
                .doesNotContain("id=\"names-of", "class=\"roster\"")
                .contains("sin secretaría");
        assertThat(stranger.found("<span class=\"count\">(\\d+)</span>")).hasSize(5);
        assertThat(stranger.offers("/integrantes")).isFalse();
    }

    @Test
    void theSameFormSentTwiceRecordsOnce() throws Exception {
        first.open(SUGGESTIONS);
        Visitor.Filled form = submission("Una sola vez", "Con doble clic.");
        long before = house.record().size();

        String there = form.send().headers().firstValue("Location").orElseThrow();
        String again = form.send().headers().firstValue("Location").orElseThrow();

        assertThat(again).isEqualTo(there);
        assertThat(house.record().size()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"es, Falta este dato., No es uno de los valores posibles.", "en, This is missing., This is not one"})
    void aRefusalStandsOnItsFieldInTheLanguageOfThePageAndWhatWasTypedStays(
            String language, String missing, String notOffered) throws Exception {
        first.open(SUGGESTIONS + "?lang=" + language);

        HttpResponse<String> refused =
                submission("", "Mi texto <b>completo</b>").send();

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("<span>" + missing + "</span>", "Mi texto &lt;b&gt;completo&lt;/b&gt;</textarea>")
                .containsPattern("<input id=\"submit-title\"[^>]*aria-invalid=\"true\"")
                .contains("href=\"/sugerencias?lang=en\"");

        HttpResponse<String> other = submission("Con título", "Y texto")
                .with("visibility", "friends")
                .send();
        assertThat(other.body()).contains(notOffered).containsPattern("<details open=\"open\">");
        first.open(SUGGESTIONS + "?lang=es");
    }

    @Test
    void whatWasTypedOutlivesASessionThatIsOver() throws Exception {
        String page = submit("Antes de salir", "Texto.");
        Visitor ended = new Visitor(server.port());
        first.open(page);
        Visitor.Filled answer =
                first.form(page + "/respuesta").with("outcome", "noted").with("reply", "Mi respuesta");

        ended.open(page);
        assertThat(ended.offers(page + "/respuesta")).isFalse();
        assertThat(answer.record().statusCode()).isEqualTo(200);
    }

    @Test
    void aFormFromAPageThatIsNoLongerTrueIsShownAnewWithWhatWasTyped() throws Exception {
        String page = submit("Se mueve", "Mientras se lee.");
        first.open(page);
        Visitor.Filled stale =
                first.form(page + "/espera").with("reason", "Falta un permiso.").with("reviewOn", "2027-01-15");
        first.form(page + "/acuse").record();

        HttpResponse<String> moved = stale.send();

        assertThat(moved.statusCode()).isEqualTo(409);
        assertThat(moved.body())
                .contains("Algo pasó con la sugerencia mientras usted la leía.", "Falta un permiso.</textarea>")
                .contains("value=\"2027-01-15\"");
        assertThat(first.form(page + "/espera")
                        .with("reason", "Falta un permiso.")
                        .with("reviewOn", "2027-01-15")
                        .record()
                        .body())
                .contains("En espera</span>");
    }

    @Test
    void suggestionsAreMergedAnsweredReopenedAndTheFamilyIsDrawn() throws Exception {
        String one = submit("Dos que piden lo mismo", "Primera.");
        String other = submit("Lo mismo con otras palabras", "Segunda.");
        first.open(one);
        String row = rowOf(other);
        HttpResponse<String> refused = first.form(one + "/union")
                .with("sources." + row + ".suggestionId", idOf(other))
                .send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .containsPattern("value=\"" + idOf(other) + "\" checked=\"checked\"")
                .contains("Diga por qué, en unas palabras.");

        merge(one, other);
        assertThat(first.page()).contains("<svg class=\"drawing\"", "<title id=\"family-title\">", "se reunió en");
        first.form(one + "/respuesta")
                .with("outcome", "noted")
                .with("reply", "Quedó **anotada**.")
                .record();

        assertThat(first.open(other).body())
                .contains("Reunida", "Quedó <strong>anotada</strong>.", "Es la respuesta de", "respondida por quien");
        first.form(other + "/reapertura").with("reason", "Falta una parte.").record();
        assertThat(first.page()).contains("Con acuse", "reabrió").contains("class=\"line ended\"");
    }

    @Test
    void aSuggestionIsSplitIntoAsManyPartsAsAreAsked() throws Exception {
        String whole = submit("Pide dos cosas", "Y una más.");
        String joined = submit("Pide una de ellas", "Texto.");
        merge(whole, joined);
        first.open(whole);
        assertThat(first.found("name=\"(parts\\.\\d\\.title)\"")).hasSize(2);
        HttpResponse<String> more = first.form(whole + "/separacion")
                .with("parts.0.title", "La primera")
                .with("parts.0.body", "Texto de la primera.")
                .with("parts.1.title", "")
                .with("parts.1.body", "")
                .with("more", "1")
                .send();
        assertThat(more.statusCode()).isEqualTo(200);
        assertThat(first.found("name=\"(parts\\.\\d\\.title)\"")).hasSize(3);
        assertThat(first.page()).contains("value=\"La primera\"", "Texto de la primera.</textarea>");

        HttpResponse<String> refused = first.form(whole + "/separacion")
                .with("parts.0.title", "La primera")
                .with("parts.0.body", "Texto de la primera.")
                .with("parts.1.title", "")
                .with("parts.1.body", "")
                .with("parts.2.title", "La tercera")
                .with("parts.2.body", "")
                .with("reason", "Son dos.")
                .send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"split-parts.2.body-error\"");

        first.form(whole + "/separacion")
                .with("parts.0.title", "La primera")
                .with("parts.0.body", "Texto de la primera.")
                .with("parts.2.title", "La tercera")
                .with("parts.2.body", "Texto de la tercera.")
                .with("reason", "Son dos.")
                .record();
        assertThat(first.page()).contains("Separada", "separó", "La primera</title>", "La tercera</title>");
        assertThat(first.found("<li>(De S-\\d+ se separó S-\\d+)")).hasSize(2);
        assertThat(first.offers(whole + "/respuesta")).isFalse();
        assertThat(first.open(joined).body()).contains("Con acuse", "reabrió");
    }

    @Test
    void whatPeopleWroteIsShownAndNeverRun() throws Exception {
        String page = submit("Con <script>alert(1)</script>", "Antes <script>alert(2)</script> **después**");

        assertThat(first.open(page).body())
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(2)&lt;/script&gt;", "<strong>después</strong>")
                .contains("Con &lt;script&gt;alert(1)&lt;/script&gt;</h1>");
    }

    @Test
    void theInboxIsChosenByStateAndStaysPossibleToCite() throws Exception {
        submit("Sin acuse todavía", "Texto.");

        assertThat(first.open(SUGGESTIONS + "?state=received").body()).contains("Sin acuse todavía</a>");
        assertThat(first.open(SUGGESTIONS + "?state=withdrawn").body()).doesNotContain("Sin acuse todavía</a>");
        assertThat(first.open(SUGGESTIONS + "?state=all&sector=academia&to=").body())
                .contains("Sin acuse todavía</a>", "<option value=\"academia\" selected=\"selected\">");
        assertThat(first.open(SUGGESTIONS + "?state=all&limit=1").body()).contains("rel=\"next\"");
        assertThat(first.open(SUGGESTIONS + "?lang=es").body()).contains("href=\"/sugerencias?state=parked\"");
    }

    @Test
    void thePastIsReadWithItsBannerAndWithoutForms() throws Exception {
        String page = submit("De hoy", "Texto.");
        long position = house.record().size() - 1;

        assertThat(first.open(SUGGESTIONS + "?on=2026-11-24").body())
                .contains("class=\"past-banner\"", "De hoy</a>", page + "?on=2026-11-24")
                .doesNotContain("id=\"submit-title\"");
        assertThat(first.open(page + "?asOf=" + position).body())
                .contains("class=\"past-banner\"")
                .doesNotContain("<details");
        assertThat(first.open(page + "?asOf=" + (position - 1)).statusCode()).isEqualTo(404);
        assertThat(first.open("/integrantes?on=2026-11-23").body())
                .contains("class=\"past-banner\"")
                .doesNotContain("id=\"admit-name\"");
    }

    @Test
    void aPersonWithoutASessionReadsOnlyWhatIsPublic() throws Exception {
        String page = submit("Para integrantes", "Texto.");

        assertThat(stranger.open(page).statusCode()).isEqualTo(404);
        assertThat(stranger.open(SUGGESTIONS).body()).doesNotContain("Para integrantes", "id=\"submit-title\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sugerencias?state=unknown",
                "/sugerencias?stranger=1",
                "/sugerencias?on=2026-11-24&asOf=1",
                "/sugerencias?on=tomorrow",
                "/integrantes?on=2099-01-01"
            })
    void anAddressThatCannotBeReadIsAPageOfErrors(String address) throws Exception {
        HttpResponse<String> page = stranger.open(address);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("No se entendió</h1>");
    }

    private static Visitor.Filled submission(String title, String body) {
        return first.form(SUGGESTIONS).with("title", title).with("body", body);
    }

    /** Sends a suggestion and answers the path of its page. */
    private static String submit(String title, String body) throws IOException, InterruptedException {
        first.open(SUGGESTIONS);
        HttpResponse<String> page = submission(title, body).record();
        assertThat(page.statusCode()).isEqualTo(200);
        return page.uri().getPath();
    }

    private static void merge(String into, String source) throws IOException, InterruptedException {
        first.open(into);
        first.form(into + "/union")
                .with("sources." + rowOf(source) + ".suggestionId", idOf(source))
                .with("reason", "Piden lo mismo.")
                .record();
    }

    /** The row of a suggestion among those that can be merged into the one whose page is open. */
    private static String rowOf(String page) {
        return first.found("name=\"sources\\.(\\d+)\\.suggestionId\" value=\"" + idOf(page) + "\"")
                .getFirst();
    }

    private static String idOf(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    /** The link that is shown for a member. */
    private static String invite(String member) throws IOException, InterruptedException {
        first.open("/integrantes");
        HttpResponse<String> made =
                first.form("/integrantes/invitaciones").with("memberId", member).send();
        assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
        return first.found("<pre[^>]*>([^<]*/entrar\\?llave=[^<]*)</pre>").getFirst();
    }

    private static String admit(String name) throws IOException, InterruptedException {
        first.open("/integrantes");
        first.form("/integrantes")
                .with("name", name)
                .with("organisation", "Organización de prueba")
                .with("sector", "government")
                .with("termEnd", "2028-11-24")
                .record();
        return first.found("id=\"m([0-9a-z]{26})\">\\s*<p><b class=\"actor\">" + name)
                .getFirst();
    }
}
