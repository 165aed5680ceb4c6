package org.bitacora.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What refusals say to people, in both languages: one sentence a rule code, in {@code refusals_es.properties} and {@code refusals_en.properties}. */
public final class RefusalText {
    /** The languages of the house, the default first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("es-MX"), Locale.ENGLISH);

    private final Map<String, ResourceBundle> bundles = Map.of("es", bundle("es"), "en", bundle("en"));

    /**
     * The sentence for a rule code, in English if the locale's language is English, else in Spanish.
     *
     * @throws java.util.MissingResourceException if a code has no text, which a test rules out
     */
    public String of(String code, Locale locale) {
        ResourceBundle bundle = bundles.get(locale.getLanguage().equals("en") ? "en" : "es");
        if (bundle == null) throw new IllegalStateException("no text for " + locale);
        return bundle.getString(code);
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle(
                "org.bitacora.command.refusals",
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
