package org.bitacora.app.accounts;

import com.mongodb.client.MongoDatabase;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small application around the accounts, on a port of its own: pages that say who asks, carry a form, follow a link and sign out. It
 * stands where the launcher and the real pages stand.
 */
@TestConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({AccountsConfiguration.class, AccountsApp.Pages.class})
class AccountsApp {
    static final String NOBODY = "nobody";

    /** More than a response holds back before it is committed. */
    private static final String LONG_TEXT = "<p>un párrafo</p>".repeat(2_000);

    /** A running application; closing it leaves the database as it is. */
    record Running(ConfigurableApplicationContext context) implements AutoCloseable {
        Browser browser() {
            return new Browser(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        }

        <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    static Running start(MongoDatabase database, InstantSource clock) {
        return new Running(new SpringApplicationBuilder(AccountsApp.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "server.forward-headers-strategy", "native",
                        "spring.mvc.problemdetails.enabled", "true",
                        "spring.thymeleaf.check-template-location", "false",
                        "spring.main.banner-mode", "off",
                        "spring.main.register-shutdown-hook", "false",
                        "logging.level.root", "warn"))
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(MongoDatabase.class, () -> database);
                    beans.registerBean(InstantSource.class, () -> clock);
                })
                .run());
    }

    @RestController
    static class Pages implements ErrorController {
        private final SignIn signIn;

        Pages(SignIn signIn) {
            this.signIn = signIn;
        }

        @GetMapping({"/who", "/api/v1/who"})
        String who(@AuthenticationPrincipal @Nullable SignedIn who) {
            return describe(who);
        }

        @PostMapping({"/who", "/api/v1/who"})
        String whoSends(@AuthenticationPrincipal @Nullable SignedIn who) {
            return describe(who);
        }

        @GetMapping("/api/v1/name")
        String name(@Nullable Principal who) {
            return who == null ? NOBODY : who.getName();
        }

        @GetMapping("/breaks")
        void breaks(HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
        }

        @RequestMapping("/error")
        String error(@AuthenticationPrincipal @Nullable SignedIn who) {
            return "error shown to " + describe(who);
        }

        @GetMapping(value = "/form", produces = "text/html")
        void form(CsrfToken token, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().write(LONG_TEXT);
            response.getWriter().write("<input name=\"_csrf\" value=\"" + token.getToken() + "\">");
        }

        @GetMapping("/public-file")
        ResponseEntity<String> publicFile() {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                    .body("public");
        }

        @GetMapping("/links/{token}")
        String look(@PathVariable String token, HttpServletRequest request) {
            return signIn.peek(token, request).map(OneTimeLink::personId).orElse(NOBODY);
        }

        @PostMapping("/links/{token}")
        String follow(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
            return signIn.follow(token, request, response)
                    .map(OneTimeLink::personId)
                    .orElse(NOBODY);
        }

        @PostMapping("/sign-out")
        String signOut(HttpServletRequest request, HttpServletResponse response) {
            signIn.signOut(request, response);
            return "out";
        }

        private static String describe(@Nullable SignedIn who) {
            return who == null ? NOBODY : who.personId() + " " + who.via();
        }
    }
}
