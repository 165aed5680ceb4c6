package org.bitacora.app;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitacora.app.accounts.SignedIn;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.openapi.OpenApi;
import org.bitacora.app.pages.Frame;
import org.bitacora.command.http.CommandsHttp;
import org.bitacora.query.People.Person;
import org.bitacora.query.http.ViewsHttp;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The web server of a house: REST to submit and to read, and the pages. */
@SpringBootApplication(proxyBeanMethods = false)
public class Server {
    /**
     * A server that runs.
     *
     * @param port on which it listens
     */
    public record Running(ConfigurableApplicationContext context, int port) implements AutoCloseable {
        /** A part of the server. */
        public <T> T part(Class<T> type) {
            return context.getBean(type);
        }

        /** Stops taking requests, lets those under way end, and returns. */
        @Override
        public void close() {
            context.close();
        }
    }

    /**
     * Starts serving a house, which stays its owner's to close.
     *
     * @param port 0 for any that is free
     */
    public static Running start(House house, String host, int port) {
        SpringApplication application = new SpringApplication(Server.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("server.address", host, "server.port", port));
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(House.class, () -> house, bean -> bean.setDestroyMethodName("")));
        ConfigurableApplicationContext context = application.run();
        int listening = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        return new Running(context, listening);
    }

    @Bean
    MongoDatabase database(House house) {
        return house.database();
    }

    @Bean
    InstantSource instantSource(House house) {
        return house.clock();
    }

    @Bean
    Clock clock(House house) {
        return house.clock().withZone(ZoneOffset.UTC);
    }

    @Bean
    JsonMapper jsonMapper(House house) {
        return house.json();
    }

    @Bean
    RouterFunction<ServerResponse> commands(House house) {
        return new CommandsHttp(house.desk(), house.reader(), house.json()).routes(House.SLICES);
    }

    @Bean
    RouterFunction<ServerResponse> views(House house) {
        return new ViewsHttp(house.views(), house.readers()).routes();
    }

    @Bean
    CommandDoor commandDoor(House house) {
        return new CommandDoor(
                house.reader(), house.desk(), house.runner(), house.clock(), house.random(), House.SLICES);
    }

    @Bean
    RouterFunction<ServerResponse> description(House house) {
        String document = OpenApi.document(House.SLICES, house.views().endpoints(), house.json());
        return RouterFunctions.route()
                .GET(
                        CommandsHttp.ROOT + "/openapi.json",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(document))
                .build();
    }

    /** A known address asked by a method that it does not have. Routes that have it come before. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    RouterFunction<ServerResponse> otherMethods(House house) {
        Map<String, Set<String>> methods = new TreeMap<>();
        house.views()
                .endpoints()
                .forEach(view -> methods.computeIfAbsent(view.path(), path -> new TreeSet<>())
                        .addAll(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name())));
        House.SLICES.stream()
                .flatMap(slice -> slice.endpoints().stream())
                .forEach(command -> methods.computeIfAbsent(command.path(), path -> new TreeSet<>())
                        .add(HttpMethod.POST.name()));
        RouterFunctions.Builder routes = RouterFunctions.route();
        methods.forEach((path, allowed) -> routes.route(RequestPredicates.path(CommandsHttp.ROOT + path), request -> {
            throw new HttpRequestMethodNotSupportedException(request.method().name(), allowed);
        }));
        return routes.build();
    }

    @Bean
    Frame frame(House house) {
        return new Frame() {
            @Override
            public String groupName() {
                return house.group().name();
            }

            @Override
            public ZoneId zone() {
                return house.group().zone();
            }

            @Override
            public long recordSize() {
                return house.record().size();
            }

            @Override
            public @Nullable Instant signedAt() {
                return house.checkpoints().signedAt();
            }

            @Override
            public @Nullable String reader() {
                var authentication = SecurityContextHolder.getContext().getAuthentication();
                if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn))
                    return null;
                Person person =
                        house.people().named(List.of(signedIn.personId())).get(signedIn.personId());
                return person == null || person.name() == null ? signedIn.personId() : person.name();
            }
        };
    }
}
