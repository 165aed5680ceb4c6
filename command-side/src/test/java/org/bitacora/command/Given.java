package org.bitacora.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bitacora.command.charter.Charter;
import org.bitacora.command.discussion.Discussions;
import org.bitacora.command.meetings.Meetings;
import org.bitacora.command.membership.Memberships;
import org.bitacora.command.suggestions.Suggestions;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded before, and commands decided on it by the same door as the handler's, with no store behind. Its first day is {@link
 * #TODAY}, at noon in the group's zone.
 */
public final class Given {
    public static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    public static final ZoneId ZONE = ZoneId.of("America/Mexico_City");

    /** The members: one of each sector, in the order of the sectors. */
    public static final String A = id("a");

    public static final String B = id("b");
    public static final String C = id("c");
    public static final String D = id("d");
    public static final String E = id("e");

    /** Somebody who is no member. */
    public static final String STRANGER = id("stranger");

    public static final String SYSTEM = EventMetadata.SYSTEM;

    private static final Map<Class<? extends Command>, Decision<?, ?>> DECISIONS = new HashMap<>();

    static {
        for (Slice slice :
                List.of(Suggestions.SLICE, Meetings.SLICE, Discussions.SLICE, Memberships.SLICE, Charter.SLICE)) {
            slice.decisions().forEach(decision -> DECISIONS.put(decision.command(), decision));
        }
    }

    private final List<Recorded> recorded = new ArrayList<>();
    private LocalDate today = TODAY;

    private Given() {}

    /** Nobody and nothing. */
    public static Given nothing() {
        return new Given();
    }

    /** Five members and no secretariat: each may do its work. */
    public static Given members() {
        Given given = new Given();
        Iterator<String> members = List.of(A, B, C, D, E).iterator();
        for (Sector sector : Sector.values()) {
            given.recorded(SYSTEM, new MemberAdmitted(members.next(), "N", "Org", sector, null, false));
        }
        return given;
    }

    /** The five, of whom E holds the secretariat and D is a reviewer. */
    public static Given membersWithRoles() {
        return members().role(E, Role.SECRETARIAT).role(D, Role.REVIEWER);
    }

    /** An id that the same word always gives. */
    public static String id(String word) {
        return Ids.derived(word);
    }

    /** Somebody has a role for the next half year. */
    public Given role(String member, Role role) {
        return recorded(SYSTEM, new RoleGranted(member, role, today.plusMonths(6), "Reunión"));
    }

    /** These events were recorded today. */
    public Given recorded(String by, DomainEvent... events) {
        for (DomainEvent event : events) {
            int position = recorded.size();
            recorded.add(new Recorded(position, id("event" + position), now(), metadata(by), event));
        }
        return this;
    }

    /** Somebody did this today, by the rules. */
    public Given did(String by, Command command) {
        return recorded(by, when(by, command).toArray(DomainEvent[]::new));
    }

    /** All that was recorded, in order. */
    public List<Recorded> all() {
        return List.copyOf(recorded);
    }

    /** What was recorded last. */
    public Recorded latest() {
        return recorded.getLast();
    }

    /** So many days later. */
    public Given later(int days) {
        today = today.plusDays(days);
        return this;
    }

    /** What follows from a command that somebody sends now. */
    public List<DomainEvent> when(String by, Command command) {
        return when(from(by), command);
    }

    /** What follows from a command in this envelope. */
    public List<DomainEvent> when(Envelope envelope, Command command) {
        Decision<?, ?> decision = Objects.requireNonNull(DECISIONS.get(command.getClass()), "a decision of a slice");
        return when(envelope, command, decision);
    }

    /** The same, by another decision than that of the slices. */
    public <K extends Command, S> List<DomainEvent> when(Envelope envelope, Command command, Decision<K, S> decision) {
        return List.copyOf(decision.from(recorded, decision.command().cast(command), actor(envelope)));
    }

    /** Who sends this envelope now. */
    Actor actor(Envelope envelope) {
        return Actor.of(envelope, recorded, new Actor.Setting(now(), ZONE, Visibility.MEMBERS));
    }

    /** Shows that a command is refused by this rule. */
    public void refused(String by, Command command, String code) {
        refused(from(by), command, code);
    }

    /** Shows that a command is refused by this rule, at this field. */
    public void refused(String by, Command command, String code, String field) {
        assertThat(refused(from(by), command, code).field()).isEqualTo(field);
    }

    /** Shows that a command in this envelope is refused by this rule. */
    public Refusal refused(Envelope envelope, Command command, String code) {
        return refuses(() -> when(envelope, command), code);
    }

    /** Shows that something, mostly the making of a command, is refused by this rule. */
    public static Refusal refuses(Runnable making, String code) {
        Refusal refusal = catchThrowableOfType(Refusal.class, making::run);
        assertThat(refusal).as("refusal by " + code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        return refusal;
    }

    /** Somebody speaks now; the system does so as the operator at the command line. */
    public static Envelope from(String by) {
        return by.equals(SYSTEM) ? Envelope.fromOperator("k") : Envelope.from(by, Channel.WEB, "k");
    }

    /** Somebody speaks of an earlier day, and says how it is known. */
    public static Envelope ofThePast(String by, String day) {
        return with(by, VagueDate.parse(day), "Lámina");
    }

    /** Somebody speaks now, and says where the group spoke of it. */
    public static Envelope withSource(String by, String source) {
        return with(by, null, source);
    }

    private static Envelope with(String by, @Nullable VagueDate occurredOn, String source) {
        Envelope e = from(by);
        return new Envelope(by, e.channel(), e.key(), e.capacity(), null, occurredOn, source, null, null, null, null);
    }

    public Instant now() {
        return today.atTime(12, 0).atZone(ZONE).toInstant();
    }

    private EventMetadata metadata(String by) {
        VagueDate day = VagueDate.of(today);
        return new EventMetadata(
                by,
                Channel.WEB,
                Capacity.PERSONAL,
                null,
                null,
                null,
                null,
                day,
                null,
                null,
                null,
                "c",
                null,
                "key" + recorded.size(),
                "digest");
    }
}
