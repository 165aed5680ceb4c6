package org.bitacora.command.suggestions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Boundaries;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.Events;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
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
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion as its own events tell it; what every decision about suggestions starts from.
 *
 * @param facts null while there is no such suggestion
 * @param steps how many of the slice's events there are about it, changes of visibility left out: what a page shows it at
 * @param acknowledged whether anyone ever acknowledged it
 * @param latest what happened to it last, and so where it stands; null while there is no such suggestion
 * @param sources the suggestions that are merged into it at present, in the order of their merging
 */
record Suggestion(
        String id,
        @Nullable Facts facts,
        int steps,
        boolean acknowledged,
        @Nullable SuggestionEvent latest,
        List<String> sources) {
    /**
     * What it is; of this only its visibility can change.
     *
     * @param openSince from when its clocks run
     */
    record Facts(SuggestionSubmitted submitted, String author, Instant openSince, Visibility visibility) {
        static Facts of(SuggestionSubmitted submitted, Recorded recorded) {
            return new Facts(
                    submitted,
                    submitted.authorId() == null ? recorded.by().actor() : submitted.authorId(),
                    submitted.openSince() == null ? recorded.recordedAt() : submitted.openSince(),
                    submitted.visibility());
        }
    }

    Suggestion {
        sources = List.copyOf(sources);
    }

    static Suggestion unknown(String id) {
        return new Suggestion(id, null, 0, false, null, List.of());
    }

    /** All that happened to it, and who may see it. */
    static Criteria boundary(String id) {
        Tag own = Tag.suggestion(id);
        return Criteria.of(own, Events.of(SuggestionEvent.class)).or(Boundaries.visibility(own));
    }

    /** The decision of a command that is about one suggestion, named by its {@link Command#id}, and needs to know nothing else. */
    static <C extends Command> Decision<C, Suggestion> decision(
            Class<C> command, Decision.Decide<C, Suggestion> decide) {
        return new Decision<>(command, c -> boundary(c.id()), c -> unknown(c.id()), Suggestion::evolve, decide);
    }

    boolean exists() {
        return facts != null;
    }

    boolean open() {
        return switch (latest) {
            case null -> false;
            case SuggestionSubmitted _, SuggestionAcknowledged _, SuggestionReopened _ -> true;
            case SuggestionTriaged _, SuggestionParked _ -> true;
            case SuggestionAnswered _, SuggestionMerged _, SuggestionSplit _, SuggestionWithdrawn _ -> false;
        };
    }

    boolean writtenBy(Actor by) {
        return facts != null && facts.author.equals(by.id());
    }

    /** The suggestion that it is merged into; null if none. */
    @Nullable
    String mergedInto() {
        return latest instanceof SuggestionMerged merged ? merged.into() : null;
    }

    Facts mustExist(String field) {
        if (facts == null) throw Refusal.unknown(field, id);
        return facts;
    }

    /** Refuses, as unknown, what the actor may not even see. */
    void mustBeVisible(String field, Actor by) {
        boolean visible = mustExist(field).visibility == Visibility.PUBLIC || by.is(Right.MEMBER) || writtenBy(by);
        if (!visible) throw Refusal.unknown(field, id);
    }

    void mustBeOpen() {
        if (!open()) throw Refusal.rule("suggestion.not-open", id);
    }

    void mustNotBeAnswered() {
        if (latest instanceof SuggestionAnswered) throw Refusal.rule("suggestion.already-answered", id);
    }

    void mustNotBeSplit() {
        if (latest instanceof SuggestionSplit) throw Refusal.rule("suggestion.split-stays", id);
    }

    /**
     * Refuses what was sent from a page that showed it at another step.
     *
     * @param stepsShown null for an automation, which saw no page and acts on how it stands
     */
    void mustBeAt(@Nullable Integer stepsShown) {
        if (stepsShown != null && steps != stepsShown) throw Refusal.moved("suggestion.moved-on", id);
    }

    /** The event, after an acknowledgement if nobody had acknowledged it: whoever acts on it has read it. */
    List<SuggestionEvent> acknowledgedThen(SuggestionEvent event) {
        return acknowledged ? List.of(event) : List.of(new SuggestionAcknowledged(id, null), event);
    }

    /** Those merged into this one open again when it can no longer be answered: nobody's matter is closed in silence. */
    List<SuggestionEvent> sourcesReopened(ReopeningCause cause) {
        return sources.stream()
                .<SuggestionEvent>map(source -> new SuggestionReopened(source, cause, null, id))
                .toList();
    }

    /** Takes in an event; those about other things change nothing. */
    Suggestion evolve(Recorded recorded) {
        Tag own = Tag.suggestion(id);
        return switch (recorded.event()) {
            case SuggestionEvent e when e.suggestionId().equals(id) -> happened(e, recorded);
            case SuggestionEvent e when e.tags(recorded.by()).contains(own) -> happenedToAnother(e);
            case VisibilityChanged e
            when e.thing().tag().equals(own) && facts != null -> {
                Facts changed = new Facts(facts.submitted, facts.author, facts.openSince, e.to());
                yield new Suggestion(id, changed, steps, acknowledged, latest, sources);
            }
            default -> this;
        };
    }

    private Suggestion happened(SuggestionEvent event, Recorded recorded) {
        if (event instanceof SuggestionSubmitted submitted) {
            boolean read = submitted.splitFrom() != null;
            return new Suggestion(id, Facts.of(submitted, recorded), steps + 1, read, event, sources);
        }
        boolean read = acknowledged || event instanceof SuggestionAcknowledged;
        return new Suggestion(id, facts, steps + 1, read, event, sources);
    }

    /** One was merged into this, left it again, or was split into this among others. */
    private Suggestion happenedToAnother(SuggestionEvent event) {
        List<String> changed = new ArrayList<>(sources);
        if (event instanceof SuggestionMerged) changed.add(event.suggestionId());
        else changed.remove(event.suggestionId());
        return new Suggestion(id, facts, steps + 1, acknowledged, latest, changed);
    }
}
