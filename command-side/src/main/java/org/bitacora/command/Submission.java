package org.bitacora.command;

import java.util.ArrayList;
import java.util.List;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Recorded;

/** One command on its way through the command bus, and what became of it. Belongs to the sender's thread. */
final class Submission {
    private final Command command;
    private final Envelope envelope;
    private final Actor.Setting setting;
    private final String correlation;

    private List<? extends DomainEvent> decided = List.of();
    private List<Receipt.Recording> recordings = List.of();
    private long position;

    Submission(Command command, Envelope envelope, Actor.Setting setting, String correlation) {
        this.command = command;
        this.envelope = envelope;
        this.setting = setting;
        this.correlation = correlation;
    }

    Command command() {
        return command;
    }

    Envelope envelope() {
        return envelope;
    }

    Actor.Setting setting() {
        return setting;
    }

    String correlation() {
        return correlation;
    }

    /** The same key had recorded this before. */
    void recordedBefore(List<Recorded> events) {
        recordings = events.stream()
                .map(event -> new Receipt.Recording(event.position(), name(event.event())))
                .toList();
        position = events.getLast().position();
    }

    void decided(List<? extends DomainEvent> events) {
        decided = events;
    }

    /** Nothing is recorded, because it is so already: these events say so. */
    void readUpTo(List<Recorded> events) {
        position = events.isEmpty() ? 0 : events.getLast().position();
    }

    /** What was decided is on disk, and ends before {@code next}. */
    void recorded(long next) {
        List<Receipt.Recording> all = new ArrayList<>();
        long first = next - decided.size();
        for (DomainEvent event : decided) all.add(new Receipt.Recording(first + all.size(), name(event)));
        recordings = all;
        position = next - 1;
    }

    /** Whether the command recorded such an event just now. */
    boolean recorded(Class<? extends DomainEvent> type) {
        return decided.stream().anyMatch(type::isInstance);
    }

    Receipt receipt() {
        return new Receipt(command.id(), position, recordings);
    }

    private static String name(DomainEvent event) {
        return EventType.of(event.getClass()).name();
    }
}
