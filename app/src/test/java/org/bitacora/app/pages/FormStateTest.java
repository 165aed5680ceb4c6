package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormStateTest {
    private final FormState form = FormState.empty("submit", "title", "body");

    @Test
    void aRefusedFormKeepsWhatWasTyped() {
        FormState refused = form.refused(Map.of("title", " Una línea "), why("body"));

        assertThat(refused.value("title")).isEqualTo(" Una línea ");
        assertThat(refused.value("body")).isEmpty();
    }

    @Test
    void whatTheFormDoesNotHaveIsNotKept() {
        assertThat(form.refused(Map.of("_csrf", "secret"), why("body")).values())
                .containsOnlyKeys("title", "body");
    }

    @Test
    void aRefusalStandsOnItsFieldAlone() {
        FormState refused = form.refused(Map.of(), why("body"));

        assertThat(refused.refusalAt("body")).isEqualTo(why("body"));
        assertThat(refused.refusalAt("title")).isNull();
        assertThat(refused.refusalOfTheWhole()).isNull();
    }

    @Test
    void aRefusalAboutNoFieldOrAStrangersIsOneOfTheWhole() {
        assertThat(form.refused(Map.of(), why(null)).refusalOfTheWhole()).isEqualTo(why(null));
        assertThat(form.refused(Map.of(), why("memberId")).refusalOfTheWhole()).isEqualTo(why("memberId"));
        assertThat(form.refusalOfTheWhole()).isNull();
    }

    @Test
    void aControlIsDescribedByItsHintAndItsError() {
        FormState refused = form.refused(Map.of(), why("body"));

        assertThat(refused.describedBy("body", "A hint")).isEqualTo("submit-body-hint submit-body-error");
        assertThat(refused.describedBy("body", null)).isEqualTo("submit-body-error");
        assertThat(refused.describedBy("title", "A hint")).isEqualTo("submit-title-hint");
        assertThat(refused.describedBy("title", null)).isNull();
    }

    private static RefusedField why(@Nullable String field) {
        return new RefusedField(field, "Falta este dato.");
    }
}
