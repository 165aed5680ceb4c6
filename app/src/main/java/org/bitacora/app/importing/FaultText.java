package org.bitacora.app.importing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.bitacora.command.RefusalText;

/**
 * What the code of a fault, or of a refusal that stopped an import, says to whoever brought the file: the sentence in {@code imports_es} and
 * {@code imports_en}, or that of every form where those have none.
 */
public final class FaultText {
    private final RefusalText everywhere = new RefusalText();
    private final Map<Locale, ResourceBundle> here = new HashMap<>();

    /** Reads the texts of all {@link RefusalText#LANGUAGES}. */
    public FaultText() {
        for (Locale language : RefusalText.LANGUAGES) {
            here.put(
                    language,
                    ResourceBundle.getBundle(
                            "org.bitacora.app.importing.imports",
                            language,
                            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }

    /** The sentence in every language of the house, the default first. */
    public String of(String code) {
        return String.join(
                " / ",
                RefusalText.LANGUAGES.stream()
                        .map(language -> of(code, language))
                        .toList());
    }

    private String of(String code, Locale language) {
        ResourceBundle bundle = here.get(language);
        return bundle != null && bundle.containsKey(code) ? bundle.getString(code) : everywhere.of(code, language);
    }
}
