package org.bitacora.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.accounts.AccountsApp.NOBODY;
import static org.bitacora.app.accounts.AccountsFixture.ANA;
import static org.bitacora.app.accounts.AccountsFixture.BETO;
import static org.bitacora.app.accounts.AccountsFixture.atOnce;

import com.mongodb.client.MongoDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInOverHttpTest {
    private final MongoDatabase database = TestMongo.freshDatabase();
    private final AdjustableClock clock = new AdjustableClock();
    private AccountsApp.Running app;
    private OneTimeLinks links;

    @BeforeEach
    void start() {
        app = AccountsApp.start(database, clock);
        links = app.bean(OneTimeLinks.class);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void followingAnInvitationSignsInWithACookieThatScriptsCannotRead() throws Exception {
        Browser browser = app.browser();
        String token = links.invite(ANA, BETO).secret();
        assertThat(browser.get("/links/" + token).body()).isEqualTo(ANA);
        assertThat(browser.get("/who").body()).isEqualTo(NOBODY);

        HttpResponse<String> followed = browser.postForm("/links/" + token);

        assertThat(sessionCookie(followed))
                .matches("bitacora_session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=2592000; Expires=[^;]+; HttpOnly;"
                        + " SameSite=Lax");
        assertThat(browser.get("/who").body()).isEqualTo(ANA + " SESSION");
        assertThat(app.bean(Accounts.class).find(ANA)).isPresent();
        assertThat(browser.get("/links/" + token).body()).isEqualTo(NOBODY);
    }

    @Test
    void theLinkForSettingUpStaysUsableUntilTheFirstMemberFollowsIt() throws Exception {
        Browser browser = app.browser();
        String token = links.setUp(ANA).secret();

        // Admitting the first member, which may be refused, comes between looking and following.
        assertThat(browser.get("/links/" + token).body()).isEqualTo(ANA);
        assertThat(browser.get("/links/" + token).body()).isEqualTo(ANA);
        assertThat(browser.postForm("/links/" + token).body()).isEqualTo(ANA);

        assertThat(browser.get("/who").body()).isEqualTo(ANA + " SESSION");
        assertThat(app.browser().postForm("/links/" + token).body()).isEqualTo(NOBODY);
    }

    @Test
    void overHttpsTheCookiesAreSecure() throws Exception {
        Browser browser = app.browser();
        HttpResponse<String> page = browser.get("/form", "Accept", "text/html", "X-Forwarded-Proto", "https");
        HttpResponse<String> followed =
                browser.postForm("/links/" + links.invite(ANA, BETO).secret(), "X-Forwarded-Proto", "https");

        assertThat(page.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("; Secure");
        assertThat(sessionCookie(followed)).contains("; Secure");
    }

    @Test
    void ofManyClicksAtOnceOneSignsIn() throws Exception {
        String token = links.invite(ANA, BETO).secret();

        List<String> answers = atOnce(8, () -> {
            Browser browser = app.browser();
            browser.postForm("/links/" + token);
            return browser.get("/who").body();
        });

        assertThat(answers)
                .containsOnlyOnce(ANA + " SESSION")
                .filteredOn(NOBODY::equals)
                .hasSize(7);
    }

    @Test
    void aSessionOutlivesARestart() throws Exception {
        Browser before = signedIn(ANA);
        app.close();

        start();
        Browser after = app.browser();
        after.cookies().putAll(before.cookies());

        assertThat(after.get("/who").body()).isEqualTo(ANA + " SESSION");
    }

    @Test
    void signingOutEndsTheSessionOnTheServerToo() throws Exception {
        Browser browser = signedIn(ANA);
        String secret = browser.cookies().get(SessionCookie.NAME);

        browser.postForm("/sign-out");

        assertThat(browser.cookies()).doesNotContainKey(SessionCookie.NAME);
        browser.cookies().put(SessionCookie.NAME, secret);
        assertThat(browser.get("/who").body()).isEqualTo(NOBODY);
    }

    @Test
    void useKeepsASessionAndItsCookieAlive() throws Exception {
        Browser browser = signedIn(ANA);
        assertThat(browser.get("/who").headers().allValues("Set-Cookie")).isEmpty();

        clock.advance(Duration.ofDays(20));
        assertThat(sessionCookie(browser.get("/who"))).contains("Max-Age=2592000");
        clock.advance(Duration.ofDays(20));
        assertThat(browser.get("/who").body()).isEqualTo(ANA + " SESSION");
    }

    @Test
    void anOutdatedSessionIsNobodysAndItsCookieIsTakenAway() throws Exception {
        Browser browser = signedIn(ANA);
        clock.advance(Duration.ofDays(30));

        HttpResponse<String> answer = browser.get("/who");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(NOBODY);
        assertThat(browser.cookies()).doesNotContainKey(SessionCookie.NAME);
    }

    @Test
    void aMemberWhoLostTheAccountGetsANewOneAndTheOldSessionsAndTokensEnd() throws Exception {
        Browser lost = signedIn(ANA);
        String lostToken = app.bean(BearerTokens.class).issue(ANA, 90).secret();
        Browser others = signedIn(BETO);

        Browser found = signedIn(ANA);

        assertThat(lost.get("/who").body()).isEqualTo(NOBODY);
        assertThat(app.browser()
                        .get("/api/v1/who", "Authorization", "Bearer " + lostToken)
                        .statusCode())
                .isEqualTo(401);
        assertThat(found.get("/who").body()).isEqualTo(ANA + " SESSION");
        assertThat(others.get("/who").body()).isEqualTo(BETO + " SESSION");
    }

    @Test
    void followingALinkInASignedInBrowserEndsTheSessionItHad() throws Exception {
        Browser browser = signedIn(ANA);
        String anas = browser.cookies().get(SessionCookie.NAME);

        browser.postForm("/links/" + links.invite(BETO, ANA).secret());

        assertThat(browser.get("/who").body()).isEqualTo(BETO + " SESSION");
        Browser former = app.browser();
        former.cookies().put(SessionCookie.NAME, anas);
        assertThat(former.get("/who").body()).isEqualTo(NOBODY);
    }

    @Test
    void aLinkThatDoesNotWorkChangesNothing() throws Exception {
        Browser browser = signedIn(ANA);
        String revoked = links.invite(ANA, BETO).secret();
        links.revoke(ANA);

        assertThat(browser.postForm("/links/" + revoked).body()).isEqualTo(NOBODY);

        assertThat(browser.get("/who").body()).isEqualTo(ANA + " SESSION");
    }

    @Test
    void anAddressThatKeepsFailingHasToWaitAndLinksThatWorkAreNotCounted() throws Exception {
        Browser browser = app.browser();
        String token = links.invite(ANA, BETO).secret();
        for (int i = 0; i < 30; i++) {
            assertThat(browser.get("/links/" + token).body()).isEqualTo(ANA);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(browser.get("/links/wrong").body()).isEqualTo(NOBODY);
            assertThat(browser.postForm("/links/wrong").body()).isEqualTo(NOBODY);
        }

        assertThat(browser.get("/links/wrong").statusCode()).isEqualTo(429);
        HttpResponse<String> refused = browser.postForm("/links/" + token);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("600");
        assertThat(refused.body()).contains("access.too-many-attempts");

        clock.advance(LinkAttempts.WINDOW);
        assertThat(browser.postForm("/links/" + token).body()).isEqualTo(ANA);
    }

    private Browser signedIn(String personId) throws Exception {
        Browser browser = app.browser();
        assertThat(browser.postForm("/links/" + links.invite(personId, null).secret())
                        .body())
                .isEqualTo(personId);
        return browser;
    }

    private static String sessionCookie(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(SessionCookie.NAME + "="))
                .findFirst()
                .orElseThrow();
    }
}
