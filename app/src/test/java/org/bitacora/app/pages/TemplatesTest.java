package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final Pattern BETWEEN_TAGS = Pattern.compile(">([^<>]*\\p{L}[^<>]*)<");
    private static final Pattern COMMAND = Pattern.compile("(?s)<code[^>]*>.*?</code>");
    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\s((?:title|alt|placeholder|aria-label|label|content)=\"[^\"]*\\p{L}[^\"]*\")");
    private static final Pattern SPOKEN_LITERAL = Pattern.compile(
            "th:(?:text|utext|title|alt|placeholder|aria-label)=\"([^\"]*(?:'[^'\"]*\\p{L}+\\s[^'\"]*'|\\|)[^\"]*)\"");
    private static final String WRITTEN = "th:utext=\"\\$\\{#markdown\\.html\\(text, heading\\)}\"";
    private static final Pattern CLASSES = Pattern.compile("\\sclass=\"([^\"]*)\"");

    @Test
    void everyTextOfATemplateIsAMessage() {
        PageSources.templates().forEach((path, source) -> {
            String markup = COMMAND.matcher(source)
                    .replaceAll("")
                    .replaceAll("<meta name=\"(viewport|color-scheme)\"[^>]*>", "");
            assertThat(PageSources.found(BETWEEN_TAGS, markup)).as(path).isEmpty();
            assertThat(PageSources.found(SPOKEN_ATTRIBUTE, markup)).as(path).isEmpty();
            assertThat(PageSources.found(SPOKEN_LITERAL, markup)).as(path).isEmpty();
        });
    }

    @Test
    void noTemplateHasInlineStyleOrAnyScript() {
        PageSources.templates()
                .forEach((path, source) -> assertThat(source)
                        .as(path)
                        .doesNotContainPattern("(?i)<script|<style|\\s(th:)?style=|\\s(th:)?on[a-z]+=|javascript:"));
    }

    @Test
    void onlyWhatPeopleWroteIsInsertedAsMarkup() {
        PageSources.templates().forEach((path, source) -> {
            String rest = path.equals("fragments/log.html") ? source.replaceFirst(WRITTEN, "") : source;
            assertThat(rest).as(path).doesNotContain("th:utext", "[(");
        });
    }

    @Test
    void everyClassOfATemplateStandsInTheStylesheet() {
        Set<String> known =
                Set.copyOf(PageSources.found(Pattern.compile("\\.([a-z][a-z-]*)"), PageSources.stylesheet()));

        PageSources.templates()
                .forEach((path, source) -> assertThat(PageSources.found(CLASSES, source).stream()
                                .flatMap(classes -> Stream.of(classes.split(" ", -1))))
                        .as(path)
                        .isSubsetOf(known));
    }

    @Test
    void aTextInATemplateWouldBeFound() {
        assertThat(List.of(
                        PageSources.found(BETWEEN_TAGS, "<p>Hola</p>"),
                        PageSources.found(SPOKEN_ATTRIBUTE, "<a title=\"Hola\">"),
                        PageSources.found(SPOKEN_LITERAL, "<p th:text=\"'Hola a ' + ${name}\">"),
                        PageSources.found(SPOKEN_LITERAL, "<p th:text=\"|Hola ${name}|\">")))
                .allSatisfy(found -> assertThat(found).hasSize(1));
    }
}
