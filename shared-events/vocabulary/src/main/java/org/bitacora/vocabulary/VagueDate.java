package org.bitacora.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/**
 * A day, or a less exact moment of the past: {@code 2013-08-08}, {@code 2013-08} or {@code 2013} (the reduced forms of ISO 8601).
 *
 * @param text the canonical form
 * @param firstDay the first day it can mean; a less exact date is sorted and counted there
 * @param lastDay the last day it can mean
 */
public record VagueDate(@JsonValue String text, LocalDate firstDay, LocalDate lastDay)
        implements Comparable<VagueDate> {
    public static VagueDate of(LocalDate day) {
        return new VagueDate(day.toString(), day, day);
    }

    /**
     * Reads one of the three forms, of the years 0001 to 9999.
     *
     * @throws DateTimeException if the text is none of them
     */
    @JsonCreator
    public static VagueDate parse(String text) {
        VagueDate date = switch (text.length()) {
            case 10 -> of(LocalDate.parse(text));
            case 7 -> {
                YearMonth month = YearMonth.parse(text);
                yield new VagueDate(text, month.atDay(1), month.atEndOfMonth());
            }
            case 4 -> {
                Year year = Year.parse(text);
                yield new VagueDate(text, year.atDay(1), year.atDay(year.length()));
            }
            default -> throw new DateTimeException("not a day, a month or a year: " + text);
        };
        if (date.firstDay.getYear() < 1) throw new DateTimeException("there was no year 0: " + text);
        return date;
    }

    /** Whether it names one day. */
    public boolean exact() {
        return firstDay.equals(lastDay);
    }

    /** By first day, then the more exact first. */
    @Override
    public int compareTo(VagueDate other) {
        int byDay = firstDay.compareTo(other.firstDay);
        return byDay != 0 ? byDay : lastDay.compareTo(other.lastDay);
    }

    @Override
    public String toString() {
        return text;
    }
}
