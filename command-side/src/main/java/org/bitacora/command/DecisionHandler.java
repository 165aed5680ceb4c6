package org.bitacora.command;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.bitacora.record.Criteria;
import org.bitacora.record.axon.DomainEvents;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides one kind of command: reads its boundary and what is always part of one (where the actor stands, who holds the secretariat, what
 * the same key recorded before), checks what holds for every command, asks the decision, and appends what it says.
 */
final class DecisionHandler<C extends Command, S> {
    private final Decision<C, S> decision;
    private final EventStore store;
    private final EventCodec codec;
    private final JsonMapper json;

    DecisionHandler(Decision<C, S> decision, EventStore store, EventCodec codec, JsonMapper json) {
        this.decision = decision;
        this.store = store;
        this.codec = codec;
        this.json = json;
    }

    /** Runs inside a unit of work, on the thread of the sender; what it appends is written when the unit of work commits. */
    void handle(Submission submission, ProcessingContext context) {
        C command = decision.command().cast(submission.command());
        Envelope envelope = submission.envelope();
        String keyHash = keyHash(envelope);
        String digest = digest(command, envelope);
        Criteria boundary = decision.boundary().of(command, envelope).or(always(envelope, keyHash));

        EventStoreTransaction transaction = store.transaction(context);
        List<Recorded> events = source(transaction, boundary);

        List<Recorded> repeated = events.stream()
                .filter(event -> event.by().command().equals(keyHash))
                .toList();
        if (!repeated.isEmpty()) {
            if (!repeated.getFirst().by().digest().equals(digest)) throw Refusal.form("command.key-reused", "key");
            submission.recordedBefore(repeated);
            return;
        }

        Actor by = Actor.of(envelope, events, submission.setting());
        List<? extends DomainEvent> decided = decision.from(events, command, by);
        submission.decided(decided);
        if (decided.isEmpty()) {
            submission.readUpTo(events);
            return;
        }
        EventMetadata metadata = metadata(by, keyHash, digest, submission);
        for (DomainEvent event : decided) transaction.appendEvent(DomainEvents.message(event, metadata, by.now()));
        // The store learns the new position after the commit itself, in a step that follows whatever is asked for
        // there.
        context.whenComplete(
                done -> submission.recorded(GlobalIndexConsistencyMarker.position(transaction.appendPosition())));
    }

    private List<Recorded> source(EventStoreTransaction transaction, Criteria criteria) {
        return transaction
                .source(SourcingCondition.conditionFor(DomainEvents.criteria(criteria)))
                .<List<Recorded>>reduce(new ArrayList<>(), (read, entry) -> {
                    read.add(DomainEvents.recorded(entry, codec));
                    return read;
                })
                .join();
    }

    private static Criteria always(Envelope envelope, String keyHash) {
        Criteria repeats = Criteria.of(Tag.command(keyHash));
        if (envelope.fromSystem()) return repeats;
        return repeats.or(Boundaries.member(envelope.actor())).or(Boundaries.office());
    }

    private static EventMetadata metadata(Actor by, String keyHash, String digest, Submission submission) {
        Envelope envelope = by.envelope();
        Membership membership = by.membership();
        return new EventMetadata(
                envelope.actor(),
                envelope.channel(),
                envelope.fromSystem() ? null : envelope.capacity(),
                membership.active() ? membership.sector() : null,
                membership.active() ? membership.affiliation() : null,
                envelope.capacity() == Capacity.ORGANISATION ? membership.organisation() : null,
                envelope.capacity() == Capacity.SECTOR ? envelope.mandate() : null,
                by.occurredOn(),
                envelope.source(),
                envelope.sourceUrl(),
                envelope.sourceSha256(),
                envelope.correlation() == null ? submission.correlation() : envelope.correlation(),
                envelope.causation(),
                keyHash,
                digest);
    }

    /** Hashed with the actor, so that nobody meets another's answers. */
    private static String keyHash(Envelope envelope) {
        return base64(Ids.sha256(envelope.actor(), envelope.key()));
    }

    /** Of all that the sender said, so that another command under the same key is noticed. */
    private String digest(C command, Envelope envelope) {
        Said said = new Said(
                envelope.capacity(),
                envelope.mandate(),
                envelope.occurredOn(),
                envelope.source(),
                envelope.sourceUrl(),
                envelope.sourceSha256());
        return base64(Ids.sha256(decision.name(), json.writeValueAsString(command), json.writeValueAsString(said)));
    }

    private record Said(
            Capacity capacity,
            @Nullable String mandate,
            @Nullable VagueDate occurredOn,
            @Nullable String source,
            @Nullable String sourceUrl,
            @Nullable String sourceSha256) {}

    /** 128 bits are plenty: should two keys clash, their digests tell. */
    private static String base64(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    }
}
