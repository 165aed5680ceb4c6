package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitacora.query.suggestions.SuggestionView.State;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern USED = Pattern.compile("#\\{([a-z][\\w.-]*)");

    private final Map<String, String> spanish = PageSources.messages(Language.SPANISH);
    private final Map<String, String> english = PageSources.messages(Language.ENGLISH);

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(english.keySet()).isEqualTo(spanish.keySet());
    }

    @Test
    void everyTextIsAPatternWithTheSamePlacesInBothLanguages() {
        spanish.forEach((key, text) ->
                assertThat(places(english.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
    }

    @Test
    void noTextIsEmptyOrUsesTheApostropheThatPatternsSwallow() {
        spanish.forEach((key, text) -> assertThat(text).as(key).isNotBlank().doesNotContain("'"));
        english.forEach((key, text) -> assertThat(text).as(key).isNotBlank().doesNotContain("'"));
    }

    @Test
    void everyTextThatATemplateNamesIsThere() {
        PageSources.templates()
                .forEach((path, source) ->
                        assertThat(spanish.keySet()).as(path).containsAll(PageSources.found(USED, source)));
    }

    @Test
    void everyValueThatATextDependsOnHasOne() {
        assertThat(spanish.keySet())
                .containsAll(keys("deed.SuggestionReopened", ReopeningCause.values()))
                .containsAll(keys("deed.SuggestionTriaged", TriageTarget.values()))
                .containsAll(keys("deed.outcome", Outcome.values()))
                .containsAll(keys("suggestions.outcome", Outcome.values()))
                .containsAll(keys("suggestions.state", State.values()))
                .containsAll(keys("suggestions.to", TriageTarget.values()))
                .containsAll(keys("suggestions.about", About.values()))
                .containsAll(keys("suggestions.visible", Visibility.values()))
                .containsAll(keys("members.role", Role.values()))
                .containsAll(keys("sector", Sector.values()));
    }

    private static List<String> keys(String prefix, Coded... values) {
        return Stream.of(values).map(value -> prefix + "." + value.code()).toList();
    }

    private static int places(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }
}
