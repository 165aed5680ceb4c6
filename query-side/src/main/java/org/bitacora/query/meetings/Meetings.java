package org.bitacora.query.meetings;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Cursor;
import org.bitacora.query.Documents;
import org.bitacora.query.Group;
import org.bitacora.query.Listing;
import org.bitacora.query.Moment;
import org.bitacora.query.Page;
import org.bitacora.query.People;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.journal.JournalQuery;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/** What can be read of meetings: all of them, and each one with its agenda, its attendance and its minutes. */
public final class Meetings {
    /** A meeting has 50 items at most; the rest are its call and the versions of its attendance and minutes. */
    private static final int ENTRIES_MAX = 1_000;

    private final Documents<MeetingView> documents;
    private final Journal journal;
    private final People people;
    private final Group group;
    private final InstantSource clock;

    public Meetings(
            Documents<MeetingView> documents, Journal journal, People people, Group group, InstantSource clock) {
        this.documents = documents;
        this.journal = journal;
        this.people = people;
        this.group = group;
        this.clock = clock;
    }

    /**
     * What is recorded of a meeting, whoever reads: what a next version of it starts from.
     *
     * @param attendance the latest list; null if there is none
     * @param draft of the minutes, the latest; null if there is none
     * @param publishedDraft which draft was published last; 0 if none was
     */
    public record Already(
            @Nullable AttendanceRecorded attendance, MeetingView.@Nullable Draft draft, int publishedDraft) {}

    public List<ViewEndpoint> endpoints() {
        return List.of(
                new ViewEndpoint("/meetings", Set.of(), this::all),
                new ViewEndpoint("/meetings/{id}", Set.of(), request -> one(request.path("id"), request)));
    }

    /** Meetings that are for a reader, the newest day first. */
    public Page<Meeting.Row> all(ViewRequest request) {
        boolean everyone = request.reader().scope() == Reader.Scope.PUBLIC;
        Cursor cursor = Cursor.of(request);
        Listing listing = new Listing(
                everyone ? Map.of("visibility", Visibility.PUBLIC.code()) : Map.of(),
                "starts",
                true,
                cursor == null ? null : new Listing.After(cursor.number(), cursor.id()));
        List<MeetingView> found = documents.list(listing, request.moment(), request.limit() + 1);
        Page<MeetingView> page = Page.of(
                found,
                request.limit(),
                view -> new Cursor(Long.toString(view.starts()), view.called().meetingId()));
        MeetingPresentation presentation = presentation(request);
        return page.map(presentation::row);
    }

    /** One meeting; null if there is none, or it is not for this reader. */
    public @Nullable Meeting one(String id, ViewRequest request) {
        MeetingView view = documents.find(id, request.moment());
        if (view == null || !request.reader().sees(view.visibility())) return null;
        return presentation(request).show(view, agenda(id, request));
    }

    /** What is recorded of a meeting now; nothing if there is no such meeting. */
    public Already already(String meetingId) {
        MeetingView view = documents.find(meetingId, new Moment.Now());
        return view == null
                ? new Already(null, null, 0)
                : new Already(
                        view.attendance(),
                        view.minutes().draft(),
                        view.minutes().publishedDraft());
    }

    /** The journal knows who may read an item today: the narrowest of the item, the meeting, and the thing it is about. */
    private List<Journal.Entry> agenda(String id, ViewRequest request) {
        JournalQuery query = new JournalQuery(
                Map.of("things", Tag.meeting(id).toString(), "kind", "meeting"), null, null, true, null);
        return journal.entries(query, request.reader(), request.moment(), ENTRIES_MAX).stream()
                .filter(entry -> entry.fact().recorded().event() instanceof AgendaItemAdded)
                .sorted(Comparator.comparingLong(Journal.Entry::position))
                .toList();
    }

    private MeetingPresentation presentation(ViewRequest request) {
        ZoneId zone = group.zone();
        return new MeetingPresentation(request, zone, clockOf(request.moment(), zone), journal, people);
    }

    /** A past day is read at its end, but never later than now. */
    private Instant clockOf(Moment moment, ZoneId zone) {
        return switch (moment) {
            case Moment.Now now -> clock.instant();
            case Moment.AsOf asOf -> asOf.recordedAt();
            case Moment.On on -> {
                Instant end = on.day().plusDays(1).atStartOfDay(zone).toInstant();
                Instant now = clock.instant();
                yield end.isBefore(now) ? end : now;
            }
        };
    }
}
