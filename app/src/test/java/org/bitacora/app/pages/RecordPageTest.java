package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.pages.OpenHouse.A;
import static org.bitacora.app.pages.OpenHouse.OLDEST;
import static org.bitacora.app.pages.OpenHouse.SECRET;
import static org.bitacora.app.pages.OpenHouse.SECRET_WORD;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.bitacora.query.Moment;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.record.RecordViews.Proven;
import org.bitacora.query.record.RecordViews.RawEvent;
import org.bitacora.record.proof.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordPageTest {
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\" class=\"num\"><a href=\"/registro/(\\d+)");
    private static final Pattern VERBATIM = Pattern.compile("(?s)<pre class=\"verbatim\"[^>]*>(.*?)</pre>");

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
    void itShowsTheCheckpointToTheLetterWithTheKeyAndTheCommandsThatVerify() throws Exception {
        Checkpoint checkpoint = house.house().checkpoints().latest();
        String key = house.house().checkpoints().verifier().text();
        for (String language : List.of("es", "en")) {
            String page = house.get("/registro", null, language).body();

            assertThat(verbatim(page)).containsExactly(checkpoint.text());
            assertThat(HtmlUtils.htmlUnescape(page))
                    .contains("./bitacora export --to copia --as public")
                    .contains("./bitacora verify copia \\\n  --origin '" + checkpoint.origin() + "' \\\n  --key '" + key
                            + "'")
                    .contains(house.house().checkpoints().verifier().fingerprint())
                    .contains("<span class=\"tree-size\">20</span>")
                    .doesNotContain("??");
        }
    }

    @Test
    void rawEventsAreThoseThatTheReaderMaySee() throws Exception {
        assertThat(rows("/registro", A))
                .isEqualTo(LongStream.rangeClosed(0, 19).boxed().toList().reversed());
        assertThat(rows("/registro", null))
                .containsExactly(18L, 17L, 16L, 15L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 5L, 4L);
        assertThat(rows("/registro?to=7", null)).containsExactly(7L, 5L, 4L);
    }

    @Test
    void rawEventsGoOnByStretchesOfPositions(@TempDir Path directory) throws Exception {
        try (OpenHouse longer = OpenHouse.withStory(directory)) {
            EveryEvent.recordIn(longer);
            longer.awaitViews();
            long newest = longer.house().record().size() - 1;
            long oldestInSight = newest - 49;
            String last = longer.get("/registro", A, "es").body();
            String earlier =
                    longer.get("/registro?to=" + (oldestInSight - 1), A, "es").body();

            assertThat(PageSources.found(ROW, last))
                    .hasSize(50)
                    .startsWith(Long.toString(newest))
                    .endsWith(Long.toString(oldestInSight));
            assertThat(last)
                    .contains("href=\"/registro?to=" + (oldestInSight - 1) + "\" rel=\"next\"")
                    .doesNotContain("rel=\"prev\"");
            assertThat(PageSources.found(ROW, earlier))
                    .hasSize((int) oldestInSight)
                    .startsWith(Long.toString(oldestInSight - 1))
                    .endsWith("0");
            assertThat(earlier)
                    .contains("href=\"/registro?to=" + newest + "\" rel=\"prev\"")
                    .doesNotContain("rel=\"next\"");
            String early = longer.get("/registro?on=2013-11-04", A, "es").body();
            assertThat(PageSources.found(ROW, early))
                    .as("though no event of the last fifty had happened by then")
                    .containsExactly("18");
            assertThat(early).doesNotContain("rel=\"next\"", "rel=\"prev\"");
        }
    }

    @Test
    void anEventIsShownAsItWasStoredWithItsEntryAndItsProof() throws Exception {
        ViewRequest request =
                new ViewRequest(Reader.PUBLIC, new Moment.Now(), LocalDate.EPOCH, 1, Map.of("position", "5"));
        Proven proven = Objects.requireNonNull(house.house().recordViews().proven(request));
        RawEvent event = Objects.requireNonNull(proven.event());
        String page = house.get("/registro/5").body();

        assertThat(verbatim(page)).containsExactly(proven.entry(), proven.proof());
        assertThat(HtmlUtils.htmlUnescape(page))
                .contains(event.payload(), event.salts().getFirst());
        assertThat(page)
                .contains("**Abiertos** siempre. &lt;script&gt;alert(1)&lt;/script&gt;", "suggestion:" + OLDEST)
                .contains("href=\"/cronologia?asiento=5#n5\"", "href=\"/registro/4\"", "href=\"/registro/6\"")
                .doesNotContain("<script");
        assertThat(house.get("/registro/5", A, "en").body()).contains("See it in the timeline", "Inclusion proof");
    }

    @Test
    void ofWhatIsForMembersThePublicSeesTheEntryAndItsProofAlone() throws Exception {
        String asPublic = house.get("/registro/6").body();

        assertThat(verbatim(asPublic)).hasSize(2).first().asString().startsWith("bitacora-entry/1\nposition 6\n");
        assertThat(asPublic)
                .contains("Sólo el asiento es para usted.")
                .doesNotContain(SECRET, SECRET_WORD, "asiento=6");
        assertThat(house.get("/registro/6", A, "es").body()).contains(SECRET_WORD, "asiento=6#n6");
        assertThat(house.get("/registro/6", null, "en").body()).contains("Only its entry is for you.");
    }

    @Test
    void thePastHasTheTreeOfThenAndNothingThatCameLater() throws Exception {
        String held = house.get("/registro?asOf=7").body();

        assertThat(held)
                .contains(
                        "<span class=\"tree-size\">8</span>",
                        house.house().tree().at(8).root().base64())
                .contains("href=\"/registro/7?asOf=7\"");
        assertThat(PageSources.found(ROW, held)).containsExactly("7", "5", "4");
        assertThat(rows("/registro?on=2013-12-31", null)).containsExactly(18L);
        assertThat(house.get("/registro/7?asOf=7").statusCode()).isEqualTo(200);
        assertThat(house.get("/registro/8?asOf=7").statusCode()).isEqualTo(404);
        assertThat(house.get("/registro/18?on=2013-11-04").statusCode()).isEqualTo(200);
        assertThat(house.get("/registro/17?on=2013-11-04").statusCode()).isEqualTo(404);
        assertThat(house.get("/registro?asOf=2001-01-01T00:00:00Z").body())
                .contains("<span class=\"tree-size\">0</span>", "asientos en el árbol todavía.");
    }

    private List<Long> rows(String path, @Nullable String reader) throws Exception {
        return PageSources.found(ROW, house.get(path, reader, "es").body()).stream()
                .map(Long::valueOf)
                .toList();
    }

    /** What stands on the page to the letter. */
    private static List<String> verbatim(String page) {
        return PageSources.found(VERBATIM, page).stream()
                .map(HtmlUtils::htmlUnescape)
                .toList();
    }
}
