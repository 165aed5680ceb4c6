package org.bitacora.app.importing;

import org.bitacora.command.Refusal;
import org.bitacora.vocabulary.CodeTexts;

/**
 * What the code of a fault, or of a refusal that stopped an import, says to whoever brought the file: the sentence in {@code imports_es} and
 * {@code imports_en}, or that of every form where those have none.
 */
public final class FaultText {
    private static final CodeTexts HERE = new CodeTexts("org.bitacora.app.importing.imports");

    private FaultText() {}

    /** The sentence in every language of the house, the default first. */
    public static String of(String code) {
        return HERE.has(code) ? HERE.inAll(code) : Refusal.TEXTS.inAll(code);
    }
}
