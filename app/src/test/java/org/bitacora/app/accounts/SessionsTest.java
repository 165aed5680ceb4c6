package org.bitacora.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.accounts.AccountsFixture.ANA;
import static org.bitacora.app.accounts.AccountsFixture.BETO;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AccountsFixture fixture = new AccountsFixture();
    private final Sessions sessions = fixture.sessions;

    @Test
    void aSessionIsFoundByItsSecretAndOnlyItsHashIsStored() {
        String secret = sessions.begin(ANA);

        assertThat(sessions.resume(secret))
                .contains(new Session(ANA, fixture.clock.instant().plus(Duration.ofDays(30)), false));
        assertThat(fixture.stored()).doesNotContain(secret).contains(Secrets.hash(secret));
        assertThat(sessions.resume(Secrets.hash(secret))).isEmpty();
    }

    @Test
    void aSessionEndsThirtyDaysAfterItsLastUse() {
        String secret = sessions.begin(ANA);

        fixture.clock.advance(Duration.ofDays(29));
        assertThat(sessions.resume(secret))
                .contains(new Session(ANA, fixture.clock.instant().plus(Duration.ofDays(30)), true));
        fixture.clock.advance(Duration.ofDays(30).minusMillis(1));
        assertThat(sessions.resume(secret)).isPresent();
        fixture.clock.advance(Duration.ofDays(30));
        assertThat(sessions.resume(secret)).isEmpty();
    }

    @Test
    void useRenewsASessionOnceADayAtMost() {
        String secret = sessions.begin(ANA);

        fixture.clock.advance(Duration.ofDays(1).minusMillis(1));
        assertThat(sessions.resume(secret))
                .hasValueSatisfying(found -> assertThat(found.renewed()).isFalse());
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(sessions.resume(secret))
                .hasValueSatisfying(found -> assertThat(found.renewed()).isTrue());
        assertThat(sessions.resume(secret))
                .hasValueSatisfying(found -> assertThat(found.renewed()).isFalse());
    }

    @Test
    void endingASessionLeavesTheOthers() {
        String first = sessions.begin(ANA);
        String second = sessions.begin(ANA);

        sessions.end(first);

        assertThat(sessions.resume(first)).isEmpty();
        assertThat(sessions.resume(second)).isPresent();
    }

    @Test
    void theTwentyFirstSessionEndsTheOneUnusedForLongest() {
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            secrets.add(sessions.begin(ANA));
            fixture.clock.advance(Duration.ofMinutes(1));
        }
        String others = sessions.begin(BETO);
        fixture.clock.advance(Duration.ofDays(2));
        sessions.resume(secrets.getFirst());

        String newest = sessions.begin(ANA);

        assertThat(sessions.resume(secrets.get(1))).isEmpty();
        assertThat(List.of(secrets.getFirst(), secrets.get(2), newest, others))
                .allSatisfy(secret -> assertThat(sessions.resume(secret)).isPresent());
        assertThat(fixture.database.getCollection("account_sessions").countDocuments())
                .isEqualTo(21);
    }

    @Test
    void sessionsThatBeginAtOnceKeepTheLimit() throws Exception {
        AccountsFixture.atOnce(30, () -> sessions.begin(ANA));

        assertThat(fixture.database.getCollection("account_sessions").countDocuments())
                .isBetween(1L, 20L);
    }
}
