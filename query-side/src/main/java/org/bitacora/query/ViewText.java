package org.bitacora.query;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Why a view was not given, for people, in both languages: one sentence a code, in {@code views_es.properties} and {@code views_en.properties}. */
public final class ViewText {
    /** The languages of the house, the default first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("es-MX"), Locale.ENGLISH);

    private ViewText() {}

    /**
     * The sentence for a code, in English if the locale's language is English, else in Spanish.
     *
     * @throws java.util.MissingResourceException if a code has no text, which a test rules out
     */
    public static String of(String code, Locale locale) {
        return ResourceBundle.getBundle(
                        "org.bitacora.query.views",
                        Locale.of(locale.getLanguage().equals("en") ? "en" : "es"),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(code);
    }
}
