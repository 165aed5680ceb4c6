package org.bitacora.vocabulary;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What codes say to people, in both languages: one sentence a code, in {@code NAME_es.properties} and {@code NAME_en.properties}. */
public final class CodeTexts {
    /** The languages of the house, the default first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("es-MX"), Locale.ENGLISH);

    private final Map<Locale, ResourceBundle> bundles;

    /**
     * Reads the texts of both languages.
     *
     * @param name of the files, as {@code org.bitacora.command.refusals}
     * @throws java.util.MissingResourceException if they are not there
     */
    public CodeTexts(String name) {
        bundles = LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), language -> bundle(name, language)));
    }

    /** The language of the house for whoever accepts these, by RFC 4647, section 3.4; the default if none of them is one. */
    public static Locale accepted(List<Locale.LanguageRange> ranges) {
        Locale found = Locale.lookup(ranges, LANGUAGES);
        return found == null ? LANGUAGES.getFirst() : found;
    }

    /** Whether a code has its sentence here. */
    public boolean has(String code) {
        return bundle(LANGUAGES.getFirst()).containsKey(code);
    }

    /**
     * The sentence for a code, in English if the locale's language is English, else in Spanish.
     *
     * @throws java.util.MissingResourceException if the code has no text, which a test rules out
     */
    public String of(String code, Locale locale) {
        boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        return bundle(english ? Locale.ENGLISH : LANGUAGES.getFirst()).getString(code);
    }

    /** The sentence in every language of the house, the default first: for a terminal, where nobody says which they read. */
    public String inAll(String code) {
        return LANGUAGES.stream().map(language -> of(code, language)).collect(Collectors.joining(" / "));
    }

    private ResourceBundle bundle(Locale language) {
        ResourceBundle bundle = bundles.get(language);
        if (bundle == null) throw new IllegalArgumentException("no language of the house: " + language);
        return bundle;
    }

    private static ResourceBundle bundle(String name, Locale language) {
        return ResourceBundle.getBundle(
                name, language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
