package org.bitacora.app.pages;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the pages, with the order in which each says a date. The first is the default. */
public enum Language {
    SPANISH("es", Locale.of("es", "MX"), "d 'de' MMMM", " 'de' uuuu", "MMMM 'de' uuuu", "EEEE d 'de' MMMM 'de' uuuu"),
    ENGLISH("en", Locale.ENGLISH, "d MMMM", " uuuu", "MMMM uuuu", "EEEE d MMMM uuuu");

    private final String code;
    private final Locale locale;
    private final DateTimeFormatter date;
    private final DateTimeFormatter dateWithYear;
    private final DateTimeFormatter month;
    private final DateTimeFormatter weekday;

    Language(String code, Locale locale, String date, String year, String month, String weekday) {
        this.code = code;
        this.locale = locale;
        this.date = DateTimeFormatter.ofPattern(date, locale);
        this.dateWithYear = DateTimeFormatter.ofPattern(date + year, locale);
        this.month = DateTimeFormatter.ofPattern(month, locale);
        this.weekday = DateTimeFormatter.ofPattern(weekday, locale);
    }

    /** The language of a locale; the default for one that the pages do not speak. */
    public static Language of(Locale locale) {
        Language known = named(locale.getLanguage());
        return known == null ? SPANISH : known;
    }

    /** The language with this two-letter code (ISO 639-1), such as {@code es}; null if the pages do not speak it. */
    public static @Nullable Language named(@Nullable String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return language;
            }
        }
        return null;
    }

    /** Two-letter code (ISO 639-1), as in {@code ?lang=es}. */
    public String code() {
        return code;
    }

    /** The locale of its messages and of {@code <html lang>}. */
    public Locale locale() {
        return locale;
    }

    /** «24 de noviembre». */
    DateTimeFormatter date() {
        return date;
    }

    /** «24 de noviembre de 2013». */
    DateTimeFormatter dateWithYear() {
        return dateWithYear;
    }

    /** «agosto de 2013». */
    DateTimeFormatter month() {
        return month;
    }

    /** «martes 24 de noviembre de 2026». */
    DateTimeFormatter weekday() {
        return weekday;
    }
}
