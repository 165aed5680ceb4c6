package org.bitacora.query.suggestions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Fact;
import org.bitacora.query.View;
import org.bitacora.query.suggestions.SuggestionView.Answer;
import org.bitacora.query.suggestions.SuggestionView.Deed;
import org.bitacora.query.suggestions.SuggestionView.Edge;
import org.bitacora.query.suggestions.SuggestionView.Parking;
import org.bitacora.query.suggestions.SuggestionView.Progress;
import org.bitacora.query.suggestions.SuggestionView.State;
import org.bitacora.query.suggestions.SuggestionView.Submission;
import org.bitacora.query.suggestions.SuggestionView.Triage;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
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
import org.bitacora.vocabulary.ThreadKind;
import org.jspecify.annotations.Nullable;

/** Folds suggestions. An event that joins two of them is folded into both. */
public final class SuggestionsFold implements View<SuggestionView> {
    @Override
    public String name() {
        return "suggestions";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<SuggestionView> document() {
        return SuggestionView.class;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                SuggestionSubmitted.class,
                SuggestionAcknowledged.class,
                SuggestionTriaged.class,
                SuggestionParked.class,
                SuggestionMerged.class,
                SuggestionSplit.class,
                SuggestionAnswered.class,
                SuggestionReopened.class,
                SuggestionWithdrawn.class,
                VisibilityChanged.class);
    }

    @Override
    public Tag tag(String id) {
        return Tag.suggestion(id);
    }

    @Override
    public Collection<String> concerned(Fact fact) {
        Recorded recorded = fact.recorded();
        return recorded.event().tags(recorded.by()).stream()
                .filter(tag -> tag.kind().equals(ThreadKind.SUGGESTION.code()))
                .map(Tag::value)
                .toList();
    }

    @Override
    public @Nullable SuggestionView evolve(@Nullable SuggestionView view, Fact fact, String id) {
        Recorded recorded = fact.recorded();
        DomainEvent event = recorded.event();
        if (event instanceof SuggestionSubmitted submitted
                && submitted.suggestionId().equals(id)) {
            return submitted(submitted, fact);
        }
        if (view == null) return null;
        if (event instanceof VisibilityChanged changed) return view.visible(changed.to());
        SuggestionView stepped = view.stepped(recorded.position());
        return event instanceof SuggestionEvent own ? evolve(stepped, own, recorded, id) : stepped;
    }

    @Override
    public Map<String, Object> index(SuggestionView view) {
        return view.index();
    }

    private static SuggestionView evolve(SuggestionView view, SuggestionEvent event, Recorded recorded, String id) {
        boolean own = event.suggestionId().equals(id);
        long at = recorded.position();
        Progress progress = view.progress();
        return switch (event) {
            case SuggestionSubmitted e -> view;
            case SuggestionAcknowledged e -> view.with(progress.acknowledged(deed(recorded, e.note())));
            case SuggestionTriaged e ->
                view.with(progress.triaged(new Triage(e.to(), e.meetingId(), deed(recorded, e.note()))));
            case SuggestionParked e ->
                view.with(progress.parked(new Parking(e.reviewOn(), deed(recorded, e.reason()))));
            case SuggestionAnswered e ->
                view.with(progress.answered(new Answer(e.outcome(), deed(recorded, e.reply()))));
            case SuggestionMerged e -> {
                Edge edge = new Edge(Edge.Kind.MERGE, e.suggestionId(), e.into(), at, null);
                yield (own ? view.with(progress.in(State.MERGED)) : view).with(edge);
            }
            case SuggestionSplit e -> {
                if (!own) yield view.with(new Edge(Edge.Kind.SPLIT, e.suggestionId(), id, at, null));
                SuggestionView whole = view.with(progress.in(State.SPLIT));
                for (String part : e.into()) whole = whole.with(new Edge(Edge.Kind.SPLIT, id, part, at, null));
                yield whole;
            }
            case SuggestionReopened e -> {
                SuggestionView ended = ended(view, e.suggestionId(), e.wasMergedInto(), at);
                yield own ? ended.with(progress.reopened(deed(recorded, e.reason()))) : ended;
            }
            case SuggestionWithdrawn e -> {
                SuggestionView ended = ended(view, e.suggestionId(), e.wasMergedInto(), at);
                yield own ? ended.with(progress.in(State.WITHDRAWN)) : ended;
            }
        };
    }

    private static SuggestionView submitted(SuggestionSubmitted event, Fact fact) {
        Recorded recorded = fact.recorded();
        boolean part = event.splitFrom() != null;
        Submission submission = new Submission(
                event.about(),
                event.title(),
                event.body(),
                event.authorId() == null ? recorded.by().actor() : event.authorId(),
                part ? null : recorded.by().actorSector(),
                event.wordedBy(),
                recorded.by().occurredOn(),
                event.openSince() == null ? recorded.recordedAt() : event.openSince(),
                recorded.position());
        // The split of the whole comes one event before its parts are there; it is their first step too.
        List<Edge> edges = event.splitFrom() == null
                ? List.of()
                : List.of(
                        new Edge(Edge.Kind.SPLIT, event.splitFrom(), event.suggestionId(), recorded.position(), null));
        Progress progress = Progress.received();
        return new SuggestionView(
                event.suggestionId(),
                fact.ordinal(),
                submission,
                event.visibility(),
                part ? progress.acknowledged(deed(recorded, null)) : progress,
                edges,
                part ? 2 : 1,
                recorded.position());
    }

    private static SuggestionView ended(SuggestionView view, String from, @Nullable String to, long at) {
        return to == null ? view : view.unmerged(from, to, at);
    }

    private static Deed deed(Recorded recorded, @Nullable String text) {
        return new Deed(recorded.by().actor(), recorded.recordedAt(), text, recorded.position());
    }
}
