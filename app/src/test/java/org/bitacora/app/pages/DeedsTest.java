package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Json;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.bitacora.vocabulary.WorkingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever can be recorded is told, in each language. */
class DeedsTest {
    private final List<EventType> types =
            List.copyOf(new EventCodec(Json.mapper()).events().keySet());

    @ParameterizedTest
    @EnumSource
    void everyEventHasASentenceAndAKindInEachLanguage(Language language) {
        Map<String, String> messages = PageSources.messages(language);
        assertThat(types).isNotEmpty().allSatisfy(type -> {
            String key = "deed." + type.name();
            assertThat(messages).containsKey(key + ".kind");
            assertThat(messages.keySet())
                    .anyMatch(each -> each.equals(key) || (each.startsWith(key + ".") && !each.equals(key + ".kind")));
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyValueThatASentenceSaysHasAWordInEachLanguage(Language language) {
        assertThat(PageSources.messages(language).keySet())
                .containsAll(keys("deed.outcome.", Outcome.values()))
                .containsAll(keys("deed.role.", Role.values()))
                .containsAll(keys("deed.visibility.", Visibility.values()))
                .containsAll(keys("deed.thing.", ThreadKind.values()))
                .containsAll(keys("deed.by.", Channel.values()))
                .containsAll(keys("record.channel.", Channel.values()))
                .containsAll(keys("deed.SuggestionTriaged.", TriageTarget.values()))
                .containsAll(keys("deed.SuggestionReopened.", ReopeningCause.values()))
                .containsAll(keys("deed.VisibilityChanged.", Visibility.values()))
                .containsAll(Stream.of(WorkingRule.values())
                        .map(rule -> "deed.rule." + rule.key())
                        .toList());
    }

    @Test
    void everyEventIsToldOnThePageInEachLanguage(@TempDir Path directory) throws Exception {
        assertThat(EveryEvent.examples())
                .as("an example of every event")
                .extracting(event -> EventType.of(event.getClass()))
                .containsAll(types);
        try (OpenHouse house = OpenHouse.withStory(directory)) {
            EveryEvent.recordIn(house);
            house.awaitViews();
            for (Language language : Language.values()) {
                Map<String, String> messages = PageSources.messages(language);
                var answer = house.get("/cronologia?limit=200", OpenHouse.A, language.code());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).doesNotContain("??", "\uE000", "\uE001", "th:");
                assertThat(PageSources.found(Pattern.compile("\\sid=\"([^\"]*)\""), answer.body()))
                        .doesNotHaveDuplicates();
                assertThat(types)
                        .allSatisfy(type -> assertThat(answer.body())
                                .contains("<span class=\"kind\">" + messages.get("deed." + type.name() + ".kind")));
            }
            whatIsLateOrLongOrSomebodyElsesSaysSo(
                    house.get("/cronologia?limit=200", OpenHouse.A, "es").body());
        }
    }

    private static void whatIsLateOrLongOrSomebodyElsesSaysSo(String page) {
        assertThat(page)
                .contains(
                        "<span class=\"late\">tardío</span>",
                        "9 días antes de la reunión; el aviso del grupo es de 10 días.")
                .contains("<details><summary>Leer el texto</summary>")
                .contains("agosto de 2013", ">Invitada Z</b>", "Fuente: Archivo de minutas.")
                .contains("Habló por su sector.", "Sólo para integrantes.")
                .contains("href=\"/reuniones/" + EveryEvent.MEETING + "\">");
    }

    private static List<String> keys(String prefix, Coded[] values) {
        return Stream.of(values).map(value -> prefix + value.code()).toList();
    }
}
