package org.bitacora.app.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.bitacora.command.Command;
import org.bitacora.command.CommandDesk;
import org.bitacora.command.CommandReader.Request;
import org.bitacora.command.Envelope;
import org.bitacora.command.Receipt;
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
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.DiscussionEvent.Author;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Enters an archive as the past: what a secretary would have recorded, in the order of the file, members' changes among the meetings by
 * their dates. Ids and keys follow from the dialogue's name and the file's ids, so a file entered twice adds nothing, and a longer file of
 * the same dialogue adds the rest.
 *
 * <p>Commands go to the desk in groups that are decided one after another and written together. Memory holds ids, titles and
 * attendees, and the minutes of the meetings that are not complete.
 */
public final class Importer {
    private static final int GROUP_MAX = 64;
    private static final int GROUP_CHARACTERS_MAX = 400_000;

    private final CommandDesk desk;
    private final Function<String, Already> already;
    private final Settings settings;
    private final LongConsumer progress;
    private final long sizeBefore;

    private final Map<String, Member> members = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Meeting> meetings = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Map<String, Integer> minutedAheadOf = new HashMap<>();
    private final List<Pending> group = new ArrayList<>();
    private final Map<ImportKind, Integer> added = new EnumMap<>(ImportKind.class);
    private int characters;
    private int nextChange;
    private long lines;

    /**
     * How an archive is entered.
     *
     * @param dialogue the namespace of the file's ids
     * @param source said with every event: where it is known from
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
     * @param stoppedAt the line at which the record's state refused; null if it never did
     * @param refusal null likewise
     */
    public record Result(
            Map<ImportKind, Integer> added,
            @Nullable Integer stoppedAt,
            @Nullable Refusal refusal) {}

    /** A command that waits for its group; {@code counts} says what it adds, if it adds a thing of its own. */
    private record Pending(int line, Map<ImportKind, Integer> counts, Request request) {}

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;
        private final Refusal refusal;

        Stopped(int line, Refusal refusal) {
            super(refusal);
            this.line = line;
            this.refusal = refusal;
        }
    }

    /** A member, at the affiliation that holds at this point of the archive. */
    private static final class Member {
        private final String id;
        private @Nullable String organisation;
        private Sector sector;

        Member(String id, @Nullable String organisation, Sector sector) {
            this.id = id;
            this.organisation = organisation;
            this.sector = sector;
        }
    }

    /** Something that happens to a member on a day: the admission, which has the name, or a move. */
    private record Change(
            int line,
            LocalDate day,
            Member member,
            @Nullable String name,
            @Nullable String organisation,
            Sector sector) {}

    /** A meeting, until its minutes are complete. */
    private static final class Meeting {
        private final ImportLine.Meeting line;
        private final String id;
        private final VagueDate date;
        private final Map<Topic, List<ImportLine.Minuted>> minuted = new LinkedHashMap<>();
        private int minutedAhead;
        private boolean entered;

        Meeting(ImportLine.Meeting line, String id) {
            this.line = line;
            this.id = id;
            this.date = VagueDate.parse(line.date());
        }
    }

    private static final class Topic {
        private final ImportLine.Topic line;
        private final String id;
        private boolean entered;

        Topic(ImportLine.Topic line, String id) {
            this.line = line;
            this.id = id;
        }
    }

    /**
     * @param already what the record holds of a meeting now
     * @param sizeBefore how many events the record holds now
     * @param progress is told how many lines were entered
     */
    public Importer(
            CommandDesk desk,
            Function<String, Already> already,
            long sizeBefore,
            Settings settings,
            LongConsumer progress) {
        this.desk = desk;
        this.already = already;
        this.sizeBefore = sizeBefore;
        this.settings = settings;
        this.progress = progress;
        for (ImportKind kind : ImportKind.values()) added.put(kind, 0);
    }

    /** Enters the sound lines of a checked file; those that are there already add nothing. */
    public Result enter(Path file, Checked checked) throws IOException {
        try {
            ImportFile.read(file, checked, this::lookAhead);
            changes.sort(Comparator.comparing(Change::day));
            minutedAheadOf.forEach((topic, count) ->
                    known(meetings, known(topics, topic).line.meeting()).minutedAhead += count);
            minutedAheadOf.clear();
            ImportFile.read(file, checked, this::enter);
            changesUntil(LocalDate.MAX);
            flush();
            return new Result(added, null, null);
        } catch (Stopped stopped) {
            return new Result(added, stopped.line, stopped.refusal);
        }
    }

    /** First pass: what other lines refer to, wherever it stands, and when a meeting's minutes will be complete. */
    private void lookAhead(ImportLine line) {
        switch (line) {
            case ImportLine.Member m -> {
                Member member = new Member(
                        Ids.derived(settings.dialogue, "member", m.id()), m.organization(), sector(m.sector()));
                members.put(m.id(), member);
                changes.add(new Change(m.number(), m.since(), member, m.name(), m.organization(), sector(m.sector())));
                for (ImportLine.Move move : m.moves()) {
                    changes.add(new Change(
                            m.number(), move.date(), member, null, move.organization(), sector(move.sector())));
                }
            }
            case ImportLine.Meeting m ->
                meetings.put(m.id(), new Meeting(m, Ids.derived(settings.dialogue, "meeting", m.id())));
            case ImportLine.Topic t ->
                topics.put(t.id(), new Topic(t, Ids.derived(settings.dialogue, "topic", t.id())));
            case ImportLine.Speech s -> {}
            case ImportLine.Minuted m -> minutedAheadOf.merge(m.topic(), 1, Integer::sum);
        }
    }

    /** Second pass, in the order of the file. A line that refers to a later one has that entered first. */
    private void enter(ImportLine line) {
        switch (line) {
            case ImportLine.Member m -> {}
            case ImportLine.Meeting m -> entered(known(meetings, m.id()));
            case ImportLine.Topic t -> entered(known(topics, t.id()));
            case ImportLine.Speech s -> speech(s);
            case ImportLine.Minuted m -> minuted(m);
        }
        progress.accept(++lines);
    }

    private Meeting entered(Meeting meeting) {
        if (meeting.entered) return meeting;
        meeting.entered = true;
        changesUntil(meeting.date.lastDay());
        CallMeeting call = new CallMeeting(
                meeting.id, meeting.line.title(), null, meeting.date, null, null, null, settings.visibility);
        send(meeting.line.number(), ImportKind.MEETING, call, meeting.date, key("meeting", meeting.line.id()));
        attendance(meeting);
        return meeting;
    }

    private void attendance(Meeting meeting) {
        List<Attendance> present = meeting.line.attendees().stream()
                .map(attendee -> known(members, attendee))
                .map(member -> new Attendance(member.id, member.sector, null))
                .toList();
        AttendanceRecorded before = already.apply(meeting.id).attendance();
        if (before == null ? present.isEmpty() : present.equals(before.present())) return;
        int version = before == null ? 0 : before.attendanceVersion();
        RecordAttendance attendance =
                new RecordAttendance(meeting.id, version, present, List.of(), List.of(), note(version));
        String key = key("attendance", meeting.line.id(), Integer.toString(version), present.toString());
        pending(meeting.line.number(), Map.of(), attendance, meeting.date, key);
    }

    private Topic entered(Topic topic) {
        if (topic.entered) return topic;
        topic.entered = true;
        Meeting meeting = entered(known(meetings, topic.line.meeting()));
        AddAgendaItem item = new AddAgendaItem(
                topic.id, meeting.id, topic.line.title(), null, null, null, null, settings.visibility);
        send(topic.line.number(), ImportKind.TOPIC, item, meeting.date, key("topic", topic.line.id()));
        return topic;
    }

    private void speech(ImportLine.Speech line) {
        Topic topic = entered(known(topics, line.topic()));
        Meeting meeting = known(meetings, topic.line.meeting());
        Member speaker = known(members, line.speaker());
        MakeContribution contribution = new MakeContribution(
                Ids.derived(settings.dialogue, "speech", line.id()),
                new ThreadId(ThreadKind.ITEM, topic.id),
                meeting.id,
                null,
                line.text(),
                settings.visibility,
                new Author(speaker.id, null, speaker.sector, speaker.organisation));
        send(line.number(), ImportKind.SPEECH, contribution, meeting.date, key("speech", line.id()));
    }

    /** Minutes are published once the last line that belongs to them has come. */
    private void minuted(ImportLine.Minuted line) {
        Topic topic = entered(known(topics, line.topic()));
        Meeting meeting = known(meetings, topic.line.meeting());
        meeting.minuted.computeIfAbsent(topic, key -> new ArrayList<>()).add(line);
        if (--meeting.minutedAhead == 0) minutes(meeting);
    }

    /** All that was concluded and summed up at a meeting, under the titles of its topics. */
    private void minutes(Meeting meeting) {
        StringBuilder text = new StringBuilder();
        Map<ImportKind, Integer> counts = new EnumMap<>(ImportKind.class);
        meeting.minuted.forEach((topic, lines) -> {
            if (!text.isEmpty()) text.append("\n\n");
            text.append("## ").append(topic.line.title());
            for (ImportLine.Minuted line : lines) {
                text.append("\n\n").append(line.text());
                counts.merge(line.kind(), 1, Integer::sum);
            }
        });
        meeting.minuted.clear();
        Already before = already.apply(meeting.id);
        int draft = before.draft() == null ? 0 : before.draft().number();
        String fileId = meeting.line.id();
        if (before.draft() == null || !text.toString().equals(before.draft().text())) {
            DraftMinutes drafted = new DraftMinutes(meeting.id, draft, text.toString());
            String key = key("draft", fileId, Integer.toString(draft), text.toString());
            pending(meeting.line.number(), counts, drafted, meeting.date, key);
            draft++;
        }
        if (draft == before.publishedDraft()) return;
        PublishMinutes published = new PublishMinutes(meeting.id, draft, note(before.publishedDraft()));
        pending(
                meeting.line.number(),
                Map.of(),
                published,
                meeting.date,
                key("minutes", fileId, Integer.toString(draft)));
    }

    /** What corrects something says where the correction comes from. */
    private @Nullable String note(int version) {
        return version == 0 ? null : settings.source;
    }

    /** Enters what happened to members up to a day. */
    private void changesUntil(LocalDate day) {
        for (; nextChange < changes.size() && !changes.get(nextChange).day().isAfter(day); nextChange++) {
            Change change = changes.get(nextChange);
            Member member = change.member;
            member.organisation = change.organisation;
            member.sector = change.sector;
            VagueDate date = VagueDate.of(change.day);
            if (change.name != null) {
                AdmitMember admit = new AdmitMember(member.id, change.name, change.organisation, change.sector, null);
                send(change.line, ImportKind.MEMBER, admit, date, key("member", member.id));
            } else {
                ChangeAffiliation move = new ChangeAffiliation(member.id, change.organisation, change.sector);
                String key = key(
                        "move",
                        member.id,
                        change.day.toString(),
                        String.valueOf(change.organisation),
                        change.sector.code());
                pending(change.line, Map.of(), move, date, key);
            }
        }
    }

    private void send(int line, ImportKind kind, Command command, VagueDate date, String key) {
        pending(line, Map.of(kind, 1), command, date, key);
    }

    private void pending(int line, Map<ImportKind, Integer> counts, Command command, VagueDate date, String key) {
        Envelope envelope = Envelope.fromImport(key, date, settings.source, settings.sha256);
        group.add(new Pending(line, counts, new Request(command, envelope)));
        if (command instanceof MakeContribution made) characters += made.body().length();
        if (command instanceof DraftMinutes drafted)
            characters += drafted.text().length();
        if (group.size() >= GROUP_MAX || characters >= GROUP_CHARACTERS_MAX) flush();
    }

    private void flush() {
        if (group.isEmpty()) return;
        CommandDesk.Answers answers =
                desk.submitInOrder(group.stream().map(Pending::request).toList());
        for (int i = 0; i < answers.receipts().size(); i++) {
            Receipt receipt = answers.receipts().get(i);
            if (receipt.events().stream().anyMatch(event -> event.position() >= sizeBefore)) {
                group.get(i).counts().forEach((kind, count) -> added.merge(kind, count, Integer::sum));
            }
        }
        Refusal refusal = answers.refusal();
        if (refusal != null)
            throw new Stopped(group.get(answers.receipts().size()).line(), refusal);
        group.clear();
        characters = 0;
    }

    /** The command's key: the same for the same thing of the same dialogue, whichever file it comes in. */
    private String key(String... parts) {
        return "import/" + Ids.derived(settings.dialogue, Ids.derived(parts));
    }

    private static <T> T known(Map<String, T> things, String fileId) {
        return Objects.requireNonNull(things.get(fileId), "the check found every reference");
    }

    private static Sector sector(String code) {
        return Coded.find(Sector.class, code).orElseThrow();
    }
}
