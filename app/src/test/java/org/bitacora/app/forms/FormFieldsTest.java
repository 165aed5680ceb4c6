package org.bitacora.app.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FormFieldsTest {
    record Row(String title, int steps) {}

    record Asked(String title, int steps, List<Row> rows, List<String> names) {}

    @Test
    void aNumberIsOneWhereTheCommandHasOne() {
        assertThat(json(Map.of("title", "12", "steps", "12"))).isEqualTo("{\"steps\":12,\"title\":\"12\"}");
    }

    @Test
    void whatIsNoNumberIsLeftAsItWasTypedToBeRefused() {
        assertThat(json(Map.of("steps", "twelve"))).isEqualTo("{\"steps\":\"twelve\"}");
        assertThat(json(Map.of("steps", "99999999999"))).isEqualTo("{\"steps\":\"99999999999\"}");
        assertThat(json(Map.of("unknown", "1"))).isEqualTo("{\"unknown\":\"1\"}");
    }

    @Test
    void rowsBecomeAListInTheirOrder() {
        assertThat(json(Map.of("rows.10.title", "c", "rows.2.title", "b", "rows.2.steps", "3", "names.0", "a")))
                .contains("\"rows\":[{\"steps\":3,\"title\":\"b\"},{\"title\":\"c\"}]")
                .contains("\"names\":[\"a\"]");
    }

    @Test
    void aRowThatNobodyFilledInIsNotSentAndARefusalFindsItsRow() {
        FormFields fields = FormFields.of(
                Map.of("rows.0.title", " ", "rows.0.steps", "7", "rows.1.title", "b", "rows.1.steps", "8"),
                Asked.class);

        assertThat(fields.json().at("/rows")).hasSize(1);
        assertThat(fields.typedName("rows.0.title")).isEqualTo("rows.1.title");
        assertThat(fields.typedName("rows")).isEqualTo("rows");
        assertThat(fields.typedName("title")).isEqualTo("title");
    }

    @Test
    void aNameThatIsNoRowIsAnInnerField() {
        assertThat(json(Map.of("rows.x.title", "b"))).isEqualTo("{\"rows\":{\"x\":{\"title\":\"b\"}}}");
    }

    private static String json(Map<String, String> typed) {
        return FormFields.of(new TreeMap<>(typed), Asked.class).json().toString();
    }
}
