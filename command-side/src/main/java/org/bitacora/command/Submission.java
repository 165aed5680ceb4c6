package org.bitacora.command;

import java.util.ArrayList;
import java.util.IdentityHashMap;
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
    private final List<Recorded> appended = new ArrayList<>();
    private @Nullable Refusal refusal;
    private long next;

    /**
     * What became of one command.
     *
     * @param readUpTo the last of what it was decided from; null if that was nothing
     * @param recorded what it decided now, or what the same key had recorded before
     */
    private record Answer(Command command, @Nullable Recorded readUpTo, List<Recorded> recorded) {}

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
        answers.add(new Answer(command, events.getLast(), List.copyOf(events)));
    }

    /** What a command decided: nothing, if {@code events} say that it is so already. */
    void decided(Command command, List<Recorded> decided, List<Recorded> events) {
        answers.add(new Answer(command, events.isEmpty() ? null : events.getLast(), List.copyOf(decided)));
        appended.addAll(decided);
    }

    void refused(Refusal reason) {
        refusal = reason;
    }

    /** Whether there is something to write. */
    boolean appends() {
        return !appended.isEmpty();
    }

    /** All that was decided is on disk, and ends before {@code position}. */
    void recorded(long position) {
        next = position;
    }

    /** Whether an event of this type is among what was decided. */
    boolean recorded(Class<? extends DomainEvent> type) {
        return appended.stream().map(Recorded::event).anyMatch(type::isInstance);
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** One for each command up to the first that was refused. */
    List<Receipt> receipts() {
        IdentityHashMap<Recorded, Long> places = new IdentityHashMap<>();
        for (Recorded event : appended) places.put(event, next - appended.size() + places.size());
        return answers.stream().map(answer -> receipt(answer, places)).toList();
    }

    private static Receipt receipt(Answer answer, IdentityHashMap<Recorded, Long> places) {
        List<Receipt.Recording> recordings = answer.recorded.stream()
                .map(event -> new Receipt.Recording(
                        place(event, places),
                        EventType.of(event.event().getClass()).name()))
                .toList();
        long position = recordings.isEmpty()
                ? answer.readUpTo == null ? 0 : place(answer.readUpTo, places)
                : recordings.getLast().position();
        return new Receipt(answer.command.id(), position, recordings);
    }

    private static long place(Recorded event, IdentityHashMap<Recorded, Long> places) {
        return places.getOrDefault(event, event.position());
    }
}
