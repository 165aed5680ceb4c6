package org.bitacora.app.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Numbers, dates and names as a person would say them, in one language, in the group's time zone, at one moment. Templates read it as
 * {@code #words}. Immutable.
 */
public final class Words {
    /** Parts thousands, narrow and never broken. */
    private static final String THIN_SPACE = "\u202f";

    private static final String UNBROKEN_SPACE = "\u00a0";

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

    private final Language language;
    private final ZoneId zone;
    private final Instant now;
    private final MessageSource messages;

    /**
     * @param now the moment that «today» and «2 min ago» are told from
     * @param messages the messages of the pages, in every language
     */
    public Words(Language language, ZoneId zone, Instant now, MessageSource messages) {
        this.language = language;
        this.zone = zone;
        this.now = now;
        this.messages = messages;
    }

    /** «12 404», with a thin space for thousands in every language. */
    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(",", THIN_SPACE);
    }

    /** «№ 12 404». */
    public String position(long position) {
        return "№" + UNBROKEN_SPACE + number(position);
    }

    /**
     * A count with its noun, «1 asiento» or «12 404 asientos».
     *
     * @param noun the messages {@code noun.one} and {@code noun.other}, in which {0} is the number
     */
    public String count(String noun, long number) {
        return message(noun + (number == 1 ? ".one" : ".other"), number(number));
    }

    /** «24 de noviembre»; with its year unless that is this year. */
    public String date(LocalDate date) {
        return date.format(date.getYear() == today().getYear() ? language.date() : language.dateWithYear());
    }

    /** «29 oct», for margins and lists; with its year unless that is this year. */
    public String shortDate(LocalDate date) {
        String said = date.format(SHORT.withLocale(language.locale()));
        return date.getYear() == today().getYear() ? said : said + " " + date.getYear();
    }

    /** «Martes 24 de noviembre de 2026», to head a day of the log. */
    public String weekday(LocalDate date) {
        String said = date.format(language.weekday());
        return said.substring(0, 1).toUpperCase(language.locale()) + said.substring(1);
    }

    /** «hoy», «ayer» or «mañana»; null for any other day. */
    public @Nullable String nearby(LocalDate date) {
        long days = ChronoUnit.DAYS.between(today(), date);
        if (days == 0) {
            return message("day.today");
        }
        return Math.abs(days) > 1 ? null : message(days < 0 ? "day.yesterday" : "day.tomorrow");
    }

    /**
     * A day that may be less exact: «4 de noviembre de 2013», «agosto de 2013» or «2013».
     *
     * @param iso the ISO 8601 date, month or year: {@code 2013-11-04}, {@code 2013-08} or {@code 2013}
     * @throws java.time.format.DateTimeParseException if it is none of these
     */
    public String vague(String iso) {
        return switch (iso.length()) {
            case 4 -> Year.parse(iso).toString();
            case 7 -> YearMonth.parse(iso).format(language.month());
            default -> date(LocalDate.parse(iso));
        };
    }

    /** «10:40». */
    public String hour(Instant at) {
        return at.atZone(zone).format(HOUR);
    }

    /** «hoy, 10:40», or «24 de noviembre, 10:40»; with its year unless that is this year. */
    public String moment(Instant at) {
        LocalDate day = dayOf(at);
        String near = nearby(day);
        return (near == null ? date(day) : near) + ", " + hour(at);
    }

    /** «hace 2 min», «hace 3 h» or «hace 4 días», rounded down; a moment still to come is «hace un momento». */
    public String ago(Instant at) {
        Duration passed = Duration.between(at, now);
        if (passed.toMinutes() < 1) {
            return message("ago.now");
        }
        if (passed.toHours() < 1) {
            return message("ago.minutes", number(passed.toMinutes()));
        }
        return passed.toDays() < 1
                ? message("ago.hours", number(passed.toHours()))
                : count("ago.days", passed.toDays());
    }

    /** The exact moment with its offset, for {@code datetime} (ISO 8601, whole seconds): {@code 2026-11-24T10:40:03-06:00}. */
    public String exact(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).atZone(zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** The day of a moment in the group's zone. */
    public LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** «hora central», as the zone is called. */
    public String zoneName() {
        return zone.getDisplayName(TextStyle.FULL, language.locale());
    }

    /** The five sectors, always five and always in this order. */
    public List<Choice> sectors() {
        return choices("sector", Coded.codes(Sector.class));
    }

    /**
     * Options made of codes, in the order given.
     *
     * @param prefix the label of a code is the message {@code prefix.code}, its hint {@code prefix.code.hint} where there is one
     */
    public List<Choice> choices(String prefix, List<String> codes) {
        List<Choice> choices = new ArrayList<>();
        for (String code : codes) {
            String key = prefix + "." + code;
            String hint = messages.getMessage(key + ".hint", null, null, language.locale());
            choices.add(new Choice(code, message(key), hint));
        }
        return List.copyOf(choices);
    }

    private LocalDate today() {
        return dayOf(now);
    }

    private String message(String key, Object... arguments) {
        return messages.getMessage(key, arguments, language.locale());
    }
}
