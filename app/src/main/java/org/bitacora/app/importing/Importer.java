package org.bitacora.app.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.bitacora.app.House;
import org.bitacora.app.importing.Archive.Affiliation;
import org.bitacora.app.importing.Archive.Change;
import org.bitacora.app.importing.Archive.Meeting;
import org.bitacora.app.importing.Archive.Member;
import org.bitacora.app.importing.Archive.Move;
import org.bitacora.app.importing.Archive.Topic;
import org.bitacora.app.importing.GroupedCommands.Stopped;
import org.bitacora.command.Command;
import org.bitacora.command.Envelope;
import org.bitacora.command.Refusal;
import org.bitacora.command.discussion.MakeContribution;
import org.bitacora.command.meetings.AddAgendaItem;
import org.bitacora.command.meetings.CallMeeting;
import org.bitacora.command.meetings.DraftMinutes;
import org.bitacora.command.meetings.PublishMinutes;
import org.bitacora.command.meetings.RecordAttendance;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.ChangeAffiliation;
import org.bitacora.query.meetings.Meetings.Already;
import org.bitacora.query.members.MemberView;
import org.bitacora.vocabulary.DiscussionEvent.Author;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Enters an archive as the past: what a secretary would have recorded. What was said is entered in the order of the file. Before the first
 * word of a meeting come that meeting and all earlier ones, each with who was there and its agenda, and among them, by their dates, what
 * changed for members; so the same lines in another order give the same record, as long as speeches and minutes keep theirs.
 *
 * <p>Ids and keys follow from the dialogue's name and the file's ids, so a file entered twice adds nothing, and a longer file of the same
 * dialogue adds the rest. Memory holds the {@link Archive}, and the minutes of the meetings that are not complete.
 */
public final class Importer {
    private final House house;
    private final Settings settings;
    private final LongConsumer progress;
    private final GroupedCommands commands;
    private final Archive archive;
    private final Set<String> called = new HashSet<>();
    private final Map<String, MinutesSoFar> minutes = new HashMap<>();
    private final Map<String, Integer> movesBefore = new HashMap<>();
    private int changesEntered;

    /**
     * How an archive is entered.
     *
     * @param dialogue the namespace of the file's ids
     * @param source said with every event: where it is known from; as {@link org.bitacora.command.Form#note} keeps it
     * @param sha256 of the file, lower-case hexadecimal
     * @param visibility of what is entered; null for the working rule's
     */
    public record Settings(
            String dialogue,
            String source,
            String sha256,
            @Nullable Visibility visibility) {}

    /**
     * What became of it.
     *
     * @param added how many things of each kind were new
     * @param corrected what has a next version now
     * @param counts what the check let through and what it left out
     * @param stopped where the record refused to go on; null if it never did
     */
    public record Result(
            Map<ImportKind, Integer> added,
            Corrections corrected,
            ImportCounts counts,
            @Nullable Stop stopped) {}

    /** The line at which the record refused, and why. What was entered before it stays. */
    public record Stop(int line, Refusal refusal) {}

    /**
     * @param house whose views must have come up with the record
     * @param progress is told which line was entered last
     */
    public Importer(House house, Settings settings, LongConsumer progress) {
        this.house = house;
        this.settings = settings;
        this.progress = progress;
        this.commands = new GroupedCommands(house.desk(), house.record().size());
        this.archive = new Archive(settings.dialogue);
    }

    /**
     * Enters the sound lines of a checked file; those that are there already add nothing. Once for each importer.
     *
     * @throws FileChangedException if it is no longer the file that was checked; what was entered before that was seen stays
     */
    public Result enter(Path file, Checked checked) throws IOException {
        ImportCounts counts = ImportFile.read(file, checked, archive::add);
        archive.complete();
        try {
            ImportFile.read(file, checked, this::enter);
            while (called.size() < archive.meetings().size()) callNext();
            changesUntil(LocalDate.MAX);
            commands.flush();
            return new Result(commands.added(), commands.corrections(), counts, null);
        } catch (Stopped stopped) {
            return new Result(
                    commands.added(), commands.corrections(), counts, new Stop(stopped.line(), stopped.refusal()));
        }
    }

    private void enter(ImportLine line) {
        switch (line) {
            case ImportLine.Member m -> {}
            case ImportLine.Meeting m -> {}
            case ImportLine.Topic t -> {}
            case ImportLine.Speech s -> speech(s);
            case ImportLine.Minuted m -> minuted(m);
        }
        progress.accept(line.number());
    }

    private void speech(ImportLine.Speech line) {
        Topic topic = archive.topic(line.topic());
        Meeting meeting = archive.meetingOf(topic);
        callUpTo(meeting);
        Member speaker = archive.member(line.speaker());
        Affiliation affiliation = speaker.on(meeting.date().lastDay());
        MakeContribution contribution = new MakeContribution(
                Ids.derived(settings.dialogue, "speech", line.id()),
                new ThreadId(ThreadKind.ITEM, topic.id()),
                meeting.id(),
                null,
                line.text(),
                settings.visibility,
                new Author(speaker.id(), null, affiliation.sector(), affiliation.organisation()));
        send(line, Map.of(ImportKind.SPEECH, 1), contribution, meeting.date(), key("speech", line.id()));
    }

    private void callUpTo(Meeting meeting) {
        while (!called.contains(meeting.id())) callNext();
    }

    private void callNext() {
        Meeting meeting = archive.meetings().get(called.size());
        called.add(meeting.id());
        changesUntil(meeting.date().lastDay());
        ImportLine.Meeting line = meeting.line();
        CallMeeting call = new CallMeeting(
                meeting.id(), line.title(), null, meeting.date(), null, null, null, settings.visibility);
        send(line, Map.of(ImportKind.MEETING, 1), call, meeting.date(), key("meeting", line.id()));
        attendance(meeting);
        for (Topic topic : meeting.agenda()) agendaItem(topic, meeting);
    }

    private void attendance(Meeting meeting) {
        List<Attendance> present = meeting.line().attendees().stream()
                .map(archive::member)
                .map(member -> new Attendance(
                        member.id(), member.on(meeting.date().lastDay()).sector(), null))
                .toList();
        AttendanceRecorded before = house.meetings().already(meeting.id()).attendance();
        boolean same = before != null && Set.copyOf(present).equals(Set.copyOf(before.present()));
        // Who was there is not in every archive; that it does not say so corrects nothing.
        if (present.isEmpty() || same) return;
        int version = before == null ? 0 : before.attendanceVersion();
        RecordAttendance attendance =
                new RecordAttendance(meeting.id(), version, present, List.of(), List.of(), note(version));
        String key = key("attendance", meeting.line().id(), Integer.toString(version), present.toString());
        send(meeting.line(), Map.of(), attendance, meeting.date(), key);
    }

    private void agendaItem(Topic topic, Meeting meeting) {
        AddAgendaItem item = new AddAgendaItem(
                topic.id(), meeting.id(), topic.line().title(), null, null, null, null, settings.visibility);
        String key = key("topic", topic.line().id());
        send(topic.line(), Map.of(ImportKind.TOPIC, 1), item, meeting.date(), key);
    }

    /** Minutes are published once the last line that belongs to them has come. */
    private void minuted(ImportLine.Minuted line) {
        Meeting meeting = archive.meetingOf(archive.topic(line.topic()));
        callUpTo(meeting);
        MinutesSoFar soFar = minutes.computeIfAbsent(
                meeting.id(), id -> new MinutesSoFar(meeting.agenda(), archive.minutedAt(meeting)));
        soFar.add(line);
        if (!soFar.complete()) return;
        minutes.remove(meeting.id());
        publish(meeting, soFar);
    }

    private void publish(Meeting meeting, MinutesSoFar written) {
        Already before = house.meetings().already(meeting.id());
        String textBefore = before.draft() == null ? "" : before.draft().text();
        int draft = before.draft() == null ? 0 : before.draft().number();
        String fileId = meeting.line().id();
        DraftMinutes drafted = new DraftMinutes(meeting.id(), draft, written.text());
        if (!drafted.text().equals(textBefore)) {
            String key = key("draft", fileId, Integer.toString(draft), drafted.text());
            send(meeting.line(), written.countsBeyond(textBefore), drafted, meeting.date(), key);
            draft++;
        }
        if (draft == before.publishedDraft()) return;
        PublishMinutes published = new PublishMinutes(meeting.id(), draft, note(before.publishedDraft()));
        String key = key("minutes", fileId, Integer.toString(draft));
        send(meeting.line(), Map.of(), published, meeting.date(), key);
    }

    /** What corrects something says where the correction comes from. */
    private @Nullable String note(int version) {
        return version == 0 ? null : settings.source;
    }

    /** Enters what happened to members up to a day. */
    private void changesUntil(LocalDate day) {
        List<Change> changes = archive.changes();
        for (; changesEntered < changes.size(); changesEntered++) {
            Change change = changes.get(changesEntered);
            if (change.day().isAfter(day)) return;
            if (change.number() == 0) admit(change);
            else if (change.number() > movesBefore(change.member())) move(change);
        }
    }

    /** How many of a member's moves, from the first on, the record holds in this order, whatever came between them or after. */
    private int movesBefore(Member member) {
        return movesBefore.computeIfAbsent(member.id(), id -> {
            List<Affiliation> moves = member.moves().stream().map(Move::to).toList();
            int held = 0;
            for (MemberView.Affiliation recorded : house.roster().affiliations(id)) {
                if (held == moves.size()) break;
                if (moves.get(held).equals(new Affiliation(recorded.organisation(), recorded.sector()))) held++;
            }
            return held;
        });
    }

    private void admit(Change change) {
        Member member = change.member();
        Affiliation as = change.affiliation();
        AdmitMember admit = new AdmitMember(member.id(), member.line().name(), as.organisation(), as.sector(), null);
        String key = key("member", member.id());
        send(member.line(), Map.of(ImportKind.MEMBER, 1), admit, VagueDate.of(change.day()), key);
    }

    private void move(Change change) {
        Member member = change.member();
        Affiliation to = change.affiliation();
        ChangeAffiliation move = new ChangeAffiliation(member.id(), to.organisation(), to.sector());
        send(member.line(), Map.of(), move, VagueDate.of(change.day()), key("move", change.chain()));
    }

    private void send(ImportLine line, Map<ImportKind, Integer> counts, Command command, VagueDate date, String key) {
        Envelope envelope = Envelope.fromImport(key, date, settings.source, settings.sha256);
        commands.add(line.number(), counts, command, envelope);
    }

    /** The command's key: the same for the same thing of the same dialogue, whichever file it comes in. */
    private String key(String... parts) {
        return "import/" + Ids.derived(settings.dialogue, Ids.derived(parts));
    }
}
