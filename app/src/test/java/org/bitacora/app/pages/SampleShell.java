package org.bitacora.app.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The shell with invented people, to test it and to look at it: run {@link #main} and open the port it prints.
 *
 * <p>It has no stereotype annotation, so that no scan of the product's packages picks it up.
 */
@EnableAutoConfiguration
@Import({PagesConfiguration.class, ErrorPage.class})
public class SampleShell {
    static final Instant NOW = Instant.parse("2026-11-24T16:42:03Z");

    public static void main(String[] arguments) {
        SpringApplication.run(SampleShell.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    SampleFrame frame() {
        return new SampleFrame();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/de-otros")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route()
                .GET("/", request -> ServerResponse.ok().render("home"))
                .GET("/entrar", request -> ServerResponse.ok().render("sign-in"))
                .GET("/entrar/vencido", request -> ServerResponse.ok().render("sign-in", Map.of("linkSpent", true)))
                .GET(
                        "/entrar/{token}",
                        request -> ServerResponse.ok()
                                .render(
                                        "sign-in-link",
                                        Map.of(
                                                "token",
                                                request.pathVariable("token"),
                                                "to",
                                                "/entrar",
                                                "name",
                                                "Integrante A.")))
                .GET("/abrir", request -> ServerResponse.ok().render("set-up", Map.of("form", setUp(), "token", "t-1")))
                .POST("/abrir", SampleShell::refuseSetUp)
                .GET("/muestra", request -> ServerResponse.ok().render("sample", samples()))
                .GET("/descompuesta", request -> {
                    throw new IllegalStateException("secret detail of the inside");
                })
                .build();
    }

    private static FormState setUp() {
        return FormState.empty("set-up", "groupName", "name", "sector").with("groupName", "Grupo de Iniciativa");
    }

    /** Refuses whatever is sent, with the text and on the field that the request names. */
    private static ServerResponse refuseSetUp(ServerRequest request) {
        Map<String, String> typed = request.params().toSingleValueMap();
        RefusedField why =
                new RefusedField(typed.get("refuseField"), typed.getOrDefault("refuseText", "Falta este dato."));
        return ServerResponse.unprocessableContent()
                .render("set-up", Map.of("form", setUp().refused(typed, why), "token", "t-1"));
    }

    private static Map<String, Object> samples() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("at", NOW.minusSeconds(3_000));
        model.put("day", LocalDate.of(2026, 11, 24));
        model.put("past", new PastView.HappenedBy(LocalDate.of(2013, 11, 4), "/muestra"));
        model.put("held", new PastView.HeldAt(12_404, NOW.minusSeconds(86_400), "/muestra"));
        model.put("counts", Map.of("academia", 10, "technical-community", 7, "private-sector", 1, "civil-society", 9));
        model.put(
                "form",
                FormState.empty("sample", "title", "body", "sector", "answer")
                        .refused(
                                Map.of("title", "Publicar la minuta", "answer", "government"),
                                new RefusedField("body", "Falta este dato.")));
        model.put(
                "choices",
                new FormState("choices", Map.of("answer", ""), new RefusedField("answer", "Falta este dato.")));
        model.put("lost", new FormState("lost", Map.of(), new RefusedField("body", "Falta este dato.")));
        model.put("written", "Sesenta días de aviso **alcanzan** si <b>llega</b> a la [lista](https://lista.example).");
        return model;
    }

    /** A group of invented people. */
    static final class SampleFrame implements Frame {
        private volatile @Nullable String reader = "Integrante A.";

        void readBy(@Nullable String name) {
            reader = name;
        }

        @Override
        public String groupName() {
            return "Grupo de Iniciativa";
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("America/Mexico_City");
        }

        @Override
        public long recordSize() {
            return 12_408;
        }

        @Override
        public Instant signedAt() {
            return NOW.minusSeconds(120);
        }

        @Override
        public @Nullable String reader() {
            return reader;
        }
    }
}
