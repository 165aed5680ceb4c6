package org.bitacora.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"1", "01j00000000000000000000000x", "81h00000000000000000000000", "01H00000000000000000000000"})
    void anIdHas26LettersAndDigitsInLowerCase(String malformed) {
        assertThat(Form.id("f", id("thing"))).isEqualTo(id("thing"));
        assertThat(refuses(() -> Form.id("f", malformed), "id.malformed").field())
                .isEqualTo("f");
        refuses(() -> Form.id("f", null), "text.empty");
        refuses(() -> Form.id("f", ""), "text.empty");
    }

    @Test
    void textsAreCutAndComposedBeforeTheyAreMeasured() {
        assertThat(Form.title("f", "  Opinio\u0301n ")).isEqualTo("Opinión");
        assertThat(Form.title("f", " " + "o\u0301".repeat(200) + " ")).hasSize(200);
        assertThat(Form.body("f", "una\r\ndos\rtres\n")).isEqualTo("una\ndos\ntres");
        assertThat(Form.title("f", "\u00A0 Opinión\u2003\u202F\r")).isEqualTo("Opinión");
    }

    @Test
    void lettersAreCountedAsPeopleDoAndBodiesInBytes() {
        assertThat(Form.title("f", "\uD83C\uDF35".repeat(200))).isNotEmpty();
        refuses(() -> Form.title("f", "a".repeat(201)), "text.too-long");
        refuses(() -> Form.personName("f", "a".repeat(121)), "text.too-long");
        refuses(() -> Form.optionalOrganisation("f", "a".repeat(201)), "text.too-long");
        refuses(() -> Form.note("f", "a".repeat(2_001)), "text.too-long");
        assertThat(Form.body("f", "ó".repeat(32 * 1024))).isNotEmpty();
        refuses(() -> Form.body("f", "ó".repeat(32 * 1024) + "a"), "text.too-long");
        refuses(() -> Form.summary("f", "a".repeat(16 * 1024 + 1), "text.empty"), "text.too-long");
    }

    @Test
    void whatIsEmptyIsMissing() {
        refuses(() -> Form.title("f", " \n "), "text.empty");
        refuses(() -> Form.title("f", "\u00A0\u2007\u3000"), "text.empty");
        refuses(() -> Form.personName("f", "\uFEFF\u200B"), "text.empty");
        refuses(() -> Form.body("f", null), "text.empty");
        assertThat(Form.optionalTitle("f", " ")).isNull();
        assertThat(Form.optionalNote("f", "")).isNull();
        assertThat(Form.optionalId("f", "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001bb", "a\u007fb", "a\uD800b"})
    void controlCharactersAndHalvesOfLettersAreNotPlain(String text) {
        refuses(() -> Form.title("f", text), "text.not-plain");
        refuses(() -> Form.body("f", text), "text.not-plain");
    }

    @Test
    void lineBreaksAndWhatOldMailHoldsPassInManyLinesOnly() {
        assertThat(Form.note("f", "a\nb\tc\u0085d")).isEqualTo("a\nb\tc\u0085d");
        refuses(() -> Form.title("f", "a\nb"), "text.not-plain");
        refuses(() -> Form.title("f", "a\u0085b"), "text.not-plain");
        assertThat(Form.body("f", "a\u2028b\u2029c")).isEqualTo("a\u2028b\u2029c");
        refuses(() -> Form.title("f", "a\u2028b"), "text.not-plain");
        refuses(() -> Form.title("f", "a\u2029b"), "text.not-plain");
    }

    @Test
    void aListHasItsSizeAndNothingTwice() {
        assertThat(Form.list("f", null, 0, 2)).isEmpty();
        refuses(() -> Form.list("f", null, 1, 2), "list.size");
        refuses(() -> Form.list("f", List.of(1, 2, 3), 1, 2), "list.size");
        refuses(() -> Form.distinct("f", List.of("a", "b", "a"), 1, 5, Function.identity()), "list.size");
    }

    @Test
    void numbersAndChoicesHaveTheirLimits() {
        assertThat(Form.within("f", 3, 1, 3)).isEqualTo(3);
        refuses(() -> Form.within("f", 4, 1, 3), "value.unknown");
        refuses(() -> Form.oneOf("f", Past.NEVER, List.of(Past.ALLOWED)), "value.unknown");
        refuses(() -> Form.none("f", id("thing")), "id.mismatch");
    }
}
