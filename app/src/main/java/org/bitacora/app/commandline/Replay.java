package org.bitacora.app.commandline;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.query.BadRequest;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a view as it was at a past moment: the same JSON as the API gives that reader. */
@Command(
        name = "replay",
        description =
                "Muestra una vista en un momento pasado, con el mismo JSON que la API / Print a view as of a past moment, the same JSON as the API.",
        mixinStandardHelpOptions = true)
final class Replay implements Callable<Integer> {
    @Option(names = "--view", required = true, description = "La vista / For instance timeline, suggestions, members.")
    String view = "";

    @Option(
            names = "--on",
            description =
                    "Lo que había pasado al terminar ese día / What had happened by the end of that day: YYYY-MM-DD.")
    @Nullable
    String on;

    @Option(
            names = "--as-of",
            description =
                    "Lo que el registro tenía entonces / What the record held then: a position, or an instant in UTC.")
    @Nullable
    String asOf;

    @Option(
            names = "--as",
            defaultValue = "ALL",
            paramLabel = "READER",
            description = "Con los ojos de quién / Whose eyes: public, members or all (default: all).")
    AsReader as = AsReader.ALL;

    @Option(names = "--limit", description = "Como en la API / As in the API.")
    @Nullable
    String limit;

    @Option(names = "--cursor", description = "Como en la API / As in the API.")
    @Nullable
    String cursor;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Otro parámetro, como en la API / Another parameter, as in the API.")
    Map<String, String> more = Map.of();

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Override
    public Integer call() throws NoSuchFileException, InterruptedException {
        try (House house = location.openExisting()) {
            house.awaitViews(Duration.ofMinutes(10));
            Map<String, String> path = new HashMap<>();
            ViewEndpoint endpoint = find(house.views().endpoints(), path);
            if (endpoint == null) {
                System.err.println("No hay tal vista / There is no such view: " + view);
                return ExitStatus.USAGE;
            }
            Map<String, String> query = new HashMap<>(more);
            put(query, "on", on);
            put(query, "asOf", asOf);
            put(query, "limit", limit);
            put(query, "cursor", cursor);
            Views.Answer answer = house.views().read(endpoint, path, query, as.reader());
            if (answer.body() == null) {
                System.err.println(view + ": " + Views.TEXTS.inAll("id.unknown"));
                return ExitStatus.NO;
            }
            print(answer.body());
            return ExitStatus.DONE;
        } catch (BadRequest e) {
            System.err.println(e.field() + ": " + Views.TEXTS.inAll(e.code()));
            return ExitStatus.USAGE;
        }
    }

    /** The endpoint whose path fits, for instance {@code suggestions/01…} for {@code /suggestions/{id}}. */
    private @Nullable ViewEndpoint find(List<ViewEndpoint> endpoints, Map<String, String> path) {
        String[] asked = ("/" + view).split("/", -1);
        for (ViewEndpoint endpoint : endpoints) {
            String[] parts = endpoint.path().split("/", -1);
            if (parts.length != asked.length) continue;
            Map<String, String> found = new HashMap<>();
            boolean fits = true;
            for (int i = 0; i < parts.length && fits; i++) {
                if (parts[i].startsWith("{")) found.put(parts[i].substring(1, parts[i].length() - 1), asked[i]);
                else fits = parts[i].equals(asked[i]);
            }
            if (fits) {
                path.putAll(found);
                return endpoint;
            }
        }
        return null;
    }

    /**
     * Byte for byte what the API answers, in UTF-8 whatever the terminal's own encoding is, so that both can be compared or hashed. Only a
     * terminal gets a line end after it, which people need there.
     */
    private static void print(String body) {
        System.out.writeBytes(body.getBytes(StandardCharsets.UTF_8));
        if (Terminal.isThere()) System.out.println();
        System.out.flush();
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) query.put(name, value);
    }
}
