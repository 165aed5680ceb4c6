package org.bitacora.command;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Role;

/**
 * Who holds the secretariat: what {@link Boundaries#office} tells. A member who lapses gives it up in the same append.
 *
 * @param holders with their last day; {@link LocalDate#MAX} for no end
 */
public record Office(Map<String, LocalDate> holders) {
    public Office {
        holders = Map.copyOf(holders);
    }

    public static Office nobody() {
        return new Office(Map.of());
    }

    /** Whether nobody holds it on that day. */
    public boolean vacant(LocalDate day) {
        return holders.values().stream().allMatch(day::isAfter);
    }

    /** Takes in an event; those about other things change nothing. */
    public Office evolve(Recorded recorded) {
        Map<String, LocalDate> changed = new HashMap<>(holders);
        if (recorded.event() instanceof RoleGranted granted && granted.role() == Role.SECRETARIAT) {
            changed.put(granted.memberId(), granted.until() == null ? LocalDate.MAX : granted.until());
        } else if (recorded.event() instanceof RoleRevoked revoked && revoked.role() == Role.SECRETARIAT) {
            changed.remove(revoked.memberId());
        }
        return new Office(changed);
    }
}
