package org.bitacora.app.importing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bitacora.command.Command;
import org.bitacora.command.CommandDesk;
import org.bitacora.command.CommandReader.Request;
import org.bitacora.command.Envelope;
import org.bitacora.command.Receipt;
import org.bitacora.command.Refusal;
import org.bitacora.command.discussion.MakeContribution;
import org.bitacora.command.meetings.DraftMinutes;

/**
 * Commands on their way to the desk, in groups that are decided one after another and written together: a group costs about as much as one
 * command alone.
 */
final class GroupedCommands {
    private static final int GROUP_MAX = 64;
    private static final int CHARACTERS_MAX = 400_000;

    private final CommandDesk desk;
    private final long sizeBefore;
    private final List<Pending> group = new ArrayList<>();
    private final Map<ImportKind, Integer> added = new EnumMap<>(ImportKind.class);
    private Corrections corrections = new Corrections(0, 0);
    private int characters;

    /** A command that waits for its group; {@code counts} says what it adds, if it adds a thing of its own. */
    private record Pending(int line, Map<ImportKind, Integer> counts, Request request) {}

    /** The record refused a line, so that nothing after it was handed in. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;
        private final Refusal refusal;

        Stopped(int line, Refusal refusal) {
            super(refusal);
            this.line = line;
            this.refusal = refusal;
        }

        int line() {
            return line;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** @param sizeBefore how many events the record holds: what repeats one of them adds nothing */
    GroupedCommands(CommandDesk desk, long sizeBefore) {
        this.desk = desk;
        this.sizeBefore = sizeBefore;
        for (ImportKind kind : ImportKind.values()) added.put(kind, 0);
    }

    /**
     * Hands in the group, once this command fills it.
     *
     * @throws Stopped if a command of the group is refused; those before it are recorded
     */
    void add(int line, Map<ImportKind, Integer> counts, Command command, Envelope envelope) {
        group.add(new Pending(line, counts, new Request(command, envelope)));
        if (command instanceof MakeContribution made) characters += made.body().length();
        if (command instanceof DraftMinutes drafted)
            characters += drafted.text().length();
        if (group.size() >= GROUP_MAX || characters >= CHARACTERS_MAX) flush();
    }

    /**
     * Hands in what waits.
     *
     * @throws Stopped as {@link #add}
     */
    void flush() {
        if (group.isEmpty()) return;
        CommandDesk.Answers answers = submit();
        for (int i = 0; i < answers.receipts().size(); i++) {
            Receipt receipt = answers.receipts().get(i);
            if (receipt.events().stream().anyMatch(event -> event.position() >= sizeBefore)) {
                group.get(i).counts.forEach((kind, count) -> added.merge(kind, count, Integer::sum));
                corrections = corrections.with(group.get(i).request.command());
            }
        }
        Refusal refusal = answers.refusal();
        if (refusal != null) throw new Stopped(group.get(answers.receipts().size()).line, refusal);
        group.clear();
        characters = 0;
    }

    /** How many things of each kind are new. */
    Map<ImportKind, Integer> added() {
        return added;
    }

    /** How much of what was there has a next version now. */
    Corrections corrections() {
        return corrections;
    }

    private CommandDesk.Answers submit() {
        try {
            return desk.submitInOrder(group.stream().map(Pending::request).toList());
        } catch (Refusal lostRace) {
            throw new Stopped(group.getFirst().line, lostRace);
        }
    }
}
