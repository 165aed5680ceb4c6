package org.bitacora.query.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Cursor;
import org.bitacora.query.Documents;
import org.bitacora.query.Group;
import org.bitacora.query.Listing;
import org.bitacora.query.Page;
import org.bitacora.query.People;
import org.bitacora.query.People.Person;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.suggestions.Suggestion.Clocks;
import org.bitacora.query.suggestions.Suggestion.Genealogy;
import org.bitacora.query.suggestions.Suggestion.GivenAnswer;
import org.bitacora.query.suggestions.Suggestion.Parking;
import org.bitacora.query.suggestions.Suggestion.Said;
import org.bitacora.query.suggestions.Suggestion.Triage;
import org.bitacora.query.suggestions.SuggestionView.Answer;
import org.bitacora.query.suggestions.SuggestionView.Deed;
import org.bitacora.query.suggestions.SuggestionView.Edge;
import org.bitacora.vocabulary.WorkingRule;
import org.jspecify.annotations.Nullable;

/** What can be read of suggestions: the inbox, and each one with its clocks and its family. */
public final class Suggestions {
    private static final int FAMILY_MAX = 200;
    private static final int CHAIN_MAX = 50;

    private final Documents<SuggestionView> documents;
    private final People people;
    private final Group group;

    public Suggestions(Documents<SuggestionView> documents, People people, Group group) {
        this.documents = documents;
        this.people = people;
        this.group = group;
    }

    /** One suggestion with its family. */
    public record One(Suggestion suggestion, Genealogy genealogy) {}

    public List<ViewEndpoint> endpoints() {
        return List.of(
                new ViewEndpoint("/suggestions", Set.of("state", "sector", "to", "author", "order"), this::inbox),
                new ViewEndpoint("/suggestions/{id}", Set.of(), request -> one(request.path("id"), request)));
    }

    /** Suggestions that a reader asks for; the oldest first with {@code order=oldest}. */
    public Page<Suggestion> inbox(ViewRequest request) {
        Map<String, String> filters = new LinkedHashMap<>();
        for (String filter : List.of("state", "sector", "to", "author")) {
            String value = request.parameter(filter);
            if (value != null) filters.put(filter, value);
        }
        if (request.reader().scope() == Reader.Scope.PUBLIC) filters.put("visibility", "public");
        Cursor cursor = Cursor.of(request);
        Listing listing = new Listing(
                filters,
                "since",
                !"oldest".equals(request.parameter("order")),
                cursor == null ? null : new Listing.After(cursor.number(), cursor.id()));
        List<SuggestionView> found = documents.list(listing, request.moment(), request.limit() + 1);
        Page<SuggestionView> page = Page.of(
                found,
                request.limit(),
                view -> new Cursor(Long.toString(view.submitted().openSince().toEpochMilli()), view.suggestionId()));
        Presentation presentation = new Presentation(page.items(), request);
        return page.map(presentation::show);
    }

    /** One suggestion; null if there is none, or it is not for this reader. */
    public @Nullable One one(String id, ViewRequest request) {
        SuggestionView view = documents.find(id, request.moment());
        if (view == null || !visible(view, request.reader())) return null;
        Map<String, SuggestionView> family = family(view, request);
        return new One(new Presentation(List.of(view), request).show(view), genealogy(family));
    }

    private static boolean visible(SuggestionView view, Reader reader) {
        return reader.sees(view.visibility()) || reader.is(view.submitted().author());
    }

    /** The suggestion and all that it is joined with, over any number of lines. */
    private Map<String, SuggestionView> family(SuggestionView view, ViewRequest request) {
        Map<String, SuggestionView> family = new LinkedHashMap<>(Map.of(view.suggestionId(), view));
        Set<String> next = neighbours(List.of(view));
        while (!next.isEmpty() && family.size() < FAMILY_MAX) {
            next.removeAll(family.keySet());
            Map<String, SuggestionView> found = documents.find(next, request.moment());
            found.values().removeIf(other -> !visible(other, request.reader()));
            family.putAll(found);
            next = neighbours(found.values());
            next.removeAll(family.keySet());
        }
        return family;
    }

    private static Set<String> neighbours(Iterable<SuggestionView> views) {
        Set<String> ids = new LinkedHashSet<>();
        for (SuggestionView view : views) {
            for (Edge edge : view.edges()) {
                ids.add(edge.from());
                ids.add(edge.to());
            }
        }
        return ids;
    }

    private static Genealogy genealogy(Map<String, SuggestionView> family) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (SuggestionView view : family.values()) {
            for (Edge edge : view.edges()) {
                if (family.containsKey(edge.from()) && family.containsKey(edge.to())) edges.add(edge);
            }
        }
        return new Genealogy(family.values().stream().map(Suggestion::ref).toList(), new ArrayList<>(edges));
    }

    /** Shows suggestions to a reader at a moment; what they point to is read once for all. */
    private final class Presentation {
        private final ViewRequest request;
        private final Map<String, SuggestionView> known = new LinkedHashMap<>();
        private final Map<String, Person> persons;
        private final ZoneId zone = group.zone();
        private final @Nullable Integer acknowledgeWithin = group.number(WorkingRule.SUGGESTION_ACKNOWLEDGE_DAYS);
        private final @Nullable Integer answerWithin = group.number(WorkingRule.SUGGESTION_ANSWER_DAYS);

        Presentation(List<SuggestionView> views, ViewRequest request) {
            this.request = request;
            views.forEach(view -> known.put(view.suggestionId(), view));
            followMerges();
            Set<String> ids = new LinkedHashSet<>();
            known.values().forEach(view -> collectPersons(view, ids));
            this.persons = people.named(ids);
        }

        Suggestion show(SuggestionView view) {
            SuggestionView target = target(view);
            Answer answer = Suggestion.current(target);
            return new Suggestion(
                    view.suggestionId(),
                    Suggestion.number(view),
                    view.submitted().about(),
                    view.submitted().title(),
                    view.submitted().body(),
                    view.visibility(),
                    author(view),
                    view.submitted().wordedBy() == null
                            ? null
                            : person(view.submitted().wordedBy()),
                    view.submitted().occurredOn(),
                    view.state(),
                    view.steps(),
                    clocks(view, target),
                    said(view.acknowledged()),
                    view.triaged() == null
                            ? null
                            : new Triage(
                                    view.triaged().to(),
                                    view.triaged().meetingId(),
                                    required(view.triaged().deed())),
                    view.parked() == null
                            ? null
                            : new Parking(
                                    view.parked().reviewOn(),
                                    required(view.parked().deed())),
                    answer == null ? null : given(answer, target),
                    earlier(view).stream().map(before -> given(before, view)).toList(),
                    said(view.reopened()),
                    mergedInto(view),
                    view.submitted().position(),
                    view.position());
        }

        private List<Answer> earlier(SuggestionView view) {
            int current = Suggestion.current(view) == null ? 0 : 1;
            return view.answers().subList(0, view.answers().size() - current);
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

        /** Where a merged suggestion leads; itself if it is not merged, or if the target is not for this reader. */
        private SuggestionView target(SuggestionView view) {
            SuggestionView at = view;
            for (String into = view.mergedInto(); into != null; into = at.mergedInto()) {
                SuggestionView next = known.get(into);
                if (next == null || !visible(next, request.reader())) return view;
                at = next;
            }
            return at;
        }

        private Suggestion.@Nullable Ref mergedInto(SuggestionView view) {
            String into = view.mergedInto();
            SuggestionView target = into == null ? null : known.get(into);
            return target == null || !visible(target, request.reader()) ? null : Suggestion.ref(target);
        }

        private Clocks clocks(SuggestionView view, SuggestionView target) {
            boolean owed = target.state().open();
            Deed reopened = target.reopened();
            LocalDate reviewOn =
                    target.parked() == null ? null : target.parked().reviewOn();
            return new Clocks(
                    owed && view.acknowledged() == null
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
            return deed == null ? null : required(deed);
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
            if (view.acknowledged() != null) ids.add(view.acknowledged().by());
            if (view.triaged() != null) ids.add(view.triaged().deed().by());
            if (view.parked() != null) ids.add(view.parked().deed().by());
            if (view.reopened() != null) ids.add(view.reopened().by());
            view.answers().forEach(answer -> ids.add(answer.deed().by()));
        }
    }
}
