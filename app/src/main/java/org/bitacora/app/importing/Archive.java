package org.bitacora.app.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of an archive refer to, gathered before anything is entered: who took part and when that changed, and the meetings with
 * their agendas, by date, wherever in the file they stand. It holds ids, titles and attendees, and none of what was said.
 */
final class Archive {
    private final String dialogue;
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Meeting> meetings = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final List<Topic> agendas = new ArrayList<>();
    private final Map<String, Integer> minutedOfTopic = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Meeting> byDate = new ArrayList<>();

    record Affiliation(@Nullable String organisation, Sector sector) {
        private static Affiliation of(@Nullable String organisation, String sector) {
            return new Affiliation(
                    organisation, Coded.find(Sector.class, sector).orElseThrow());
        }
    }

    /**
     * Somebody who took part.
     *
     * @param joined for whom they spoke at first
     * @param moves those that change something, in the order of the file
     */
    record Member(ImportLine.Member line, String id, Affiliation joined, List<Move> moves) {
        static Member of(ImportLine.Member line, String id) {
            Affiliation joined = Affiliation.of(line.organization(), line.sector());
            List<Move> moves = new ArrayList<>();
            Affiliation present = joined;
            for (ImportLine.Move move : line.moves()) {
                Affiliation next = Affiliation.of(move.organization(), move.sector());
                if (!next.equals(present)) moves.add(new Move(move.date(), next));
                present = next;
            }
            return new Member(line, id, joined, List.copyOf(moves));
        }

        /** For whom the member spoke at the end of a day; before they joined, as whom they joined. */
        Affiliation on(LocalDate day) {
            Affiliation found = joined;
            for (Move move : moves) {
                if (!move.day().isAfter(day)) found = move.to();
            }
            return found;
        }
    }

    record Move(LocalDate day, Affiliation to) {}

    /**
     * Something that happens to a member on a day.
     *
     * @param number 0 when they joined, then counting up for each move
     * @param chain stands for this change and all before it of this member, so that one that comes to light later, with a longer file,
     *     has those after it entered anew
     */
    record Change(LocalDate day, Member member, Affiliation affiliation, int number, String chain) {}

    /**
     * A meeting.
     *
     * @param agenda its topics, in the order of the file
     */
    record Meeting(ImportLine.Meeting line, String id, VagueDate date, List<Topic> agenda) {}

    record Topic(ImportLine.Topic line, String id) {}

    /** @param dialogue the namespace of the file's ids */
    Archive(String dialogue) {
        this.dialogue = dialogue;
    }

    void add(ImportLine line) {
        switch (line) {
            case ImportLine.Member m -> add(Member.of(m, Ids.derived(dialogue, "member", m.id())));
            case ImportLine.Meeting m ->
                meetings.put(
                        m.id(),
                        new Meeting(
                                m,
                                Ids.derived(dialogue, "meeting", m.id()),
                                VagueDate.parse(m.date()),
                                new ArrayList<>()));
            case ImportLine.Topic t -> {
                Topic topic = new Topic(t, Ids.derived(dialogue, "topic", t.id()));
                topics.put(t.id(), topic);
                agendas.add(topic);
            }
            case ImportLine.Speech s -> {}
            case ImportLine.Minuted m -> minutedOfTopic.merge(m.topic(), 1, Integer::sum);
        }
    }

    private void add(Member member) {
        members.put(member.line.id(), member);
        changes.add(new Change(member.line.since(), member, member.joined, 0, member.id));
        String chain = member.id;
        int number = 0;
        for (Move move : member.moves) {
            Affiliation to = move.to;
            chain = Ids.derived(
                    chain, move.day.toString(), Objects.requireNonNullElse(to.organisation(), ""), to.sector.code());
            changes.add(new Change(move.day, member, to, ++number, chain));
        }
    }

    /** Once every line was added: puts together what may stand in any order. */
    void complete() {
        for (Topic topic : agendas) meetingOf(topic).agenda.add(topic);
        byDate.addAll(meetings.values());
        byDate.sort(Comparator.comparing(Meeting::date).thenComparingInt(meeting -> meeting.line.number()));
        changes.sort(Comparator.comparing(Change::day));
    }

    /** Those that change something, by day; those of one day in the order of the file. */
    List<Change> changes() {
        return changes;
    }

    /** By date; those of one date in the order of the file. */
    List<Meeting> meetings() {
        return byDate;
    }

    Member member(String fileId) {
        return known(members, fileId);
    }

    Topic topic(String fileId) {
        return known(topics, fileId);
    }

    Meeting meetingOf(Topic topic) {
        return known(meetings, topic.line.meeting());
    }

    /** How many conclusions and summaries the file has of a meeting. */
    int minutedAt(Meeting meeting) {
        return meeting.agenda.stream()
                .mapToInt(topic -> minutedOfTopic.getOrDefault(topic.line.id(), 0))
                .sum();
    }

    private static <T> T known(Map<String, T> things, String fileId) {
        return Objects.requireNonNull(things.get(fileId), "the check found every reference");
    }
}
