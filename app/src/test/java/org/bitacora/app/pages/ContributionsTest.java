package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.bitacora.command.meetings.AddAgendaItem;
import org.bitacora.command.suggestions.WithdrawSuggestion;
import org.bitacora.vocabulary.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saying something in a thread from its page: that of a suggestion, and an item of a meeting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContributionsTest {
    private static final String MEETING = Ids.derived("reunión");
    private static final String ITEM = Ids.derived("tema");
    private static final String LONG_ITEM = Ids.derived("tema largo");
    private static final String SUGGESTION_PAGE = "/sugerencias/" + OpenHouse.OLDEST;
    private static final String MEETING_PAGE = "/reuniones/" + MEETING;
    private static final String ON_SUGGESTION = SUGGESTION_PAGE + "/intervenciones";
    private static final String ON_ITEM = MEETING_PAGE + "/temas/" + ITEM + "/intervenciones";

    private OpenHouse house;
    private Visitor member;

    @BeforeAll
    void open(@TempDir Path directory) throws InterruptedException {
        house = OpenHouse.withStory(directory);
        house.calls(MEETING);
        for (String item : new String[] {ITEM, LONG_ITEM}) {
            house.did(OpenHouse.A, new AddAgendaItem(item, MEETING, "Un tema", null, null, null, null, null));
        }
        house.awaitViews();
    }

    @AfterAll
    void close() {
        house.close();
    }

    @BeforeEach
    void aMemberComes() throws Exception {
        member = house.visitor(OpenHouse.B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suggestion", "item"})
    void whatAMemberSaysStandsOnThePageOfTheThread(String thread) throws Exception {
        member.open(page(thread));

        HttpResponse<String> sent = member.form(to(thread))
                .with("body", "Digo **algo** de esto.")
                .with("capacity", "")
                .send();

        assertThat(sent.statusCode()).isEqualTo(303);
        String place = sent.headers().firstValue("Location").orElseThrow();
        String position = Long.toString(house.house().record().size() - 1);
        assertThat(place).endsWith("#n" + position);
        assertThat(member.open(place).body())
                .contains("Digo <strong>algo</strong> de esto.", "id=\"n" + position + "\"", "Integrante B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suggestion", "item"})
    void theSameFormSentTwiceRecordsOnce(String thread) throws Exception {
        member.open(page(thread));
        Visitor.Filled form = member.form(to(thread)).with("body", "Una sola vez.");
        long before = house.house().record().size();

        String there = form.send().headers().firstValue("Location").orElseThrow();
        String again = form.send().headers().firstValue("Location").orElseThrow();

        assertThat(again).isEqualTo(there);
        assertThat(house.house().record().size()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suggestion", "item"})
    void aRefusalStandsOnItsFieldAndWhatWasTypedStays(String thread) throws Exception {
        member.open(page(thread));
        long before = house.house().record().size();

        HttpResponse<String> refused = member.form(to(thread))
                .with("body", "Mi texto <b>completo</b>")
                .with("capacity", "sector")
                .with("mandate", "")
                .send();

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Mi texto &lt;b&gt;completo&lt;/b&gt;</textarea>", "id=\"say-mandate-error\"")
                .containsPattern("<details open=\"open\"><summary>Quién la lee")
                .containsPattern("<option value=\"sector\" selected");
        assertThat(member.form(to(thread)).with("body", "").send().body()).contains("id=\"say-body-error\"");
        assertThat(house.house().record().size()).isEqualTo(before);
    }

    @Test
    void oneContributionIsTheReplyToAnother() throws Exception {
        for (String thread : new String[] {"suggestion", "item"}) {
            member.open(page(thread));
            member.form(to(thread)).with("body", "Quien lo dice primero.").record();
            String reply =
                    member.found("href=\"([^\"]*reply=[^\"]*)\"").getLast().replace("&amp;", "&");

            assertThat(member.open(reply).body()).contains("En respuesta a Integrante B,");
            member.form(to(thread)).with("body", "").send();
            assertThat(member.page()).as("refused").contains("En respuesta a Integrante B,");
            member.form(to(thread)).with("body", "Y quien contesta.").record();

            long position = house.house().record().size() - 1;
            assertThat(member.open("/cronologia?asiento=" + position).body())
                    .containsPattern("en respuesta a\\s+<a[^>]*href=\"/cronologia\\?asiento=" + (position - 1) + "#");
        }
    }

    @Test
    void aThreadThatClosedMeanwhileKeepsTheTextAndSaysSo() throws Exception {
        String suggestion = Ids.derived("se retira");
        house.submitted(OpenHouse.B, suggestion, "Se retira", "Mientras alguien escribe.");
        house.awaitViews();
        String page = "/sugerencias/" + suggestion;
        member.open(page);
        Visitor.Filled late = member.form(page + "/intervenciones").with("body", "Llego tarde.");
        house.did(OpenHouse.B, new WithdrawSuggestion(suggestion, null));

        HttpResponse<String> refused = late.send();

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Este hilo ya no recibe entradas nuevas.", "Llego tarde.</textarea>");
        member.open(page);
        assertThat(member.offers(page + "/intervenciones")).isFalse();
    }

    @Test
    void onlyMembersAreOfferedTheFormAndNobodyInThePast() throws Exception {
        Visitor stranger = new Visitor(house.port());
        for (String thread : new String[] {"suggestion", "item"}) {
            stranger.open(page(thread));
            assertThat(stranger.offers(to(thread))).isFalse();
            member.open(page(thread) + (page(thread).contains("?") ? "&" : "?") + "asOf=30");
            assertThat(member.offers(to(thread))).isFalse();
        }
        member.open(page("suggestion"));
        member.press("/salir");
        member.open("/entrar");
        assertThat(house.get(SUGGESTION_PAGE, null, "es").body()).doesNotContain("reply=");
    }

    @Test
    void theFieldsOfThePageCannotSendItToAnotherThread() throws Exception {
        member.open(page("suggestion"));

        member.form(ON_SUGGESTION)
                .with("body", "Para este hilo.")
                .with("thread.id", OpenHouse.PARKED)
                .record();

        assertThat(member.open(SUGGESTION_PAGE).body()).contains("Para este hilo.");
        assertThat(member.open("/sugerencias/" + OpenHouse.PARKED).body()).doesNotContain("Para este hilo.");
    }

    @Test
    void inALongTalkThePageOpensAtWhatWasJustSaid() throws Exception {
        String page = MEETING_PAGE + "?item=" + LONG_ITEM;
        String to = MEETING_PAGE + "/temas/" + LONG_ITEM + "/intervenciones";
        member.open(page);
        for (int i = 0; i < 55; i++) {
            member.form(to)
                    .with("key", "larga " + i)
                    .with("body", "Intervención " + i + ".")
                    .send();
            member.open(page);
        }

        member.form(to).with("body", "La última de todas.").record();

        assertThat(member.page())
                .contains("La última de todas.", "Desde la primera intervención")
                .doesNotContain("Intervención 0.");
        assertThat(member.open(page).body()).contains("Intervención 0.", "Intervenciones siguientes");
    }

    private static String page(String thread) {
        return Map.of("suggestion", SUGGESTION_PAGE, "item", MEETING_PAGE + "?item=" + ITEM)
                .getOrDefault(thread, "");
    }

    private static String to(String thread) {
        return Map.of("suggestion", ON_SUGGESTION, "item", ON_ITEM).getOrDefault(thread, "");
    }
}
