package org.bitacora.command;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.bitacora.record.EventRecord;
import org.bitacora.record.axon.DomainEvents;
import org.bitacora.record.axon.JsonTextConverter;
import org.bitacora.record.axon.RecordStorageEngine;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Ids;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where commands are handed in: each is decided and recorded, or refused. Every door (REST, pages, import, automations) comes here.
 *
 * <p>Safe for use by many threads; each command runs on its sender's thread, which should be a virtual one.
 */
public final class CommandDesk implements AutoCloseable {
    /** How often a command is decided anew when something it was decided from changes under it. */
    private static final int TRIES = 4;

    private static final MessageType RESULT = new MessageType("receipt");

    private final Map<Class<? extends Command>, MessageType> commands = new HashMap<>();
    private final AxonConfiguration axon;
    private final CommandBus bus;
    private final GroupSetting group;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Starts taking the commands of these slices. */
    public CommandDesk(
            EventRecord record,
            EventCodec codec,
            JsonMapper json,
            InstantSource clock,
            RandomGenerator random,
            List<Slice> slices) {
        this.clock = clock;
        this.random = random;
        this.group = new GroupSetting(record, codec);
        Converter converter = new JsonTextConverter(json);
        EventSourcingConfigurer configurer = EventSourcingConfigurer.create()
                .componentRegistry(components -> components
                        .disableEnhancer(UpdateCheckerConfigurationEnhancer.class)
                        .registerComponent(Converter.class, c -> converter))
                .registerTagResolver(c -> DomainEvents::tags)
                .registerEventStorageEngine(c -> new RecordStorageEngine(record, converter));
        for (Slice slice : slices) register(configurer, slice, codec, json);
        this.axon = configurer.start();
        this.bus = axon.getComponent(CommandBus.class);
    }

    /**
     * Decides the command and records what follows from it; returns when that is on disk.
     *
     * @throws Refusal if nothing may be recorded; {@link Refusal#lostRace} if others kept changing what it is decided from
     */
    public Receipt submit(Command command, Envelope envelope) {
        String correlation = Ids.fresh(clock.instant(), random);
        for (int left = TRIES; left > 0; left--) {
            Submission submission = new Submission(command, envelope, group.at(clock.instant()), correlation);
            try {
                bus.dispatch(new GenericCommandMessage(type(command), submission), null)
                        .join();
                if (submission.recorded(WorkingRuleSet.class)) group.changed();
                return submission.receipt();
            } catch (CompletionException e) {
                switch (e.getCause()) {
                    case Refusal refusal -> throw refusal;
                    case AppendEventsTransactionRejectedException lostRace -> {}
                    case RuntimeException other -> throw other;
                    case null, default -> throw e;
                }
            }
        }
        throw Refusal.lostRace(command.id());
    }

    /** The day in the group's zone. */
    public LocalDate today() {
        Actor.Setting setting = group.at(clock.instant());
        return LocalDate.ofInstant(setting.now(), setting.zone());
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    private void register(EventSourcingConfigurer configurer, Slice slice, EventCodec codec, JsonMapper json) {
        var module = CommandHandlingModule.named(slice.name()).commandHandlers();
        for (Decision<?, ?> decision : slice.decisions()) {
            QualifiedName name = new QualifiedName(decision.name());
            commands.put(decision.command(), new MessageType(name));
            module.commandHandler(name, configuration -> {
                var handler =
                        new DecisionHandler<>(decision, configuration.getComponent(EventStore.class), codec, json);
                return (message, context) -> {
                    handler.handle((Submission) Objects.requireNonNull(message.payload()), context);
                    return MessageStream.just(new GenericCommandResultMessage(RESULT, ""));
                };
            });
        }
        configurer.registerCommandHandlingModule(module);
    }

    private MessageType type(Command command) {
        MessageType type = commands.get(command.getClass());
        if (type == null)
            throw new IllegalArgumentException(
                    "no decision for " + command.getClass().getName());
        return type;
    }
}
