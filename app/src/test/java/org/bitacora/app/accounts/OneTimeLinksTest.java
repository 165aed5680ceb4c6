package org.bitacora.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.accounts.AccountsFixture.ANA;
import static org.bitacora.app.accounts.AccountsFixture.BETO;
import static org.bitacora.app.accounts.AccountsFixture.atOnce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bitacora.app.accounts.OneTimeLink.Kind;
import org.junit.jupiter.api.Test;

class OneTimeLinksTest {
    private final AccountsFixture fixture = new AccountsFixture();
    private final OneTimeLinks links = fixture.links;
    private final Instant start = fixture.clock.instant();

    @Test
    void anInvitationIsUsedOnce() {
        String token = links.invite(ANA, BETO).secret();

        assertThat(links.use(token)).contains(new OneTimeLink(Kind.INVITATION, ANA, start.plus(Duration.ofDays(14))));
        assertThat(links.use(token)).isEmpty();
        assertThat(links.peek(token)).isEmpty();
    }

    @Test
    void lookingAtALinkDoesNotUseIt() {
        String token = links.invite(ANA, BETO).secret();

        assertThat(links.peek(token)).isPresent();
        assertThat(links.peek(token)).isPresent();
        assertThat(links.use(token)).isPresent();
    }

    @Test
    void ofManyUsesAtOnceOneWorks() throws Exception {
        String token = links.invite(ANA, BETO).secret();

        List<Optional<OneTimeLink>> uses = atOnce(16, () -> links.use(token));

        assertThat(uses).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void aTokenIs256BitsInBase64urlAndIsNotStored() {
        String invitation = links.invite(ANA, BETO).secret();
        String setUp = links.setUp(BETO).secret();

        assertThat(List.of(invitation, setUp)).doesNotHaveDuplicates().allSatisfy(token -> {
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(fixture.stored()).doesNotContain(token).contains(Secrets.hash(token));
        });
    }

    @Test
    void whatIsStoredIsTheSha256OfTheToken() {
        // FIPS 180-2, appendix B.1, in base64url.
        assertThat(Secrets.hash("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @Test
    void aStoredHashIsNoToken() {
        String token = links.invite(ANA, BETO).secret();

        assertThat(links.use(Secrets.hash(token))).isEmpty();
        assertThat(links.use("")).isEmpty();
    }

    @Test
    void anInvitationEndsAfterFourteenDays() {
        String token = links.invite(ANA, BETO).secret();

        fixture.clock.advance(Duration.ofDays(14).minusMillis(1));
        assertThat(links.peek(token)).isPresent();
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(links.peek(token)).isEmpty();
        assertThat(links.use(token)).isEmpty();
    }

    @Test
    void aNewInvitationRevokesTheFormerOfTheSameMemberOnly() {
        String former = links.invite(ANA, BETO).secret();
        String others = links.invite(BETO, ANA).secret();

        String newer = links.invite(ANA, null).secret();

        assertThat(links.use(former)).isEmpty();
        assertThat(links.use(others)).isPresent();
        assertThat(links.use(newer)).isPresent();
    }

    @Test
    void ofInvitationsMadeAtOnceForAMemberOneWorks() throws Exception {
        List<IssuedSecret> made = atOnce(6, () -> links.invite(ANA, BETO));

        assertThat(made)
                .filteredOn(link -> links.peek(link.secret()).isPresent())
                .hasSize(1);
        assertThat(links.invitationsFor(ANA)).hasSize(6);
    }

    @Test
    void anInvitationCanBeRevokedUntilItIsUsed() {
        String token = links.invite(ANA, BETO).secret();

        assertThat(links.revoke(ANA)).isTrue();
        assertThat(links.use(token)).isEmpty();
        assertThat(links.revoke(ANA)).isFalse();

        links.use(links.invite(ANA, BETO).secret());
        assertThat(links.revoke(ANA)).isFalse();
    }

    @Test
    void aMemberSeesWhoMadeTheirInvitationsAndWhatBecameOfThem() {
        links.invite(ANA, BETO);
        fixture.clock.advance(Duration.ofDays(1));
        String second = links.invite(ANA, null).secret();
        fixture.clock.advance(Duration.ofDays(1));
        links.use(second);
        links.invite(BETO, ANA);

        Instant day1 = start.plus(Duration.ofDays(1));
        Instant day2 = start.plus(Duration.ofDays(2));
        Duration life = Duration.ofDays(14);
        assertThat(links.invitationsFor(ANA))
                .containsExactly(
                        new Invitation(ANA, null, day1, day1.plus(life), day2, null),
                        new Invitation(ANA, BETO, start, start.plus(life), null, day1));
    }

    @Test
    void theNewestFiftyInvitationsOfAMemberAreKept() {
        String newest = "";
        for (int i = 0; i < 52; i++) {
            fixture.clock.advance(Duration.ofMinutes(1));
            newest = links.invite(ANA, BETO).secret();
        }

        assertThat(fixture.database.getCollection("account_links").countDocuments())
                .isEqualTo(50);
        assertThat(links.invitationsFor(ANA))
                .hasSize(50)
                .allSatisfy(kept -> assertThat(kept.madeAt()).isAfter(start.plus(Duration.ofMinutes(2))));
        assertThat(links.peek(newest)).isPresent();
    }

    @Test
    void theLinkForSettingUpLastsUntilTheNextOneIsMade() {
        String former = links.setUp(ANA).secret();
        fixture.clock.advance(Duration.ofDays(400));
        assertThat(links.peek(former)).contains(new OneTimeLink(Kind.SETUP, ANA, null));

        String newer = links.setUp(BETO).secret();

        assertThat(links.peek(former)).isEmpty();
        assertThat(links.use(newer)).contains(new OneTimeLink(Kind.SETUP, BETO, null));
        assertThat(links.use(newer)).isEmpty();
    }

    @Test
    void ofLinksForSettingUpMadeAtOnceOneWorks() throws Exception {
        List<IssuedSecret> made = atOnce(4, () -> links.setUp(ANA));

        assertThat(made)
                .filteredOn(link -> links.peek(link.secret()).isPresent())
                .hasSize(1);
    }

    @Test
    void theLinkForSettingUpCanBeTakenBackAndIsNoInvitation() {
        String token = links.setUp(ANA).secret();
        String invitation = links.invite(BETO, null).secret();

        links.revokeSetUp();

        assertThat(links.peek(token)).isEmpty();
        assertThat(links.peek(invitation)).isPresent();
        assertThat(links.invitationsFor(ANA)).isEmpty();
    }
}
