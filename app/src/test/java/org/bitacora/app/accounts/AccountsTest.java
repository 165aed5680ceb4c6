package org.bitacora.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.accounts.AccountsFixture.ANA;
import static org.bitacora.app.accounts.AccountsFixture.BETO;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final AccountsFixture fixture = new AccountsFixture();
    private final Accounts accounts = fixture.accounts;

    @Test
    void nobodyHasAnAccountUntilOneBegins() {
        assertThat(accounts.isEmpty()).isTrue();
        assertThat(accounts.find(ANA)).isEmpty();

        Account begun = accounts.begin(ANA);

        assertThat(accounts.isEmpty()).isFalse();
        assertThat(accounts.find(ANA)).contains(begun).contains(new Account(ANA, fixture.clock.instant()));
        assertThat(accounts.find(BETO)).isEmpty();
    }

    @Test
    void aNewAccountEndsTheFormerWithItsSessionsAndTokens() {
        accounts.begin(ANA);
        accounts.begin(BETO);
        String session = fixture.sessions.begin(ANA);
        String token = fixture.tokens.issue(ANA, 90).secret();
        String others = fixture.sessions.begin(BETO);
        fixture.clock.advance(Duration.ofDays(1));

        accounts.begin(ANA);

        assertThat(fixture.sessions.resume(session)).isEmpty();
        assertThat(fixture.tokens.personOf(token)).isEmpty();
        assertThat(fixture.sessions.resume(others)).isPresent();
        assertThat(accounts.find(ANA)).contains(new Account(ANA, fixture.clock.instant()));
        assertThat(fixture.database.getCollection("accounts").countDocuments()).isEqualTo(2);
    }

    @Test
    void aTokenMadeBeforeTheFirstAccountStays() {
        String token = fixture.tokens.issue(ANA, 90).secret();

        accounts.begin(ANA);

        assertThat(fixture.tokens.personOf(token)).contains(ANA);
    }

    @Test
    void deletingAnAccountLeavesNoTraceOfThePerson() {
        accounts.begin(ANA);
        accounts.begin(BETO);
        fixture.links.use(fixture.links.setUp(ANA).secret());
        fixture.links.use(fixture.links.invite(ANA, null).secret());
        String link = fixture.links.invite(ANA, null).secret();
        String session = fixture.sessions.begin(ANA);
        String token = fixture.tokens.issue(ANA, 90).secret();

        accounts.delete(ANA);

        assertThat(fixture.links.peek(link)).isEmpty();
        assertThat(fixture.sessions.resume(session)).isEmpty();
        assertThat(fixture.tokens.personOf(token)).isEmpty();
        assertThat(fixture.stored()).doesNotContain(ANA).contains(BETO);
    }
}
