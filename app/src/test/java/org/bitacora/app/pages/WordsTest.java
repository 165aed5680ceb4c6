package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:42:03Z");

    private final Words spanish = in(Language.SPANISH);
    private final Words english = in(Language.ENGLISH);

    @Test
    void thousandsArePartedByAThinSpaceInBothLanguages() {
        assertThat(spanish.number(999)).isEqualTo("999");
        assertThat(spanish.number(12_404)).isEqualTo("12\u202f404");
        assertThat(english.number(1_234_567)).isEqualTo("1\u202f234\u202f567");
        assertThat(spanish.position(12_404)).isEqualTo("№\u00a012\u202f404");
    }

    @Test
    void aCountAgreesWithItsNoun() {
        assertThat(spanish.count("entries", 1)).isEqualTo("1 asiento");
        assertThat(spanish.count("entries", 0)).isEqualTo("0 asientos");
        assertThat(spanish.count("entries", 12_404)).isEqualTo("12\u202f404 asientos");
        assertThat(english.count("entries", 1)).isEqualTo("1 entry");
        assertThat(english.count("entries", 2)).isEqualTo("2 entries");
    }

    @Test
    void aDateNamesItsYearOnlyIfItIsAnother() {
        assertThat(spanish.date(LocalDate.of(2026, 11, 24))).isEqualTo("24 de noviembre");
        assertThat(spanish.date(LocalDate.of(2013, 11, 4))).isEqualTo("4 de noviembre de 2013");
        assertThat(english.date(LocalDate.of(2026, 11, 24))).isEqualTo("24 November");
        assertThat(english.date(LocalDate.of(2013, 11, 4))).isEqualTo("4 November 2013");
        assertThat(spanish.shortDate(LocalDate.of(2026, 10, 29))).isEqualTo("29 oct");
        assertThat(spanish.shortDate(LocalDate.of(2027, 1, 15))).isEqualTo("15 ene 2027");
    }

    @Test
    void aDayOfTheLogBeginsWithACapitalAndIsToldFromToday() {
        LocalDate today = LocalDate.of(2026, 11, 24);

        assertThat(spanish.weekday(today)).isEqualTo("Martes 24 de noviembre de 2026");
        assertThat(english.weekday(today)).isEqualTo("Tuesday 24 November 2026");
        assertThat(spanish.nearby(today)).isEqualTo("hoy");
        assertThat(spanish.nearby(today.minusDays(1))).isEqualTo("ayer");
        assertThat(spanish.nearby(today.plusDays(1))).isEqualTo("mañana");
        assertThat(spanish.nearby(today.minusDays(2))).isNull();
        assertThat(spanish.nearby(today.minusYears(1))).isNull();
    }

    @Test
    void aVagueDaySaysNoMoreThanIsKnown() {
        assertThat(spanish.vague("2013-11-04")).isEqualTo("4 de noviembre de 2013");
        assertThat(spanish.vague("2013-08")).isEqualTo("agosto de 2013");
        assertThat(english.vague("2013-08")).isEqualTo("August 2013");
        assertThat(spanish.vague("2013")).isEqualTo("2013");
        assertThatThrownBy(() -> spanish.vague("2013-13")).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void hoursAreThoseOfTheGroupsZone() {
        Instant lateYesterdayThere = Instant.parse("2026-11-24T05:59:59Z");

        assertThat(spanish.hour(NOW)).isEqualTo("10:42");
        assertThat(spanish.moment(NOW)).isEqualTo("hoy, 10:42");
        assertThat(spanish.moment(lateYesterdayThere)).isEqualTo("ayer, 23:59");
        assertThat(english.moment(Instant.parse("2013-11-04T15:00:00Z"))).isEqualTo("4 November 2013, 09:00");
        assertThat(spanish.exact(NOW.plusMillis(131))).isEqualTo("2026-11-24T10:42:03-06:00");
        assertThat(spanish.exact(Instant.parse("2026-11-24T16:00:00Z"))).isEqualTo("2026-11-24T10:00:00-06:00");
        assertThat(spanish.zoneName()).isEqualTo("hora central");
    }

    @Test
    void whatPassedIsToldInTheLargestWholeUnit() {
        assertThat(spanish.ago(NOW.plusSeconds(5))).isEqualTo("hace un momento");
        assertThat(spanish.ago(NOW.minusSeconds(59))).isEqualTo("hace un momento");
        assertThat(spanish.ago(NOW.minusSeconds(60))).isEqualTo("hace 1 min");
        assertThat(spanish.ago(NOW.minusSeconds(3_599))).isEqualTo("hace 59 min");
        assertThat(spanish.ago(NOW.minusSeconds(3_600))).isEqualTo("hace 1 h");
        assertThat(spanish.ago(NOW.minusSeconds(86_400))).isEqualTo("hace 1 día");
        assertThat(english.ago(NOW.minusSeconds(4 * 86_400))).isEqualTo("4 days ago");
    }

    @Test
    void sectorsAreFiveAndKeepTheirOrder() {
        assertThat(spanish.sectors())
                .extracting(Choice::label)
                .containsExactly("Academia", "Comunidad técnica", "Gobierno", "Iniciativa privada", "Sociedad civil");
        assertThat(english.sectors())
                .extracting(Choice::value)
                .containsExactly("academia", "technical-community", "government", "private-sector", "civil-society");
    }

    private static Words in(Language language) {
        return new Words(language, ZoneId.of("America/Mexico_City"), NOW, new PagesConfiguration().messageSource());
    }
}
