package org.bitacora.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the rule codes out of the sources: whatever is written there as {@code "noun.rule-in-words"} is one. */
class RuleCodesTest {
    /** In quotes, or in a row of a table of cases. */
    private static final Pattern CODE =
            Pattern.compile("(?:\"|\\| )([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)(?:\"| \\|)");

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void eachCodeHasATextInBothLanguagesAndNoneIsLeftOver(String language) throws IOException {
        assertThat(texts(language).stringPropertyNames()).hasSizeGreaterThan(40).isEqualTo(codesIn(MAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void eachTextIsOneOrTwoSentences(String language) throws IOException {
        assertThat(texts(language).values()).map(Object::toString).allMatch(text -> text.matches("[A-Z¿¡].+[.?!]"));
    }

    @Test
    void eachCodeIsMetByATest() {
        Set<String> missed = codesIn(MAIN);
        missed.removeAll(codesIn(TESTS));
        assertThat(missed).isEmpty();
    }

    private static SortedSet<String> codesIn(Path sources) {
        SortedSet<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CODE.matcher(text(file)).results())
                    .forEach(code -> codes.add(code.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        Path file = Path.of("src/main/resources/org/bitacora/command/refusals_" + language + ".properties");
        texts.load(Files.newBufferedReader(file));
        return texts;
    }
}
