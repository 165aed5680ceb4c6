package org.bitacora.app.importing;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept of a file's lines from one pass to the next: who owns which id, which topic belongs to which meeting, and which lines
 * are left out. Lines are named by their number, so that nothing here holds a text.
 *
 * <p>A line may name an id that only a later line gives. The first pass lets such a name stand and remembers that there was one;
 * after it, every id of the file is known, and a second pass can say which names lead nowhere.
 */
final class KnownLines {
    private final Map<ImportKind, IdTable> owners = new EnumMap<>(ImportKind.class);
    private final IntsByLine meetingOfTopic = new IntsByLine();
    private final IntsByLine titleBytesOfTopic = new IntsByLine();
    private final BitSet outForThemselves = new BitSet();
    private final BitSet outAmongOthers = new BitSet();
    private boolean namesAhead;
    private boolean complete;

    /** Gives the id to the line unless another has it, and tells which line has it now. */
    int claim(ImportKind kind, String id, int line) {
        return owners.computeIfAbsent(kind, k -> new IdTable()).claim(id, line);
    }

    /** The line that has the id; 0 where none does, or none does yet. */
    int ownerOf(ImportKind kind, String id) {
        IdTable ids = owners.get(kind);
        return ids == null ? 0 : ids.ownerOf(id);
    }

    /** Whether an id is known to lead nowhere. In the first pass none is. */
    boolean leadsNowhere(ImportKind kind, String id) {
        if (ownerOf(kind, id) != 0) return false;
        namesAhead |= !complete;
        return complete;
    }

    /** Whether a line named an id that no line above it gave. */
    boolean namesAhead() {
        return namesAhead;
    }

    /** From here on every id is known. */
    void complete() {
        complete = true;
    }

    /**
     * Before a second pass: what was left out for reasons that other lines take part in (references, sizes) is judged anew. Members
     * and meetings are faulty for themselves alone, and stay out.
     */
    void judgeAnew() {
        outAmongOthers.clear();
    }

    void put(ImportLine.Topic topic) {
        meetingOfTopic.set(topic.number(), ownerOf(ImportKind.MEETING, topic.meeting()));
        titleBytesOfTopic.set(topic.number(), MeetingSizes.bytes(topic.title()));
    }

    /** The line of a topic's meeting; 0 where it has none. */
    int meetingOfTopic(int topicLine) {
        return meetingOfTopic.get(topicLine);
    }

    int titleBytesOfTopic(int topicLine) {
        return titleBytesOfTopic.get(topicLine);
    }

    void leaveOut(ImportLine line) {
        boolean forItself = line.kind() == ImportKind.MEMBER || line.kind() == ImportKind.MEETING;
        (forItself ? outForThemselves : outAmongOthers).set(line.number());
    }

    /** Whether a line is left out: it is faulty, or it needs one that is. */
    boolean isOut(ImportLine line) {
        if (isOut(line.number())) return true;
        return switch (line) {
            case ImportLine.Member member -> false;
            case ImportLine.Meeting meeting -> false;
            case ImportLine.Topic topic -> isOut(ImportKind.MEETING, topic.meeting());
            case ImportLine.Speech speech -> isOutTopic(speech.topic()) || isOut(ImportKind.MEMBER, speech.speaker());
            case ImportLine.Minuted minuted -> isOutTopic(minuted.topic());
        };
    }

    /** Whether the line that has an id is itself faulty. */
    boolean isOut(ImportKind kind, String id) {
        return isOut(ownerOf(kind, id));
    }

    private boolean isOutTopic(String id) {
        int line = ownerOf(ImportKind.TOPIC, id);
        return isOut(line) || isOut(meetingOfTopic(line));
    }

    private boolean isOut(int line) {
        return outForThemselves.get(line) || outAmongOthers.get(line);
    }
}
