package org.bitacora.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.journal.Journal;
import org.bitacora.vocabulary.CodeTexts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** All that can be read, by its path: what the API and the command line ask. */
public final class Views {
    /** Why a view was not given, for people. */
    public static final CodeTexts TEXTS = new CodeTexts("org.bitacora.query.views");

    /** Parameters that every view has. */
    private static final Set<String> COMMON = Set.of("on", "asOf", "after", "limit", "cursor");

    private static final Duration AFTER_MAX = Duration.ofSeconds(10);

    /** How soon a process hears of what another one recorded. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);

    private final List<ViewEndpoint> endpoints;
    private final ProjectionRunner runner;
    private final Journal journal;
    private final Group group;
    private final InstantSource clock;
    private final JsonMapper json;
    private final String release;

    public Views(
            List<ViewEndpoint> endpoints,
            ProjectionRunner runner,
            Journal journal,
            Group group,
            InstantSource clock,
            JsonMapper json) {
        this.endpoints = List.copyOf(endpoints);
        this.runner = runner;
        this.journal = journal;
        this.group = group;
        this.clock = clock;
        this.json = json;
        // Null in a tree of classes, which is no release.
        String version = Views.class.getPackage().getImplementationVersion();
        this.release = Integer.toHexString((version + runner.versions()).hashCode());
    }

    /**
     * What was read.
     *
     * @param body JSON; null if there is no such thing, or it is not for this reader
     * @param tag changes whenever the body may
     */
    public record Answer(@Nullable String body, String tag) {}

    /**
     * How a projection does. Why one stopped is for the log and for {@link ProjectionRunner#health()}: it may quote what is for members.
     *
     * @param filling whether it is not fit to be read yet
     * @param stopped whether it, or what feeds it, has met a failure
     */
    public record Health(String projection, long position, boolean filling, boolean stopped) {
        public boolean well() {
            return !filling && !stopped;
        }
    }

    public List<Health> health() {
        return runner.health().stream()
                .map(one -> new Health(one.projection(), one.position(), one.filling(), one.failure() != null))
                .toList();
    }

    public List<ViewEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * Reads a view.
     *
     * @param path parameters that are part of the address
     * @param query parameters of the query
     * @throws BadRequest if a parameter is unknown or cannot be read, or if nothing was recorded at the position that the view should
     *     have reached
     * @throws NotYet if the view has not reached the position asked for in time
     * @throws ProjectionStopped if what the view is read from met a failure
     */
    public Answer read(ViewEndpoint endpoint, Map<String, String> path, Map<String, String> query, Reader reader) {
        waitFor(query.get("after"));
        ViewRequest request = request(endpoint, path, query, reader);
        String tag = tag(reader);
        Object answer = endpoint.answer().apply(request);
        return new Answer(answer == null ? null : json.writeValueAsString(answer), tag);
    }

    /**
     * What a page or a program asks of an endpoint, checked.
     *
     * @throws BadRequest if a parameter is unknown or cannot be read
     * @throws NotYet if views are being filled for the first time, and that takes longer than a reader waits
     */
    public ViewRequest request(
            ViewEndpoint endpoint, Map<String, String> path, Map<String, String> query, Reader reader) {
        waitUntilReadable();
        Map<String, String> parameters = new HashMap<>();
        query.forEach((name, value) -> {
            if (!COMMON.contains(name) && !endpoint.parameters().contains(name)) {
                throw new BadRequest("form.unknown-field", name);
            }
            if (!value.isEmpty()) parameters.put(name, value);
        });
        parameters.putAll(path);
        Moment moment = moment(parameters.get("on"), parameters.get("asOf"));
        LocalDate day = moment.day(clock.instant(), group.zone());
        return new ViewRequest(reader, moment, day, limit(parameters.get("limit")), parameters);
    }

    /** Changes with the position, the day in the group's zone, what is for the reader, and the release that answers. */
    public String tag(Reader reader) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), group.zone());
        String whose = reader.personId() == null ? "" : "-" + reader.personId();
        return runner.position() + "-" + release + "-" + today + "-"
                + reader.scope().name() + whose;
    }

    private Moment moment(@Nullable String on, @Nullable String asOf) {
        if (on != null && asOf != null) throw new BadRequest("moment.one-axis", "asOf");
        if (on != null) return on(on);
        return asOf == null ? new Moment.Now() : asOf(asOf);
    }

    private Moment on(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.isAfter(LocalDate.ofInstant(clock.instant(), group.zone()))) {
                throw new BadRequest("moment.in-future", "on");
            }
            return new Moment.On(day);
        } catch (DateTimeException e) {
            throw new BadRequest("value.unknown", "on");
        }
    }

    private Moment asOf(String text) {
        try {
            if (text.matches("[0-9]{1,18}")) {
                Moment.AsOf moment = journal.asOf(Long.parseLong(text));
                if (moment == null) throw new BadRequest("moment.in-future", "asOf");
                return moment;
            }
            Instant instant = Instant.parse(text);
            if (instant.isAfter(clock.instant())) throw new BadRequest("moment.in-future", "asOf");
            return journal.asOf(instant);
        } catch (DateTimeException e) {
            throw new BadRequest("value.unknown", "asOf");
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) return ViewRequest.LIMIT_DEFAULT;
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > ViewRequest.LIMIT_MAX) {
            throw new BadRequest("value.unknown", "limit");
        }
        return Integer.parseInt(text);
    }

    private void waitFor(@Nullable String after) {
        if (after == null || after.isEmpty()) return;
        if (!after.matches("[0-9]{1,18}")) throw new BadRequest("value.unknown", "after");
        long position = Long.parseLong(after);
        try {
            // Another process may have recorded what this one has yet to hear of, but nobody waits long for what was
            // never
            // recorded.
            if (!runner.awaitRecorded(position, HEARD_WITHIN)) throw new BadRequest("moment.in-future", "after");
            if (!runner.await(position, AFTER_MAX)) throw new NotYet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYet();
        }
    }

    private void waitUntilReadable() {
        try {
            if (!runner.awaitReadable(AFTER_MAX)) throw new NotYet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYet();
        }
    }

    /** The views have not reached the position that was asked for. */
    public static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
