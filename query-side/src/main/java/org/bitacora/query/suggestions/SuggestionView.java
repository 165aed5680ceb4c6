package org.bitacora.query.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * @param steps how many events there are about it: what a command is sent back with
 * @param state where it stands
 * @param acknowledged the first acknowledgement; null while there is none
 * @param triaged to whom it was handed last; null while its state is another
 * @param parked until when, and why; null while its state is another
 * @param answers all that it ever was given, the last one last
 * @param reopened the last reopening; null if there was none
 * @param edges to and from other suggestions, in the order in which they began
 * @param position of the last event about it
 */
public record SuggestionView(
        String suggestionId,
        long ordinal,
        Submission submitted,
        Visibility visibility,
        int steps,
        State state,
        @Nullable Deed acknowledged,
        @Nullable Triage triaged,
        @Nullable Parking parked,
        List<Answer> answers,
        @Nullable Deed reopened,
        List<Edge> edges,
        long position) {
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

    public SuggestionView {
        answers = List.copyOf(answers);
        edges = List.copyOf(edges);
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
                List.of(state.code(), state.open() ? "open" : "closed"),
                "sector",
                submitted.sector == null ? "" : submitted.sector.code(),
                "to",
                triaged == null ? "" : triaged.to.code(),
                "author",
                submitted.author,
                "since",
                submitted.openSince.toEpochMilli());
    }

    SuggestionView stepped(long at) {
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps + 1,
                state,
                acknowledged,
                triaged,
                parked,
                answers,
                reopened,
                edges,
                at);
    }

    SuggestionView in(State next) {
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps,
                next,
                acknowledged,
                null,
                null,
                answers,
                reopened,
                edges,
                position);
    }

    SuggestionView visible(Visibility to) {
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                to,
                steps,
                state,
                acknowledged,
                triaged,
                parked,
                answers,
                reopened,
                edges,
                position);
    }

    SuggestionView acknowledged(Deed deed) {
        if (acknowledged != null) return this;
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps,
                state == State.RECEIVED ? State.ACKNOWLEDGED : state,
                deed,
                triaged,
                parked,
                answers,
                reopened,
                edges,
                position);
    }

    SuggestionView triaged(Triage triage) {
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps,
                State.TRIAGED,
                acknowledged,
                triage,
                null,
                answers,
                reopened,
                edges,
                position);
    }

    SuggestionView parked(Parking parking) {
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps,
                State.PARKED,
                acknowledged,
                null,
                parking,
                answers,
                reopened,
                edges,
                position);
    }

    SuggestionView answered(Answer answer) {
        List<Answer> all = new ArrayList<>(answers);
        all.add(answer);
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps,
                State.ANSWERED,
                acknowledged,
                null,
                null,
                all,
                reopened,
                edges,
                position);
    }

    SuggestionView reopened(Deed deed) {
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps,
                State.ACKNOWLEDGED,
                acknowledged,
                null,
                null,
                answers,
                deed,
                edges,
                position);
    }

    SuggestionView with(Edge edge) {
        List<Edge> all = new ArrayList<>(edges);
        all.add(edge);
        return edges(all);
    }

    /** The line from a merged suggestion to its target ended. */
    SuggestionView unmerged(String from, String to, long at) {
        return edges(edges.stream()
                .map(edge ->
                        edge.kind == Edge.Kind.MERGE && edge.end == null && edge.from.equals(from) && edge.to.equals(to)
                                ? new Edge(edge.kind, from, to, edge.start, at)
                                : edge)
                .toList());
    }

    private SuggestionView edges(List<Edge> all) {
        return new SuggestionView(
                suggestionId,
                ordinal,
                submitted,
                visibility,
                steps,
                state,
                acknowledged,
                triaged,
                parked,
                answers,
                reopened,
                all,
                position);
    }
}
