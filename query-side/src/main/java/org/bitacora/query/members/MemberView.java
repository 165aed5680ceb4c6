package org.bitacora.query.members;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;

/**
 * A member over time.
 *
 * @param affiliations organisation and sector over time, the present one last
 * @param roles those not revoked
 * @param joinedOn of the last admission
 * @param leftOn null while active
 */
public record MemberView(
        String memberId,
        long ordinal,
        String name,
        boolean active,
        VagueDate joinedOn,
        @Nullable LocalDate termEnd,
        @Nullable VagueDate leftOn,
        List<Affiliation> affiliations,
        List<HeldRole> roles) {
    /**
     * @param organisation null for none
     * @param since when it was recorded to hold
     * @param position of the event
     */
    public record Affiliation(@Nullable String organisation, Sector sector, VagueDate since, long position) {}

    /** @param until null for as long as the member is active */
    public record HeldRole(Role role, @Nullable LocalDate until, String source, long position) {}

    public MemberView {
        affiliations = List.copyOf(affiliations);
        roles = List.copyOf(roles);
    }

    public Sector sector() {
        return affiliations.getLast().sector();
    }

    public @Nullable String organisation() {
        return affiliations.getLast().organisation();
    }

    /** Whether the role is held on that day. */
    public boolean holds(Role role, LocalDate day) {
        return active
                && roles.stream()
                        .anyMatch(held -> held.role() == role && (held.until() == null || !day.isAfter(held.until())));
    }

    MemberView with(Affiliation affiliation) {
        List<Affiliation> all = new ArrayList<>(affiliations);
        all.add(affiliation);
        return new MemberView(memberId, ordinal, name, active, joinedOn, termEnd, leftOn, all, roles);
    }

    MemberView withRoles(List<HeldRole> changed) {
        return new MemberView(memberId, ordinal, name, active, joinedOn, termEnd, leftOn, affiliations, changed);
    }

    Map<String, Object> index() {
        return Map.of("visibility", "members", "ordinal", ordinal, "active", Boolean.toString(active));
    }
}
