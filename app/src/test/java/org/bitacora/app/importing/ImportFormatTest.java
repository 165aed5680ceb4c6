package org.bitacora.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitacora.app.importing.ImportFault.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFormatTest {
    private static final Pattern EXAMPLE = Pattern.compile("```ndjson\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^\\| `([a-z0-9]+\\.[a-z0-9-]+)` \\|", Pattern.MULTILINE);

    @Test
    void theFileInTheDocumentIsSound(@TempDir Path folder) throws IOException {
        Matcher example = EXAMPLE.matcher(document());
        assertThat(example.find()).isTrue();
        Path file = Files.writeString(folder.resolve("example.ndjson"), example.group(1));
        List<ImportLine> lines = new ArrayList<>();

        Checked checked = ImportFile.check(file, Story.TODAY);
        ImportFile.read(file, checked, lines::add);

        assertThat(checked.faults()).isEmpty();
        assertThat(checked.counts().values()).containsExactly(2, 2, 2, 3, 1, 1);
        assertThat(lines).hasSize(11);
    }

    @Test
    void theDocumentListsEveryReason() throws IOException {
        List<String> listed =
                CODE.matcher(document()).results().map(found -> found.group(1)).toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Reason.values()).map(Reason::code).toList());
    }

    @Test
    void everyReasonHasATextInBothLanguages() {

        for (Reason reason : Reason.values()) {
            assertThat(FaultText.of(reason.code()).split(" / "))
                    .as(reason.code())
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .allSatisfy(text -> assertThat(text).endsWith(".").doesNotContain("\uFFFD", "Ã"));
        }
        assertThat(FaultText.of("import.empty")).isEqualTo("El archivo no tiene líneas. / The file has no lines.");
    }

    private static String document() throws IOException {
        return Files.readString(Story.above("docs/import-format.md").orElseThrow());
    }
}
