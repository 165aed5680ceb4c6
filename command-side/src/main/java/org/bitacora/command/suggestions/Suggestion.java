package org.bitacora.command.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bitacora.command.Actor;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion as its own events tell it; what every decision about suggestions starts from.
 *
 * @param submitted null while there is no such suggestion
 * @param steps how many events there are about it: what a page shows it at
 * @param acknowledged whether anyone ever acknowledged it
 * @param sources the suggestions that are merged into it at present, in the order of their merging
 */
record Suggestion(
        String id,
        @Nullable SuggestionSubmitted submitted,
        @Nullable String author,
        @Nullable Instant openSince,
        @Nullable Visibility visibility,
        int steps,
        boolean acknowledged,
        State state,
        Set<String> sources) {
    /** Where it stands. The first four are open: the group still owes it something. */
    sealed interface State {
        record Received() implements State {}

        record Acknowledged() implements State {}

        record Triaged(TriageTarget to, @Nullable String meetingId) implements State {}

        record Parked(String reason, LocalDate reviewOn) implements State {}

        record Answered(Outcome outcome, String reply) implements State {}

        record Merged(String into) implements State {}

        record Split() implements State {}

        record Withdrawn() implements State {}
    }

    static Suggestion unknown(String id) {
        return new Suggestion(id, null, null, null, null, 0, false, new State.Received(), Set.of());
    }

    boolean exists() {
        return submitted != null;
    }

    boolean open() {
        return switch (state) {
            case State.Received s -> true;
            case State.Acknowledged s -> true;
            case State.Triaged s -> true;
            case State.Parked s -> true;
            case State.Answered s -> false;
            case State.Merged s -> false;
            case State.Split s -> false;
            case State.Withdrawn s -> false;
        };
    }

    boolean writtenBy(Actor by) {
        return by.id().equals(author);
    }

    /** The suggestion that it is merged into; null if none. */
    @Nullable
    String mergedInto() {
        return state instanceof State.Merged merged ? merged.into() : null;
    }

    void mustExist(String field) {
        if (!exists()) throw Refusal.unknown(field, id);
    }

    /** Refuses, as unknown, what the actor may not even see. */
    void mustBeVisible(String field, Actor by) {
        boolean visible = visibility == Visibility.PUBLIC || by.is(Right.MEMBER) || writtenBy(by);
        if (!exists() || !visible) throw Refusal.unknown(field, id);
    }

    void mustBeOpen() {
        if (!open()) throw Refusal.rule("suggestion.not-open", id);
    }

    void mustNotBeWithdrawn() {
        if (state instanceof State.Withdrawn) throw Refusal.rule("suggestion.not-open", id);
    }

    /** Refuses what was sent from a page that showed it at another step. */
    void mustBeAt(int stepsShown) {
        if (steps != stepsShown) throw Refusal.moved("suggestion.moved-on", id);
    }

    /** The events, after an acknowledgement if nobody had acknowledged it: whoever acts on it has read it. */
    List<SuggestionEvent> acknowledgedThen(SuggestionEvent... events) {
        List<SuggestionEvent> all = new ArrayList<>();
        if (!acknowledged) all.add(new SuggestionAcknowledged(id, null));
        all.addAll(List.of(events));
        return all;
    }

    /** Takes in an event; those about other suggestions change nothing. */
    Suggestion evolve(Recorded recorded) {
        if (recorded.event() instanceof VisibilityChanged changed
                && changed.thing().tag().equals(Tag.suggestion(id))) {
            return new Suggestion(id, submitted, author, openSince, changed.to(), steps, acknowledged, state, sources);
        }
        if (!(recorded.event() instanceof SuggestionEvent event)
                || !event.tags(recorded.by()).contains(Tag.suggestion(id))) {
            return this;
        }
        Suggestion next = stepped();
        return event.suggestionId().equals(id) ? next.evolveOwn(event, recorded) : next.evolveAsOther(event);
    }

    private Suggestion evolveOwn(SuggestionEvent event, Recorded recorded) {
        return switch (event) {
            case SuggestionSubmitted e ->
                new Suggestion(
                        id,
                        e,
                        e.authorId() == null ? recorded.by().actor() : e.authorId(),
                        e.openSince() == null ? recorded.recordedAt() : e.openSince(),
                        e.visibility(),
                        steps,
                        e.splitFrom() != null,
                        e.splitFrom() == null ? new State.Received() : new State.Acknowledged(),
                        sources);
            case SuggestionAcknowledged e ->
                acknowledgedIn(state instanceof State.Received ? new State.Acknowledged() : state);
            case SuggestionTriaged e -> in(new State.Triaged(e.to(), e.meetingId()));
            case SuggestionParked e -> in(new State.Parked(e.reason(), e.reviewOn()));
            case SuggestionMerged e -> in(new State.Merged(e.into()));
            case SuggestionSplit e -> in(new State.Split());
            case SuggestionAnswered e -> in(new State.Answered(e.outcome(), e.reply()));
            case SuggestionReopened e -> in(new State.Acknowledged());
            case SuggestionWithdrawn e -> in(new State.Withdrawn());
        };
    }

    /** An event of another suggestion that this one is the target of, or a part. */
    private Suggestion evolveAsOther(SuggestionEvent event) {
        Set<String> changed = new LinkedHashSet<>(sources);
        switch (event) {
            case SuggestionMerged e -> changed.add(e.suggestionId());
            case SuggestionReopened e -> changed.remove(e.suggestionId());
            case SuggestionWithdrawn e -> changed.remove(e.suggestionId());
            case SuggestionSubmitted e -> {}
            case SuggestionAcknowledged e -> {}
            case SuggestionTriaged e -> {}
            case SuggestionParked e -> {}
            case SuggestionSplit e -> {}
            case SuggestionAnswered e -> {}
        }
        return new Suggestion(id, submitted, author, openSince, visibility, steps, acknowledged, state, changed);
    }

    private Suggestion stepped() {
        return new Suggestion(id, submitted, author, openSince, visibility, steps + 1, acknowledged, state, sources);
    }

    private Suggestion in(State next) {
        return new Suggestion(id, submitted, author, openSince, visibility, steps, acknowledged, next, sources);
    }

    private Suggestion acknowledgedIn(State next) {
        return new Suggestion(id, submitted, author, openSince, visibility, steps, true, next, sources);
    }
}
