package org.bitacora.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private final EventCodec codec = new EventCodec(Json.mapper());

    @Test
    void anEventComesBackAsItWas() {
        var parked = new SuggestionParked("s", "no hay lugar", LocalDate.of(2027, 1, 15));
        String text = codec.encode(parked);
        assertThat(text).isEqualTo("{\"suggestionId\":\"s\",\"reason\":\"no hay lugar\",\"reviewOn\":\"2027-01-15\"}");
        assertThat(codec.decode(new EventType("SuggestionParked", 1), text)).isEqualTo(parked);
    }

    @Test
    void codesStandForEnumsAndWhatIsNullIsLeftOut() {
        assertThat(codec.encode(new SuggestionAnswered("s", Outcome.NOT_TAKEN_UP, "por ahora no")))
                .contains("\"outcome\":\"not-taken-up\"");
        var admitted = new MemberAdmitted("m", "Integrante A", null, Sector.TECHNICAL_COMMUNITY, null, false);
        String text = codec.encode(admitted);
        assertThat(text)
                .isEqualTo(
                        "{\"memberId\":\"m\",\"name\":\"Integrante A\",\"sector\":\"technical-community\",\"returning\":false}");
        assertThat(codec.decode(new EventType("MemberAdmitted", 1), text)).isEqualTo(admitted);
    }

    @Test
    void unknownNamesVersionsAndFieldsAreRefused() {
        assertThatThrownBy(() -> codec.decode(new EventType("SuggestionParked", 2), "{}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.decode(new EventType("MembershipLapsed", 1), "{\"memberId\":\"m\",\"more\":1}"))
                .isInstanceOf(tools.jackson.core.JacksonException.class);
    }
}
