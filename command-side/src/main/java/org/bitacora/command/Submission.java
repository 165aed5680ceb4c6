package org.bitacora.command;

import java.util.ArrayList;
import java.util.List;
import org.bitacora.command.CommandReader.Request;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;
import org.jspecify.annotations.Nullable;

/** Commands on their way through the command bus together, and what became of them. Belongs to the sender's thread. */
final class Submission {
    private final List<Request> requests;
    private final Actor.Setting setting;
    private final String correlation;
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable Refusal refusal;
    private int appended;
    private long next;

    /**
     * What became of one command.
     *
     * @param position up to which it is shown; for what is appended, known once that is on disk
     * @param before what the same key had recorded before; empty otherwise
     * @param appended what it decided now
     */
    private record Answer(
            Command command, long position, List<Receipt.Recording> before, List<? extends DomainEvent> appended) {}

    Submission(List<Request> requests, Actor.Setting setting, String correlation) {
        this.requests = List.copyOf(requests);
        this.setting = setting;
        this.correlation = correlation;
    }

    List<Request> requests() {
        return requests;
    }

    Actor.Setting setting() {
        return setting;
    }

    /** Shared by all events of this submission whose command does not continue something else. */
    String correlation() {
        return correlation;
    }

    /** The same key had recorded this before. */
    void recordedBefore(Command command, List<Recorded> events) {
        List<Receipt.Recording> before = events.stream()
                .map(event -> new Receipt.Recording(event.position(), name(event.event())))
                .toList();
        answers.add(new Answer(command, events.getLast().position(), before, List.of()));
    }

    /** What a command decided: nothing, if {@code events} say that it is so already. */
    void decided(Command command, List<? extends DomainEvent> decided, List<Recorded> events) {
        long readUpTo = events.isEmpty() ? 0 : events.getLast().position();
        answers.add(new Answer(command, readUpTo, List.of(), List.copyOf(decided)));
        appended += decided.size();
    }

    void refused(Refusal reason) {
        refusal = reason;
    }

    /** Whether there is something to write. */
    boolean appends() {
        return appended > 0;
    }

    /** All that was decided is on disk, and ends before {@code position}. */
    void recorded(long position) {
        next = position;
    }

    /** Whether an event of this type is among what was decided. */
    boolean recorded(Class<? extends DomainEvent> type) {
        return answers.stream().flatMap(answer -> answer.appended.stream()).anyMatch(type::isInstance);
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** One for each command up to the first that was refused. */
    List<Receipt> receipts() {
        List<Receipt> receipts = new ArrayList<>();
        long at = next - appended;
        for (Answer answer : answers) {
            List<Receipt.Recording> recordings = new ArrayList<>(answer.before);
            for (DomainEvent event : answer.appended) recordings.add(new Receipt.Recording(at++, name(event)));
            long position = answer.appended.isEmpty() ? answer.position : at - 1;
            receipts.add(new Receipt(answer.command.id(), position, recordings));
        }
        return receipts;
    }

    private static String name(DomainEvent event) {
        return EventType.of(event.getClass()).name();
    }
}
