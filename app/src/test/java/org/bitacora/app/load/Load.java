package org.bitacora.app.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Visits every page and every view of a running server, each live, on a past day and as of a past position, by several clients at once, and
 * prints how long they took, as the public. Needs nothing but a JDK:
 *
 * <pre>java app/src/test/java/org/bitacora/app/load/Load.java http://127.0.0.1:8080 [CLIENTS [ROUNDS]]</pre>
 *
 * <p>Each client visits all addresses once a round, in an order of its own. Days and positions differ from visit to visit, so that nothing
 * is kept from one for the next; they lie in the later half of the record, and what is shown at them in the earlier quarter. The first two
 * rounds warm the server up and are not counted.
 */
public final class Load {
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 50;
    private static final int WARM_UP_ROUNDS = 2;

    private enum Moment {
        LIVE,
        ON,
        AS_OF
    }

    private record Target(String path, Moment moment) {}

    private record Visit(Target target, long nanos, int status) {}

    /** What is there to be visited. */
    private record Sample(List<String> paths, LocalDate firstDay, LocalDate lastDay, long size) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final int clients;
    private final int rounds;

    private Load(String base, int clients, int rounds) {
        this.base = base;
        this.clients = clients;
        this.rounds = rounds;
    }

    /** Prints the table. Throws if the server does not answer. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length == 0 || arguments.length > 3) {
            System.err.println("Load ADDRESS [CLIENTS [ROUNDS]], for instance Load http://127.0.0.1:8080");
            System.exit(2);
        }
        new Load(
                        arguments[0],
                        arguments.length > 1 ? Integer.parseInt(arguments[1]) : CLIENTS,
                        arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS)
                .run();
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        Sample sample = sample();
        System.out.printf(
                Locale.ROOT,
                "%,d events, %s to %s; %d clients, %d rounds%n%n",
                sample.size,
                sample.firstDay,
                sample.lastDay,
                clients,
                rounds);
        List<Target> targets = new ArrayList<>();
        for (String path : sample.paths) {
            for (Moment moment : Moment.values()) targets.add(new Target(path, moment));
        }
        List<Visit> visits = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Visit>>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Random random = new Random(i);
                all.add(threads.submit(() -> client(targets, sample, random)));
            }
            for (Future<List<Visit>> one : all) visits.addAll(one.get());
        }
        print(targets, visits);
    }

    private List<Visit> client(List<Target> targets, Sample sample, Random random)
            throws IOException, InterruptedException {
        List<Visit> visits = new ArrayList<>();
        for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
            List<Target> order = new ArrayList<>(targets);
            Collections.shuffle(order, random);
            for (Target target : order) {
                String address = at(target, sample, random);
                long start = System.nanoTime();
                int status = get(address).statusCode();
                long nanos = System.nanoTime() - start;
                if (round >= WARM_UP_ROUNDS) visits.add(new Visit(target, nanos, status));
            }
        }
        return visits;
    }

    private static String at(Target target, Sample sample, Random random) {
        String separator = target.path.contains("?") ? "&" : "?";
        return switch (target.moment) {
            case LIVE -> target.path;
            case ON -> {
                long first = sample.firstDay.toEpochDay();
                long last = sample.lastDay.toEpochDay();
                long day = last - (long) (random.nextDouble() * (last - first) / 2);
                yield target.path + separator + "on=" + LocalDate.ofEpochDay(day);
            }
            case AS_OF -> {
                long position = sample.size - 1 - (long) (random.nextDouble() * (sample.size - 1) / 2);
                yield target.path + separator + "asOf=" + position;
            }
        };
    }

    private Sample sample() throws IOException, InterruptedException {
        long size = Long.parseLong(first("\"size\":([0-9]+)", "/api/v1/record"));
        String meetings = "/api/v1/meetings?limit=100&asOf=" + size / 4;
        String meeting = first("\"id\":\"([0-9a-z]{26})\"", meetings);
        String suggestion = first("\"id\":\"([0-9a-z]{26})\"", "/api/v1/suggestions?order=oldest");
        String entry = first("\"position\":([0-9]+)", "/api/v1/timeline?limit=1&asOf=" + size / 4);
        String day = "\"occurredOn\":\"([0-9]{4}-[0-9]{2}-[0-9]{2})";
        List<String> paths = new ArrayList<>();
        for (String page : List.of(
                "/",
                "/sugerencias",
                "/sugerencias/" + suggestion,
                "/integrantes",
                "/reuniones",
                "/reuniones/" + meeting,
                "/cronologia",
                "/cronologia?asiento=" + entry,
                "/registro",
                "/registro/" + entry)) {
            if (!page.endsWith("/none")) paths.add(page);
        }
        for (String view : List.of(
                "/timeline",
                "/timeline?thread=meeting:" + meeting,
                "/timeline/" + entry,
                "/suggestions",
                "/suggestions/" + suggestion,
                "/members",
                "/meetings",
                "/meetings/" + meeting,
                "/record",
                "/record/events",
                "/record/events/" + entry)) {
            if (!view.endsWith("/none")) paths.add("/api/v1" + view);
        }
        return new Sample(
                paths,
                LocalDate.parse(first(day, "/api/v1/timeline?order=oldest&limit=1")),
                LocalDate.parse(first(day, "/api/v1/timeline?limit=1")),
                size);
    }

    /** What the pattern finds first in an answer; {@code none} if it finds nothing. */
    private String first(String pattern, String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(address);
        if (answer.statusCode() != 200) throw new IOException(address + " answers " + answer.statusCode());
        Matcher found = Pattern.compile(pattern).matcher(answer.body());
        return found.find() ? found.group(1) : "none";
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(base + address)).build(), BodyHandlers.ofString());
    }

    private static void print(List<Target> targets, List<Visit> visits) {
        Map<Target, List<Visit>> byTarget = new LinkedHashMap<>();
        targets.forEach(target -> byTarget.put(target, new ArrayList<>()));
        for (Visit visit : visits) byTarget.get(visit.target).add(visit);
        System.out.println("| address | live p50 | p99 | `on=` p50 | p99 | `asOf=` p50 | p99 | not 200 |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (String path : targets.stream().map(Target::path).distinct().toList()) {
            StringBuilder row = new StringBuilder("| `" + path.replaceAll("[0-9a-z]{26}", "{id}") + "` |");
            long refused = 0;
            for (Moment moment : Moment.values()) {
                List<Visit> some = byTarget.get(new Target(path, moment));
                long[] nanos = some.stream().mapToLong(Visit::nanos).sorted().toArray();
                row.append(String.format(Locale.ROOT, " %d | %d |", millis(nanos, 50), millis(nanos, 99)));
                refused += some.stream().filter(visit -> visit.status != 200).count();
            }
            System.out.println(row.append(" ").append(refused).append(" |"));
        }
        long[] all = visits.stream().mapToLong(Visit::nanos).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%nAll %,d visits: p50 %d ms, p99 %d ms, longest %d ms%n",
                all.length,
                millis(all, 50),
                millis(all, 99),
                Arrays.stream(all).max().orElse(0) / 1_000_000);
    }

    /** Rounded up. */
    private static long millis(long[] sorted, int percentile) {
        if (sorted.length == 0) return 0;
        int at = Math.ceilDiv(sorted.length * percentile, 100) - 1;
        return Math.ceilDiv(sorted[at], 1_000_000);
    }
}
