package org.bitacora.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VagueDateTest {
    @ParameterizedTest
    @CsvSource({"2013-08-08,2013-08-08,2013-08-08", "2016-02,2016-02-01,2016-02-29", "2013,2013-01-01,2013-12-31"})
    void meansADayAMonthOrAYear(String text, String first, String last) {
        VagueDate date = VagueDate.parse(text);

        assertThat(date.firstDay()).hasToString(first);
        assertThat(date.lastDay()).hasToString(last);
        assertThat(date).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000", "0000-01", "0000-01-01", "2013-13", "2013-02-29", "8/8/2013", "agosto", "-201"})
    void refusesWhatIsNoneOfThem(String text) {
        assertThatThrownBy(() -> VagueDate.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
