package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitacora.app.accounts.OneTimeLinks;
import org.bitacora.command.meetings.AddAgendaItem;
import org.bitacora.vocabulary.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds on every page, whoever reads it, in both languages: what can be seen of it without a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
    private static final String MEETING = Ids.derived("reunión");
    private static final String ITEM = Ids.derived("tema");
    private static final Pattern CONTROL = Pattern.compile("<(?:input|select|textarea)\\b([^>]*)>");
    private static final Pattern HEADING = Pattern.compile("<h([1-6])[ >]");

    private OpenHouse house;

    @BeforeAll
    void open(@TempDir Path directory) throws InterruptedException {
        house = OpenHouse.withStory(directory);
        house.calls(MEETING);
        house.did(OpenHouse.A, new AddAgendaItem(ITEM, MEETING, "Un tema", "### De qué va", null, null, null, null));
        house.awaitViews();
    }

    @AfterAll
    void close() {
        house.close();
    }

    static Stream<String> addresses() {
        return Stream.of(
                "/",
                "/?on=2013-11-04",
                "/?asOf=0",
                "/sugerencias",
                "/sugerencias?state=withdrawn",
                "/sugerencias/" + OpenHouse.OLDEST,
                "/sugerencias/" + OpenHouse.PARKED,
                "/sugerencias/" + OpenHouse.SPLIT,
                "/sugerencias/" + OpenHouse.ANSWERED,
                "/sugerencias/" + OpenHouse.SECRET,
                "/integrantes",
                "/reuniones",
                "/reuniones?on=2013-11-04",
                "/reuniones/" + MEETING,
                "/reuniones/" + MEETING + "?item=" + ITEM,
                "/cronologia",
                "/cronologia?asOf=12&sector=academia&kind=suggestion",
                "/cronologia?asiento=3",
                "/registro",
                "/registro/3",
                "/entrar",
                "/entrar?llave=gastada",
                "/no-hay",
                "/sugerencias?state=unknown");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aPageSaysItsLanguageItsOneTitleAndALabelForEachField(String address) throws Exception {
        for (String reader : new String[] {null, OpenHouse.A, OpenHouse.B}) {
            for (String language : new String[] {"es", "en"}) {
                holds(house.get(address, reader, language), language, address + " as " + reader);
            }
        }
    }

    @Test
    void soDoesAFormThatWasRefused() throws Exception {
        Visitor member = house.visitor(OpenHouse.A);
        String suggestion = "/sugerencias/" + OpenHouse.OLDEST;
        for (String form : List.of("/intervenciones", "/turno", "/respuesta", "/espera", "/union", "/separacion")) {
            member.open(suggestion);
            HttpResponse<String> refused = member.form(suggestion + form)
                    .with("reason", "")
                    .with("note", "x".repeat(3_000))
                    .send();
            assertThat(refused.statusCode()).as(form).isEqualTo(422);
            holds(refused, "es", form);
        }
        String page = "/reuniones/" + MEETING;
        member.open(page + "?item=" + ITEM);
        holds(member.form(page + "/temas/" + ITEM + "/intervenciones").send(), "es", "an item");
    }

    @Test
    void soDoTheFirstPagesOfAGroupWithNothingInIt(@TempDir Path directory) throws Exception {
        try (OpenHouse empty = OpenHouse.empty(directory)) {
            for (String address :
                    List.of("/", "/sugerencias", "/integrantes", "/reuniones", "/cronologia", "/registro")) {
                for (String language : List.of("es", "en"))
                    holds(empty.get(address, null, language), language, address);
            }
            OneTimeLinks links = new OneTimeLinks(
                    empty.house().database(),
                    empty.house().clock(),
                    empty.house().random());
            String link = "/abrir?llave=" + links.setUp(Ids.derived("alguien")).secret();
            for (String language : List.of("es", "en")) holds(empty.get(link, null, language), language, "set-up");
        }
    }

    @Test
    void aPageThatLacksAnyOfThisWouldBeFound() {
        assertThat(unlabelled("<label for=\"a\">A</label><input id=\"a\"><select id=\"b\"></select>"))
                .containsExactly(" id=\"b\"");
        assertThat(unlabelled("<label class=\"choice\"><input type=\"radio\"></label><input type=\"hidden\">"))
                .isEmpty();
        assertThat(skipped("<h1>Uno</h1><h2>Dos</h2><h4>Cuatro</h4>")).containsExactly("h4 after h2");
    }

    private static void holds(HttpResponse<String> page, String language, String what) throws IOException {
        String body = page.body();
        assertThat(body)
                .as(what)
                .contains("<html lang=\"" + (language.equals("es") ? "es-MX" : "en") + "\"")
                .containsPattern("<title>[^<]+ · Bitácora")
                .doesNotContain("??", "th:", "style=", "<script>");
        assertThat(body.split("<h1[ >]", -1)).as(what + " has one h1").hasSize(2);
        assertThat(unlabelled(body)).as(what + " labels its fields").isEmpty();
        assertThat(skipped(body)).as(what + " skips no level of headings").isEmpty();
        assertThat(PageSources.found(Pattern.compile("\\sid=\"([^\"]*)\""), body))
                .as(what)
                .doesNotHaveDuplicates();
    }

    /** Fields that no label speaks of. */
    private static List<String> unlabelled(String page) {
        Set<String> labelled = new HashSet<>(PageSources.found(Pattern.compile("<label for=\"([^\"]*)\""), page));
        String rest = page.replaceAll("(?s)<label class=\"choice\">.*?</label>", "");
        return CONTROL.matcher(rest)
                .results()
                .map((MatchResult control) -> control.group(1))
                .filter(attributes -> !attributes.contains("type=\"hidden\""))
                .filter(attributes -> !labelled.contains(id(attributes)))
                .toList();
    }

    private static @Nullable String id(String attributes) {
        List<String> ids = PageSources.found(Pattern.compile("\\bid=\"([^\"]*)\""), attributes);
        return ids.isEmpty() ? null : ids.getFirst();
    }

    /** Headings that stand more than one level below the one before. */
    private static List<String> skipped(String page) {
        List<String> skipped = new ArrayList<>();
        int before = 0;
        for (String level : PageSources.found(HEADING, page)) {
            int now = Integer.parseInt(level);
            if (now > before + 1) skipped.add("h" + now + " after h" + before);
            before = now;
        }
        return skipped;
    }
}
