package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Map;
import java.util.regex.Pattern;
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

    private static int places(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }
}
