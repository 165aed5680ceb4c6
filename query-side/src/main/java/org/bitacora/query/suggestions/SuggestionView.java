package org.bitacora.query.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bitacora.query.Reader;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion as it stands, with all that happened to it.
 *
 * @param ordinal the number that people quote
 * @param submitted how it came in
 * @param progress what came of it
 * @param edges to and from other suggestions, in the order in which they began
 * @param steps how many events there are about it: what a command is sent back with
 * @param position of the last event about it
 */
public record SuggestionView(
        String suggestionId,
        long ordinal,
        Submission submitted,
        Visibility visibility,
        Progress progress,
        List<Edge> edges,
        int steps,
        long position) {
    private static final String OPEN = "open";
    private static final String CLOSED = "closed";

    /** What one can ask for: each state, and all that are open or closed. */
    static final List<String> STATES = Stream.concat(Coded.codes(State.class).stream(), Stream.of(OPEN, CLOSED))
            .toList();

    /** Where a suggestion stands; the first four are open. */
    public enum State implements Coded {
        RECEIVED,
        ACKNOWLEDGED,
        TRIAGED,
        PARKED,
        ANSWERED,
        MERGED,
        SPLIT,
        WITHDRAWN;

        public boolean open() {
            return compareTo(PARKED) <= 0;
        }
    }

    /**
     * How it came in.
     *
     * @param author the person's id
     * @param sector of the author then; null for a part of a split, whose author was another than who worded it
     * @param wordedBy of a part: who worded it; null if it came in by itself
     * @param openSince from when its clocks run
     */
    public record Submission(
            About about,
            String title,
            String body,
            String author,
            @Nullable Sector sector,
            @Nullable String wordedBy,
            VagueDate occurredOn,
            Instant openSince,
            long position) {}

    /** @param text what was said with it; null if nothing was */
    public record Deed(String by, Instant at, @Nullable String text, long position) {}

    /** @param meetingId null unless it went to a meeting */
    public record Triage(TriageTarget to, @Nullable String meetingId, Deed deed) {}

    /** @param deed its text is the reason */
    public record Parking(LocalDate reviewOn, Deed deed) {}

    /** @param deed its text is the reply */
    public record Answer(Outcome outcome, Deed deed) {}

    /**
     * A line of the family tree.
     *
     * @param from the source of a merge, or the whole of a split
     * @param to its target, or a part
     * @param start position of the event that began it
     * @param end position of the event that ended it; null while it lives
     */
    public record Edge(
            Kind kind,
            String from,
            String to,
            long start,
            @Nullable Long end) {
        /** What made the line. */
        public enum Kind implements Coded {
            MERGE,
            SPLIT
        }
    }

    /**
     * What came of it.
     *
     * @param state where it stands
     * @param acknowledged the first acknowledgement; null while there is none
     * @param triaged to whom it was handed last; null while its state is another
     * @param parked until when, and why; null while its state is another
     * @param answers all that it ever was given, the last one last
     * @param reopened the last reopening; null if there was none
     */
    public record Progress(
            State state,
            @Nullable Deed acknowledged,
            @Nullable Triage triaged,
            @Nullable Parking parked,
            List<Answer> answers,
            @Nullable Deed reopened) {
        public Progress {
            answers = List.copyOf(answers);
        }

        static Progress received() {
            return new Progress(State.RECEIVED, null, null, null, List.of(), null);
        }

        Progress in(State next) {
            return new Progress(next, acknowledged, null, null, answers, reopened);
        }

        Progress acknowledged(Deed deed) {
            if (acknowledged != null) return this;
            State next = state == State.RECEIVED ? State.ACKNOWLEDGED : state;
            return new Progress(next, deed, triaged, parked, answers, reopened);
        }

        Progress triaged(Triage triage) {
            return new Progress(State.TRIAGED, acknowledged, triage, null, answers, reopened);
        }

        Progress parked(Parking parking) {
            return new Progress(State.PARKED, acknowledged, null, parking, answers, reopened);
        }

        Progress answered(Answer answer) {
            List<Answer> all = new ArrayList<>(answers);
            all.add(answer);
            return new Progress(State.ANSWERED, acknowledged, null, null, all, reopened);
        }

        Progress reopened(Deed deed) {
            return new Progress(State.ACKNOWLEDGED, acknowledged, null, null, answers, deed);
        }

        /** The answer that stands; null while there is none. */
        @Nullable
        Answer answer() {
            return state == State.ANSWERED ? answers.getLast() : null;
        }

        /** Those that were given before it was reopened. */
        List<Answer> earlierAnswers() {
            return state == State.ANSWERED ? answers.subList(0, answers.size() - 1) : answers;
        }
    }

    public SuggestionView {
        edges = List.copyOf(edges);
    }

    public State state() {
        return progress.state;
    }

    /** Whether it is for this reader: what is for members is so for them, and for its author always. */
    boolean isFor(Reader reader) {
        return reader.sees(visibility) || reader.is(submitted.author);
    }

    /** The suggestion that it is merged into; null if none. */
    public @Nullable String mergedInto() {
        for (Edge edge : edges) {
            if (edge.kind == Edge.Kind.MERGE && edge.end == null && edge.from.equals(suggestionId)) return edge.to;
        }
        return null;
    }

    /** Its parts, if it was split. */
    public List<String> parts() {
        return edges.stream()
                .filter(edge -> edge.kind == Edge.Kind.SPLIT && edge.from.equals(suggestionId))
                .map(Edge::to)
                .toList();
    }

    Map<String, Object> index() {
        return Map.of(
                "visibility",
                visibility.code(),
                "state",
                List.of(progress.state.code(), progress.state.open() ? OPEN : CLOSED),
                "sector",
                submitted.sector == null ? "" : submitted.sector.code(),
                "to",
                progress.triaged == null ? "" : progress.triaged.to.code(),
                "author",
                submitted.author,
                "since",
                submitted.openSince.toEpochMilli());
    }

    SuggestionView stepped(long at) {
        return new SuggestionView(suggestionId, ordinal, submitted, visibility, progress, edges, steps + 1, at);
    }

    SuggestionView visible(Visibility to) {
        return new SuggestionView(suggestionId, ordinal, submitted, to, progress, edges, steps, position);
    }

    SuggestionView with(Progress next) {
        return new SuggestionView(suggestionId, ordinal, submitted, visibility, next, edges, steps, position);
    }

    SuggestionView with(Edge edge) {
        List<Edge> all = new ArrayList<>(edges);
        all.add(edge);
        return with(all);
    }

    /** The line from a merged suggestion to its target ended. */
    SuggestionView unmerged(String from, String to, long at) {
        return with(edges.stream()
                .map(edge ->
                        edge.kind == Edge.Kind.MERGE && edge.end == null && edge.from.equals(from) && edge.to.equals(to)
                                ? new Edge(edge.kind, from, to, edge.start, at)
                                : edge)
                .toList());
    }

    private SuggestionView with(List<Edge> all) {
        return new SuggestionView(suggestionId, ordinal, submitted, visibility, progress, all, steps, position);
    }
}
