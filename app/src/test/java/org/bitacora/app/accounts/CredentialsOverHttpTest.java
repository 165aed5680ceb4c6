package org.bitacora.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.app.accounts.AccountsApp.NOBODY;
import static org.bitacora.app.accounts.AccountsFixture.ANA;
import static org.bitacora.app.accounts.AccountsFixture.BETO;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a request is taken for, what a form needs, and which headers an answer has. */
class CredentialsOverHttpTest {
    private static final AdjustableClock CLOCK = new AdjustableClock();
    private static AccountsApp.Running app;

    private Browser browser;

    @BeforeAll
    static void start() {
        app = AccountsApp.start(TestMongo.freshDatabase(), CLOCK);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = app.browser();
    }

    @Test
    void aBearerTokenStandsForItsPersonOnTheApi() throws Exception {
        String authorization = "Bearer " + token(ANA);

        assertThat(browser.get("/api/v1/who", "Authorization", authorization).body())
                .isEqualTo(ANA + " BEARER");
        assertThat(browser.get("/api/v1/name", "Authorization", authorization).body())
                .isEqualTo(ANA);
        assertThat(browser.postBare("/api/v1/who", "Authorization", authorization)
                        .body())
                .isEqualTo(ANA + " BEARER");
        assertThat(browser.get("/api/v1/who", "Authorization", authorization.replace("Bearer", "bearer"))
                        .body())
                .isEqualTo(ANA + " BEARER");
    }

    @Test
    void withoutACredentialARequestIsNobodys() throws Exception {
        assertThat(browser.get("/api/v1/who").body()).isEqualTo(NOBODY);
        assertThat(browser.get("/api/v1/name").body()).isEqualTo(NOBODY);
        assertThat(browser.postBare("/api/v1/who").body()).isEqualTo(NOBODY);
        assertThat(browser.get("/who").body()).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic YW5hOmFuYQ==", "wrong"})
    void aCredentialThatStandsForNobodyIsRefused(String authorization) throws Exception {
        HttpResponse<String> answer = browser.get("/api/v1/who", "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"bitacora\", error=\"invalid_token\"");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"access.token-invalid\"").contains("\"status\":401");
        assertThat(browser.postBare("/api/v1/who", "Authorization", authorization)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        String authorization = "Bearer " + token(ANA);
        CLOCK.advance(Duration.ofDays(90));

        assertThat(browser.get("/api/v1/who", "Authorization", authorization).statusCode())
                .isEqualTo(401);
    }

    @Test
    void twoTokensAtOnceAreRefused() throws Exception {
        String authorization = "Bearer " + token(ANA);

        assertThat(browser.get("/api/v1/who", "Authorization", authorization, "Authorization", authorization)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aWrongTokenIsRefusedEvenInASignedInBrowserAndARightOneGoesBeforeTheCookie() throws Exception {
        signIn(ANA);

        assertThat(browser.get("/api/v1/who").body()).isEqualTo(ANA + " SESSION");
        assertThat(browser.get("/api/v1/who", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/api/v1/who", "Authorization", "Bearer " + token(BETO))
                        .body())
                .isEqualTo(BETO + " BEARER");
    }

    @Test
    void anErrorPageKnowsWhoAsks() throws Exception {
        signIn(ANA);

        HttpResponse<String> answer = browser.get("/breaks");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("error shown to " + ANA + " SESSION");
    }

    @Test
    void onPagesOnlyTheCookieCounts() throws Exception {
        assertThat(browser.get("/who", "Authorization", "Bearer " + token(ANA)).body())
                .isEqualTo(NOBODY);
    }

    @Test
    void aFormNeedsTheTokenThatItsPageCarried() throws Exception {
        signIn(ANA);
        Browser elsewhere = app.browser();

        assertThat(browser.postForm("/who").body()).isEqualTo(ANA + " SESSION");
        assertRefusedForm(browser.postBare("/who"));
        assertRefusedForm(browser.postWith(elsewhere.formToken(), "/who"));
        assertRefusedForm(browser.postWith("wrong", "/who"));
        assertThat(browser.postBare("/who", "Accept", "text/html").statusCode()).isEqualTo(403);
    }

    @Test
    void aFormInALongPageStillHasItsCookie() throws Exception {
        String token = browser.formToken();

        assertThat(browser.cookies()).containsOnlyKeys("bitacora_csrf");
        assertThat(browser.postWith(token, "/who").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoPageSetsNoCookie() throws Exception {
        browser.get("/public-file", "Accept", "text/css,*/*;q=0.1");
        browser.get("/api/v1/who");

        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void theApiTakesNothingOnASessionsCookieAlone() throws Exception {
        signIn(ANA);

        assertRefusedForm(browser.postBare("/api/v1/who"));
        assertThat(browser.postBare("/api/v1/who", "X-XSRF-TOKEN", browser.formToken())
                        .body())
                .isEqualTo(ANA + " SESSION");
    }

    @Test
    void aSessionsCookieBesideAWrongTokenOpensNoWayAroundTheFormToken() throws Exception {
        signIn(ANA);

        assertThat(browser.postBare("/api/v1/who", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertRefusedForm(browser.postBare("/who", "Authorization", "Bearer wrong"));
    }

    @Test
    void noServletSessionIsEverBegun() throws Exception {
        signIn(ANA);
        browser.postForm("/who");
        browser.postBare("/who");
        browser.get("/no-such-page", "Accept", "text/html");

        assertThat(browser.cookies()).containsOnlyKeys("bitacora_session", "bitacora_csrf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/who", "/api/v1/who", "/no-such-page"})
    void everyAnswerHasTheHeadersThatKeepItSafe(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(answer.headers().firstValue("Pragma")).isEmpty();
    }

    @Test
    void aRefusalHasThemToo() throws Exception {
        HttpResponse<String> answer = browser.get("/api/v1/who", "Authorization", "Bearer wrong");

        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
    }

    @Test
    void whatSaysItselfHowItMayBeCachedIsLeftAlone() throws Exception {
        assertThat(browser.get("/public-file").headers().allValues("Cache-Control"))
                .containsExactly("max-age=3600, public");
    }

    @Test
    void overHttpsBrowsersAreToldToStayThere() throws Exception {
        assertThat(browser.get("/who", "X-Forwarded-Proto", "https").headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    private void signIn(String personId) throws Exception {
        browser.postForm(
                "/links/" + app.bean(OneTimeLinks.class).invite(personId, null).secret());
    }

    private static String token(String personId) {
        return app.bean(BearerTokens.class).issue(personId, 90).secret();
    }

    private static void assertRefusedForm(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"access.form-expired\"");
    }
}
