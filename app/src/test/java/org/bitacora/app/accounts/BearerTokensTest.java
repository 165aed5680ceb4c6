package org.bitacora.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bitacora.app.accounts.AccountsFixture.ANA;
import static org.bitacora.app.accounts.AccountsFixture.BETO;

import java.time.Duration;
import org.bitacora.app.accounts.BearerTokens.TooManyTokens;
import org.junit.jupiter.api.Test;

class BearerTokensTest {
    private final AccountsFixture fixture = new AccountsFixture();
    private final BearerTokens tokens = fixture.tokens;

    @Test
    void aTokenStandsForItsPersonAndOnlyItsHashIsStored() {
        IssuedSecret token = tokens.issue(ANA, 90);

        assertThat(tokens.personOf(token.secret())).contains(ANA);
        assertThat(fixture.stored()).doesNotContain(token.secret()).contains(Secrets.hash(token.secret()));
        assertThat(tokens.personOf(Secrets.hash(token.secret()))).isEmpty();
        assertThat(token.toString()).doesNotContain(token.secret());
    }

    @Test
    void aTokenExpires() {
        IssuedSecret token = tokens.issue(ANA, 90);

        assertThat(token.validUntil()).isEqualTo(fixture.clock.instant().plus(Duration.ofDays(90)));
        fixture.clock.advance(Duration.ofDays(90).minusMillis(1));
        assertThat(tokens.personOf(token.secret())).contains(ANA);
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(tokens.personOf(token.secret())).isEmpty();
    }

    @Test
    void aTokenLastsFromADayToAYear() {
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue(ANA, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue(ANA, 367));
        assertThat(tokens.personOf(tokens.issue(ANA, 1).secret())).isPresent();
        assertThat(tokens.personOf(tokens.issue(ANA, 366).secret())).isPresent();
    }

    @Test
    void aPersonHasTwentyTokensAtMostAndExpiredOnesMakeRoom() {
        String first = tokens.issue(ANA, 2).secret();
        for (int i = 0; i < 19; i++) {
            tokens.issue(ANA, 1);
        }

        assertThatThrownBy(() -> tokens.issue(ANA, 1)).isInstanceOf(TooManyTokens.class);
        assertThat(fixture.database.getCollection("account_tokens").countDocuments())
                .isEqualTo(20);
        assertThat(tokens.personOf(first)).contains(ANA);
        assertThat(tokens.personOf(tokens.issue(BETO, 1).secret())).contains(BETO);

        fixture.clock.advance(Duration.ofDays(1));
        assertThat(tokens.personOf(tokens.issue(ANA, 1).secret())).contains(ANA);
        assertThat(tokens.personOf(first)).contains(ANA);
    }

    @Test
    void allTokensOfAPersonEndTogether() {
        String anas = tokens.issue(ANA, 90).secret();
        String betos = tokens.issue(BETO, 90).secret();

        tokens.endAll(ANA);

        assertThat(tokens.personOf(anas)).isEmpty();
        assertThat(tokens.personOf(betos)).contains(BETO);
    }
}
