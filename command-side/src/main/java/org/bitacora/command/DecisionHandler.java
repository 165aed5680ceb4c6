package org.bitacora.command;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.bitacora.command.CommandReader.Request;
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
 * Decides commands that were handed in together, one after another, each from what stood before and what the ones before it added. For all
 * of them it reads their boundaries and what is always part of one (where the actor stands, who holds the secretariat, what the same key
 * recorded before), once; what they decide is appended in one piece.
 */
final class DecisionHandler {
    private final Map<Class<? extends Command>, Decision<?, ?>> decisions;
    private final EventStore store;
    private final EventCodec codec;
    private final JsonMapper json;

    DecisionHandler(
            Map<Class<? extends Command>, Decision<?, ?>> decisions,
            EventStore store,
            EventCodec codec,
            JsonMapper json) {
        this.decisions = decisions;
        this.store = store;
        this.codec = codec;
        this.json = json;
    }

    /**
     * Runs inside a unit of work, on the thread of the sender; what it appends is written when the unit of work commits. It stops at the
     * first command that is refused, and keeps what the ones before it decided.
     */
    void handle(Submission submission, ProcessingContext context) {
        EventStoreTransaction transaction = store.transaction(context);
        Criteria all = Criteria.none();
        for (Request request : submission.requests()) all = all.or(boundary(decision(request.command()), request));
        List<Recorded> events = source(transaction, all);
        try {
            for (Request request : submission.requests()) {
                handle(decision(request.command()), request, submission, events, transaction);
            }
        } catch (Refusal refusal) {
            submission.refused(refusal);
        }
        if (submission.appends()) {
            // The store learns the new position after the commit itself, in a step that follows whatever is asked for
            // there.
            context.whenComplete(
                    done -> submission.recorded(GlobalIndexConsistencyMarker.position(transaction.appendPosition())));
        }
    }

    private <C extends Command, S> void handle(
            Decision<C, S> decision,
            Request request,
            Submission submission,
            List<Recorded> events,
            EventStoreTransaction transaction) {
        C command = decision.command().cast(request.command());
        Envelope envelope = request.envelope();
        String keyHash = keyHash(envelope);
        String digest = digest(decision, command, envelope);
        List<Recorded> repeated = events.stream()
                .filter(event -> event.by().command().equals(keyHash))
                .toList();
        if (!repeated.isEmpty()) {
            if (!repeated.getFirst().by().digest().equals(digest)) throw Refusal.form("command.key-reused", "key");
            submission.recordedBefore(command, repeated);
            return;
        }
        Actor by = Actor.of(envelope, events, submission.setting());
        EventMetadata metadata = metadata(by, keyHash, digest, submission);
        List<Recorded> decided = new ArrayList<>();
        for (DomainEvent event : decision.from(events, command, by)) {
            transaction.appendEvent(DomainEvents.message(event, metadata, by.now()));
            // Its place is only known once all are written.
            decided.add(new Recorded(Long.MAX_VALUE, "", by.now(), metadata, event));
        }
        submission.decided(command, decided, events);
        // What comes next in the same submission sees it.
        events.addAll(decided);
    }

    private Decision<?, ?> decision(Command command) {
        Decision<?, ?> decision = decisions.get(command.getClass());
        if (decision == null) {
            throw new IllegalArgumentException(
                    "no decision for " + command.getClass().getName());
        }
        return decision;
    }

    private static <C extends Command, S> Criteria boundary(Decision<C, S> decision, Request request) {
        Envelope envelope = request.envelope();
        return decision.boundary()
                .of(decision.command().cast(request.command()), envelope)
                .or(always(envelope, keyHash(envelope)));
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

    /**
     * Of all that the sender said, so that another command under the same key is noticed. Where an archive was found is not part of what it
     * says: a longer file of the same archive repeats the shorter one.
     */
    private String digest(Decision<?, ?> decision, Command command, Envelope envelope) {
        Said said = new Said(
                envelope.capacity(),
                envelope.mandate(),
                envelope.occurredOn(),
                envelope.isImport() ? null : envelope.source(),
                envelope.isImport() ? null : envelope.sourceUrl(),
                envelope.isImport() ? null : envelope.sourceSha256());
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
