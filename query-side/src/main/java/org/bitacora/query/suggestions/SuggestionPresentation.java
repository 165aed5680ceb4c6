package org.bitacora.query.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bitacora.query.Documents;
import org.bitacora.query.Group;
import org.bitacora.query.People;
import org.bitacora.query.People.Person;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.suggestions.Suggestion.Clocks;
import org.bitacora.query.suggestions.Suggestion.GivenAnswer;
import org.bitacora.query.suggestions.Suggestion.Parking;
import org.bitacora.query.suggestions.Suggestion.Said;
import org.bitacora.query.suggestions.Suggestion.Triage;
import org.bitacora.query.suggestions.SuggestionView.Answer;
import org.bitacora.query.suggestions.SuggestionView.Deed;
import org.bitacora.query.suggestions.SuggestionView.Progress;
import org.bitacora.vocabulary.Visibility;
import org.bitacora.vocabulary.WorkingRule;
import org.jspecify.annotations.Nullable;

/** Shows suggestions to a reader at a moment; what they point to is read once for all. */
final class SuggestionPresentation {
    private static final int CHAIN_MAX = 50;

    private final Documents<SuggestionView> documents;
    private final ViewRequest request;
    private final Map<String, SuggestionView> known = new LinkedHashMap<>();
    private final Map<String, Person> persons;
    private final ZoneId zone;
    private final @Nullable Integer acknowledgeWithin;
    private final @Nullable Integer answerWithin;
    /** Positions of entries that also belong to a thing which is not for the reader. */
    private final Set<Long> hidden;

    /** What a presentation reads from. */
    record Parts(Documents<SuggestionView> documents, People people, Group group, Journal journal) {}

    SuggestionPresentation(Parts parts, List<SuggestionView> views, ViewRequest request) {
        this.documents = parts.documents;
        this.zone = parts.group.zone();
        this.acknowledgeWithin = parts.group.number(WorkingRule.SUGGESTION_ACKNOWLEDGE_DAYS);
        this.answerWithin = parts.group.number(WorkingRule.SUGGESTION_ANSWER_DAYS);
        this.request = request;
        views.forEach(view -> known.put(view.suggestionId(), view));
        followMerges();
        Set<String> ids = new LinkedHashSet<>();
        known.values().forEach(view -> collectPersons(view, ids));
        this.persons = parts.people.named(ids);
        this.hidden = parts.journal.hiddenAt(
                views.stream()
                        .map(SuggestionView::progress)
                        .flatMap(progress -> Stream.of(
                                progress.triaged() == null
                                        ? null
                                        : progress.triaged().deed(),
                                progress.reopened()))
                        .filter(Objects::nonNull)
                        .map(Deed::position)
                        .toList(),
                request.reader());
    }

    /** With its body. */
    Suggestion whole(SuggestionView view) {
        return show(view, view.submitted().body());
    }

    /** Without its body. */
    Suggestion listed(SuggestionView view) {
        return show(view, null);
    }

    private Suggestion show(SuggestionView view, @Nullable String body) {
        SuggestionView target = target(view);
        Progress progress = view.progress();
        Answer answer = target.progress().answer();
        boolean sees = request.reader().sees(Visibility.MEMBERS);
        return new Suggestion(
                view.suggestionId(),
                Suggestion.number(view),
                view.submitted().about(),
                view.submitted().title(),
                body,
                view.visibility(),
                author(view),
                view.submitted().wordedBy() == null
                        ? null
                        : person(view.submitted().wordedBy()),
                view.submitted().occurredOn(),
                view.state(),
                sees ? view.steps() : null,
                clocks(view, target),
                said(progress.acknowledged()),
                triage(progress.triaged()),
                progress.parked() == null
                        ? null
                        : new Parking(
                                progress.parked().reviewOn(),
                                required(progress.parked().deed())),
                answer == null ? null : given(answer, target),
                progress.earlierAnswers().stream()
                        .map(before -> given(before, view))
                        .toList(),
                said(progress.reopened()),
                mergedInto(view),
                view.submitted().position(),
                sees ? view.position() : null);
    }

    private @Nullable Triage triage(SuggestionView.@Nullable Triage triaged) {
        if (triaged == null) return null;
        boolean shown = !hidden.contains(triaged.deed().position());
        return new Triage(triaged.to(), shown ? triaged.meetingId() : null, shown ? required(triaged.deed()) : null);
    }

    /** Loads the targets of merged ones, to the end of the chain. */
    private void followMerges() {
        Set<String> next = targets(known.values());
        for (int i = 0; i < CHAIN_MAX && !next.isEmpty(); i++) {
            Map<String, SuggestionView> found = documents.find(next, request.moment());
            known.putAll(found);
            next = targets(found.values());
        }
    }

    private Set<String> targets(Iterable<SuggestionView> views) {
        Set<String> targets = new LinkedHashSet<>();
        for (SuggestionView view : views) {
            String into = view.mergedInto();
            if (into != null && !known.containsKey(into)) targets.add(into);
        }
        return targets;
    }

    /** Where a merged suggestion leads; itself if it is not merged, if a target is not for this reader, or if the chain is too long to follow. */
    private SuggestionView target(SuggestionView view) {
        SuggestionView at = view;
        for (int i = 0; i < CHAIN_MAX; i++) {
            String into = at.mergedInto();
            if (into == null) return at;
            SuggestionView next = known.get(into);
            if (next == null || !next.isFor(request.reader())) return view;
            at = next;
        }
        return view;
    }

    private Suggestion.@Nullable Ref mergedInto(SuggestionView view) {
        String into = view.mergedInto();
        SuggestionView target = into == null ? null : known.get(into);
        return target == null || !target.isFor(request.reader()) ? null : Suggestion.ref(target);
    }

    private Clocks clocks(SuggestionView view, SuggestionView target) {
        boolean owed = target.state().open();
        Deed reopened = target.progress().reopened();
        SuggestionView.Parking parked = target.progress().parked();
        LocalDate reviewOn = parked == null ? null : parked.reviewOn();
        return new Clocks(
                owed && view.progress().acknowledged() == null
                        ? daysSince(view.submitted().openSince())
                        : null,
                owed ? daysSince(view.submitted().openSince()) : null,
                owed && reopened != null ? daysSince(reopened.at()) : null,
                acknowledgeWithin,
                answerWithin,
                reviewOn,
                reviewOn != null && !request.day().isBefore(reviewOn));
    }

    private long daysSince(Instant moment) {
        return Math.max(0, ChronoUnit.DAYS.between(LocalDate.ofInstant(moment, zone), request.day()));
    }

    private GivenAnswer given(Answer answer, SuggestionView of) {
        return new GivenAnswer(answer.outcome(), required(answer.deed()), Suggestion.ref(of));
    }

    private @Nullable Said said(@Nullable Deed deed) {
        return deed == null || hidden.contains(deed.position()) ? null : required(deed);
    }

    private Said required(Deed deed) {
        return new Said(person(deed.by()), LocalDate.ofInstant(deed.at(), zone), deed.text(), deed.position());
    }

    private Person author(SuggestionView view) {
        Person person = person(view.submitted().author());
        return view.submitted().sector() == null
                ? person
                : new Person(person.id(), person.name(), view.submitted().sector());
    }

    private Person person(String id) {
        Person person = persons.get(id);
        return person == null ? Person.unknown(id) : person;
    }

    private void collectPersons(SuggestionView view, Set<String> ids) {
        ids.add(view.submitted().author());
        if (view.submitted().wordedBy() != null) ids.add(view.submitted().wordedBy());
        Progress progress = view.progress();
        if (progress.acknowledged() != null) ids.add(progress.acknowledged().by());
        if (progress.triaged() != null) ids.add(progress.triaged().deed().by());
        if (progress.parked() != null) ids.add(progress.parked().deed().by());
        if (progress.reopened() != null) ids.add(progress.reopened().by());
        progress.answers().forEach(answer -> ids.add(answer.deed().by()));
    }
}
