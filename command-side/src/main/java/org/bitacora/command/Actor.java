package org.bitacora.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, where they stand in the group, and the moment: all that a decision knows beside the command and its own state.
 */
public record Actor(Envelope envelope, Membership membership, Office office, Setting setting) {
    /**
     * What is read outside the decision's boundary.
     *
     * @param zone of the group
     * @param visibility that a thread has unless its creator says otherwise
     */
    public record Setting(Instant now, ZoneId zone, Visibility visibility) {}

    /** Somebody as these events tell; those that tell nothing about where people stand change nothing. */
    static Actor of(Envelope envelope, List<Recorded> events, Setting setting) {
        Membership membership = Membership.none(envelope.actor());
        Office office = Office.nobody();
        for (Recorded event : events) {
            membership = membership.evolve(event);
            office = office.evolve(event);
        }
        return new Actor(envelope, membership, office, setting);
    }

    public String id() {
        return envelope.actor();
    }

    public Instant now() {
        return setting.now();
    }

    public ZoneId zone() {
        return setting.zone();
    }

    /** The day of {@link #now} in the group's zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(setting.now(), setting.zone());
    }

    /** When the thing happened: today unless the command says otherwise. */
    public VagueDate occurredOn() {
        return envelope.occurredOn() == null ? VagueDate.of(today()) : envelope.occurredOn();
    }

    /** Whether the command enters something that happened before today. */
    public boolean past() {
        VagueDate occurredOn = occurredOn();
        return !occurredOn.exact() || occurredOn.firstDay().isBefore(today());
    }

    /** The visibility that was asked for, or the group's default. */
    public Visibility visibility(@Nullable Visibility asked) {
        return asked == null ? setting.visibility() : asked;
    }

    public boolean is(Right right) {
        return switch (right) {
            case MEMBER -> membership.active();
            case REVIEWER -> membership.holds(Role.REVIEWER, today());
            case SECRETARIAT -> is(Right.SEATED_SECRETARIAT) || (office.vacant(today()) && membership.active());
            case SEATED_SECRETARIAT -> membership.holds(Role.SECRETARIAT, today());
            case AUDITOR -> membership.holds(Role.AUDITOR, today());
            case SYSTEM -> envelope.fromSystem();
            case IMPORT -> envelope.isImport();
        };
    }

    /** Refuses who has none of these rights. */
    public void mustBe(Right... any) {
        for (Right right : any) {
            if (is(right)) return;
        }
        if (!envelope.fromSystem()) membership.mustBeActive();
        throw Refusal.access("access.not-allowed");
    }

    /** Refuses who has none of these rights, unless the thing is their own and they are an active member. */
    public void mustOwnOrBe(boolean own, Right... any) {
        if (!own || !is(Right.MEMBER)) mustBe(any);
    }

    /** Where the group spoke of it; refuses, with the command's own code, who does not say. */
    public String mustGiveSource(String codeIfMissing) {
        if (envelope.source() == null) throw Refusal.form(codeIfMissing, "source");
        return envelope.source();
    }

    /** Refuses what may not be said of the past, or is said of it without its source. */
    void checkTime(Past policy) {
        VagueDate occurredOn = occurredOn();
        if (occurredOn.firstDay().isAfter(today())) throw Refusal.form("time.in-future", "occurredOn");
        if (!past()) return;
        boolean allowed = switch (policy) {
            case NEVER -> throw Refusal.form("time.not-in-the-past", "occurredOn");
            case NOT_ALLOWED -> false;
            case BY_SECRETARIAT -> is(Right.SECRETARIAT) || is(Right.SYSTEM);
            case ALLOWED -> true;
        };
        if (!allowed) throw Refusal.form("time.past-not-allowed", "occurredOn");
        mustGiveSource("time.source-required");
    }

    /** Refuses a capacity that the actor does not have; who is no active member, and the system, have the personal one only. */
    void checkCapacity() {
        switch (envelope.capacity()) {
            case PERSONAL -> {}
            case ORGANISATION -> {
                if (!membership.active() || membership.organisation() == null)
                    throw Refusal.ruleOn("capacity", "capacity.no-organisation");
            }
            case SECTOR -> {
                if (envelope.mandate() == null) throw Refusal.ruleOn("mandate", "capacity.mandate-required");
                membership.mustBeActive();
            }
        }
    }
}
