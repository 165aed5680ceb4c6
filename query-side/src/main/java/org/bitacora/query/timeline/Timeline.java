package org.bitacora.query.timeline;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bitacora.query.BadRequest;
import org.bitacora.query.Cursor;
import org.bitacora.query.Page;
import org.bitacora.query.People;
import org.bitacora.query.People.Person;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.journal.JournalQuery;
import org.bitacora.query.timeline.TimelineEntry.ThingRef;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.ThreadKind;
import org.jspecify.annotations.Nullable;

/** Everything that happened, newest first unless asked otherwise, by thread, actor, sector, kind and period. */
public final class Timeline {
    private final Journal journal;
    private final People people;

    public Timeline(Journal journal, People people) {
        this.journal = journal;
        this.people = people;
    }

    public List<ViewEndpoint> endpoints() {
        return List.of(
                new ViewEndpoint(
                        "/timeline", Set.of("thread", "actor", "sector", "kind", "from", "to", "order"), this::entries),
                new ViewEndpoint("/timeline/{position}", Set.of(), this::entry));
    }

    /** A page of entries. */
    public Page<TimelineEntry> entries(ViewRequest request) {
        Map<String, String> filters = new LinkedHashMap<>();
        ViewRequest.put(filters, "things", thread(request.parameter("thread")));
        ViewRequest.put(filters, "actor", request.parameter("actor"));
        ViewRequest.put(filters, "sector", request.oneOf("sector", Coded.codes(Sector.class)));
        ViewRequest.put(filters, "kind", request.oneOf("kind", Journal.KINDS));
        Cursor cursor = Cursor.of(request);
        JournalQuery query = new JournalQuery(
                filters,
                day(request, "from"),
                day(request, "to"),
                request.ordered("oldest", "newest"),
                cursor == null ? null : new JournalQuery.After(cursor.value(), cursor.idNumber()));
        List<Journal.Entry> read = journal.entries(query, request.reader(), request.moment(), request.limit() + 1);
        Page<Journal.Entry> page =
                Page.of(read, request.limit(), entry -> new Cursor(firstDay(entry), Long.toString(entry.position())));
        Presentation presentation = new Presentation(page.items(), request.reader());
        return page.map(presentation::show);
    }

    /** One entry; null if there is none, or it is not for this reader, or it does not belong to the moment. */
    public @Nullable TimelineEntry entry(ViewRequest request) {
        String position = request.path("position");
        if (!position.matches("[0-9]{1,18}")) return null;
        Journal.Entry entry = journal.at(Long.parseLong(position), request.reader(), request.moment());
        return entry == null ? null : new Presentation(List.of(entry), request.reader()).show(entry);
    }

    private static String firstDay(Journal.Entry entry) {
        return entry.fact().recorded().by().occurredOn().firstDay().toString();
    }

    private static @Nullable String thread(@Nullable String value) {
        if (value != null && value.indexOf(':') < 0) throw new BadRequest("value.unknown", "thread");
        return value;
    }

    private static @Nullable String day(ViewRequest request, String name) {
        String value = request.parameter(name);
        try {
            return value == null ? null : LocalDate.parse(value).toString();
        } catch (DateTimeException e) {
            throw new BadRequest("value.unknown", name);
        }
    }

    /** Shows entries to a reader; names and titles are read once for all of them. */
    private final class Presentation {
        private final Reader reader;
        private final Map<String, Person> persons;
        private final Map<Tag, Journal.Thing> things;
        private final Set<Tag> hidden;

        Presentation(List<Journal.Entry> entries, Reader reader) {
            this.reader = reader;
            Set<String> ids = new HashSet<>();
            Set<Tag> tags = new HashSet<>();
            for (Journal.Entry entry : entries) {
                ids.add(entry.actor());
                ids.add(entry.fact().recorded().by().actor());
                tags.addAll(entry.things());
                if (entry.fact().recorded().event() instanceof ContributionMade made && made.replyTo() != null)
                    tags.add(Tag.contribution(made.replyTo()));
            }
            this.persons = people.named(ids);
            this.things = journal.things(tags);
            this.hidden = journal.hidden(
                    entries.stream().flatMap(entry -> entry.named().stream()).toList(), reader);
        }

        TimelineEntry show(Journal.Entry entry) {
            Recorded recorded = entry.fact().recorded();
            String enteredBy = recorded.by().actor();
            DomainEvent event = forReader(recorded.event());
            return new TimelineEntry(
                    recorded.position(),
                    recorded.by().occurredOn(),
                    recorded.recordedAt(),
                    entry.kind(),
                    EventType.of(recorded.event().getClass()).name(),
                    actor(entry),
                    enteredBy.equals(entry.actor()) ? null : person(enteredBy),
                    recorded.by().capacity(),
                    recorded.by().channel(),
                    refs(entry),
                    repliesTo(event),
                    entry.visible(),
                    recorded.by().source(),
                    event);
        }

        private @Nullable Long repliesTo(DomainEvent event) {
            if (!(event instanceof ContributionMade made) || made.replyTo() == null) return null;
            Journal.Thing thing = things.get(Tag.contribution(made.replyTo()));
            return thing == null ? null : thing.position();
        }

        /** With the sector of that moment, which is in the event. */
        private Person actor(Journal.Entry entry) {
            Recorded recorded = entry.fact().recorded();
            if (recorded.event() instanceof ContributionMade made && made.author() != null) {
                String name = made.author().name();
                return new Person(
                        entry.actor(),
                        name == null ? person(entry.actor()).name() : name,
                        made.author().sector());
            }
            Person person = person(entry.actor());
            return new Person(person.id(), person.name(), recorded.by().actorSector());
        }

        private Person person(String id) {
            Person person = persons.get(id);
            return person == null ? Person.unknown(id) : person;
        }

        private List<ThingRef> refs(Journal.Entry entry) {
            List<ThingRef> refs = new ArrayList<>();
            for (Tag tag : entry.things()) {
                Journal.Thing thing = things.get(tag);
                Coded.find(ThreadKind.class, tag.kind())
                        .filter(kind -> kind != ThreadKind.CONTRIBUTION)
                        .ifPresent(kind -> refs.add(new ThingRef(
                                kind,
                                tag.value(),
                                thing == null ? null : ref(kind, thing.ordinal()),
                                thing == null ? null : thing.title())));
            }
            return refs;
        }

        /** The event without what is for members only, and without things that are not for this reader. */
        private DomainEvent forReader(DomainEvent event) {
            return switch (event) {
                case MeetingCalled e when reader.scope() == Reader.Scope.PUBLIC -> e.withoutLink();
                case SuggestionSubmitted e ->
                    new SuggestionSubmitted(
                            e.suggestionId(),
                            e.about(),
                            e.title(),
                            e.body(),
                            e.visibility(),
                            shown(e.splitFrom(), Tag::suggestion),
                            e.authorId(),
                            e.wordedBy(),
                            e.openSince());
                case SuggestionSplit e ->
                    new SuggestionSplit(
                            e.suggestionId(),
                            e.into().stream()
                                    .filter(part -> !hidden.contains(Tag.suggestion(part)))
                                    .toList(),
                            e.reason());
                case ContributionMade e ->
                    new ContributionMade(
                            e.contributionId(),
                            e.thread(),
                            shown(e.replyTo(), Tag::contribution),
                            e.body(),
                            e.visibility(),
                            e.author());
                case AgendaItemAdded e ->
                    new AgendaItemAdded(
                            e.itemId(),
                            e.meetingId(),
                            e.title(),
                            e.body(),
                            e.about(),
                            shown(e.carriedFrom(), Tag::item),
                            e.durationMinutes(),
                            e.visibility(),
                            e.addedOn(),
                            e.startsOn(),
                            e.noticeDays(),
                            e.late());
                default -> event;
            };
        }

        private @Nullable String shown(@Nullable String id, Function<String, Tag> tag) {
            return id == null || hidden.contains(tag.apply(id)) ? null : id;
        }
    }

    private static @Nullable String ref(ThreadKind kind, long ordinal) {
        return switch (kind) {
            case SUGGESTION -> "S-" + ordinal;
            case PROPOSAL -> "P-" + ordinal;
            case MEETING, ITEM, DISAGREEMENT, CONTRIBUTION -> null;
        };
    }
}
