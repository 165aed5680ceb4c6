package org.bitacora.query.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.People;
import org.bitacora.query.People.Person;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.meetings.Meeting.AgendaItem;
import org.bitacora.query.meetings.Meeting.Attendee;
import org.bitacora.query.meetings.Meeting.Call;
import org.bitacora.query.meetings.Meeting.Clocks;
import org.bitacora.query.meetings.Meeting.Minutes;
import org.bitacora.query.meetings.Meeting.SectorRow;
import org.bitacora.query.meetings.Meeting.State;
import org.bitacora.query.meetings.Meeting.Written;
import org.bitacora.query.meetings.MeetingView.Draft;
import org.bitacora.query.meetings.MeetingView.Published;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.Guests;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.Tag;
import org.jspecify.annotations.Nullable;

/** Shows meetings to a reader at a moment. */
final class MeetingPresentation {
    private final ViewRequest request;
    private final ZoneId zone;
    private final Instant now;
    private final Journal journal;
    private final People people;
    private final boolean names;
    private final Map<String, Person> persons = new HashMap<>();

    /** @param now the moment by which the state of a meeting is told */
    MeetingPresentation(ViewRequest request, ZoneId zone, Instant now, Journal journal, People people) {
        this.request = request;
        this.zone = zone;
        this.now = now;
        this.journal = journal;
        this.people = people;
        this.names = request.reader().scope() != Reader.Scope.PUBLIC;
    }

    Meeting.Row row(MeetingView view) {
        AttendanceRecorded list = view.attendance();
        return new Meeting.Row(
                view.called().meetingId(),
                view.visibility(),
                call(view.called()),
                state(view.called()),
                names ? view.items() : null,
                list == null ? null : list.present().size(),
                !view.minutes().published().isEmpty());
    }

    /** @param items the entries of the agenda that are for this reader */
    Meeting show(MeetingView view, List<Journal.Entry> items) {
        persons.putAll(people.named(mentioned(view, items)));
        AttendanceRecorded list = view.attendance();
        return new Meeting(
                view.called().meetingId(),
                view.visibility(),
                call(view.called()),
                state(view.called()),
                clocks(view),
                agenda(items),
                list == null ? null : attendance(list),
                minutes(view.minutes()),
                names ? view.position() : null);
    }

    private Call call(MeetingCalled called) {
        return new Call(
                called.title(),
                called.day(zone),
                called.startsAt(),
                called.durationMinutes(),
                called.place(),
                names ? called.link() : null,
                called.shortNotice());
    }

    private State state(MeetingCalled called) {
        Instant start = called.startsAt() == null
                ? called.day(zone).firstDay().atStartOfDay(zone).toInstant()
                : called.startsAt();
        if (now.isBefore(start)) return State.COMING;
        return now.isBefore(called.endsAt(zone)) ? State.UNDER_WAY : State.OVER;
    }

    private Clocks clocks(MeetingView view) {
        boolean over = state(view.called()) == State.OVER;
        LocalDate end = LocalDate.ofInstant(view.called().endsAt(zone), zone);
        MeetingView.Minutes written = view.minutes();
        boolean nothingToRead =
                names ? written.draft() == null : written.published().isEmpty();
        Draft unpublished = names ? written.unpublished() : null;
        return new Clocks(
                over && view.attendance() == null ? daysSince(end) : null,
                over && nothingToRead ? daysSince(end) : null,
                unpublished == null ? null : daysSince(unpublished.deed().on().firstDay()));
    }

    private long daysSince(LocalDate day) {
        return Math.max(0, ChronoUnit.DAYS.between(day, request.day()));
    }

    private List<AgendaItem> agenda(List<Journal.Entry> entries) {
        Set<Tag> tags = new HashSet<>();
        entries.forEach(entry -> {
            AgendaItemAdded added = added(entry);
            if (added.about() != null) tags.add(added.about().tag());
        });
        Map<Tag, Journal.Thing> things = journal.things(tags);
        return entries.stream().map(entry -> item(entry, things)).toList();
    }

    private AgendaItem item(Journal.Entry entry, Map<Tag, Journal.Thing> things) {
        Recorded recorded = entry.fact().recorded();
        AgendaItemAdded added = added(entry);
        Journal.Thing about =
                added.about() == null ? null : things.get(added.about().tag());
        return new AgendaItem(
                added.itemId(),
                added.title() == null && about != null ? about.title() : added.title(),
                added.body(),
                added.about(),
                added.durationMinutes(),
                added.late(),
                person(entry.actor(), recorded.by().actorSector()),
                added.addedOn(),
                entry.visible(),
                entry.position());
    }

    private static AgendaItemAdded added(Journal.Entry entry) {
        return (AgendaItemAdded) entry.fact().recorded().event();
    }

    private Meeting.Attendance attendance(AttendanceRecorded list) {
        List<SectorRow> rows = new ArrayList<>();
        for (Sector sector : Sector.values()) {
            List<Attendee> members = list.present().stream()
                    .filter(present -> present.sector() == sector)
                    .map(present -> new Attendee(person(present.memberId(), sector), present.mode()))
                    .toList();
            int guests = list.guests().stream()
                    .filter(some -> some.sector() == sector)
                    .mapToInt(Guests::count)
                    .sum();
            rows.add(new SectorRow(sector, members.size(), guests, names ? members : null));
        }
        return new Meeting.Attendance(
                list.attendanceVersion(),
                list.present().size(),
                list.guests().stream().mapToInt(Guests::count).sum(),
                rows,
                names ? list.apologies().stream().map(id -> person(id, null)).toList() : null,
                names ? list.correctionNote() : null);
    }

    private Minutes minutes(MeetingView.Minutes written) {
        Draft draft = names ? written.unpublished() : null;
        return new Minutes(
                written.published().stream().map(this::published).toList(),
                draft == null ? null : written(null, draft.number(), draft.text(), null, draft.deed()));
    }

    private Written published(Published version) {
        return written(version.version(), version.draft(), version.text(), version.correctionNote(), version.deed());
    }

    private Written written(
            @Nullable Integer version, int draft, String text, @Nullable String note, MeetingView.Deed deed) {
        return new Written(version, draft, text, note, person(deed.by(), null), deed.on(), deed.position());
    }

    /** @param sector of that moment; null where it was not recorded with the deed */
    private Person person(String id, @Nullable Sector sector) {
        Person person = persons.getOrDefault(id, Person.unknown(id));
        return sector == null ? person : new Person(id, person.name(), sector);
    }

    private Set<String> mentioned(MeetingView view, List<Journal.Entry> items) {
        Set<String> ids = new HashSet<>();
        items.forEach(entry -> ids.add(entry.actor()));
        view.minutes().published().forEach(version -> ids.add(version.deed().by()));
        if (names && view.minutes().draft() != null)
            ids.add(view.minutes().draft().deed().by());
        if (names && view.attendance() != null) {
            view.attendance().present().stream().map(Attendance::memberId).forEach(ids::add);
            ids.addAll(view.attendance().apologies());
        }
        return ids;
    }
}
