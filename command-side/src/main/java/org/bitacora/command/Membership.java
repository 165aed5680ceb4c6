package org.bitacora.command;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.bitacora.vocabulary.MembershipEvent;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;

/**
 * Where a person stands in the group: what {@link Boundaries#member} tells.
 *
 * @param admitted the last admission; null for who never was a member
 * @param organisation at present; null for none
 * @param sector at present; null for who never was a member
 * @param affiliation which affiliation it is, from 1 on; 0 for who never was a member
 * @param roles those ever granted, with their last day: {@link LocalDate#MAX} for no end, {@link LocalDate#MIN} once revoked
 */
public record Membership(
        String memberId,
        boolean active,
        @Nullable MemberAdmitted admitted,
        @Nullable String organisation,
        @Nullable Sector sector,
        int affiliation,
        Map<Role, LocalDate> roles) {
    public static Membership none(String memberId) {
        return new Membership(memberId, false, null, null, null, 0, Map.of());
    }

    /** The decision of a command that is about one person, named by its {@link Command#id}, and needs to know nothing else. */
    public static <C extends Command> Decision<C, Membership> decision(
            Class<C> command, Decision.Decide<C, Membership> decide) {
        return new Decision<>(command, c -> Boundaries.member(c.id()), c -> none(c.id()), Membership::evolve, decide);
    }

    /** Whether this active member holds the role on that day. */
    public boolean holds(Role role, LocalDate day) {
        LocalDate until = roles.get(role);
        return active && until != null && !day.isAfter(until);
    }

    public boolean everAdmitted() {
        return admitted != null;
    }

    /** Whether the last admission was a return. */
    public boolean returned() {
        return admitted != null && admitted.returning();
    }

    /** The last day of the membership; null if it has none. */
    public @Nullable LocalDate termEnd() {
        return admitted == null ? null : admitted.termEnd();
    }

    public void mustExist(String field) {
        if (!everAdmitted()) throw Refusal.unknown(field, memberId);
    }

    /** Refuses what concerns a person who is no active member. */
    public void mustBeActive() {
        if (!active) throw Refusal.rule("membership.not-active", memberId);
    }

    /** Takes in an event; those about others change nothing. */
    public Membership evolve(Recorded recorded) {
        if (!(recorded.event() instanceof MembershipEvent event)
                || !event.memberId().equals(memberId)) return this;
        return switch (event) {
            case MemberAdmitted e -> {
                boolean same = e.sector() == sector && Objects.equals(e.organisation(), organisation);
                int affiliations = same ? affiliation : affiliation + 1;
                yield new Membership(memberId, true, e, e.organisation(), e.sector(), affiliations, roles);
            }
            case MemberAffiliationChanged e ->
                new Membership(memberId, active, admitted, e.organisation(), e.sector(), affiliation + 1, roles);
            case MembershipLapsed e ->
                new Membership(memberId, false, admitted, organisation, sector, affiliation, roles);
            case RoleGranted e -> withRole(e.role(), e.until() == null ? LocalDate.MAX : e.until());
            case RoleRevoked e -> withRole(e.role(), LocalDate.MIN);
        };
    }

    private Membership withRole(Role role, LocalDate until) {
        Map<Role, LocalDate> changed = new EnumMap<>(Role.class);
        changed.putAll(roles);
        changed.put(role, until);
        return new Membership(memberId, active, admitted, organisation, sector, affiliation, changed);
    }
}
