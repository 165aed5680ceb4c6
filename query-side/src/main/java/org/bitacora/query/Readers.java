package org.bitacora.query;

import java.time.InstantSource;
import java.time.LocalDate;
import org.bitacora.query.members.MemberView;
import org.bitacora.vocabulary.Role;
import org.jspecify.annotations.Nullable;

/** How much somebody may read, by where they stand in the group today. */
public final class Readers {
    private final Documents<MemberView> members;
    private final Group group;
    private final InstantSource clock;

    public Readers(Documents<MemberView> members, Group group, InstantSource clock) {
        this.members = members;
        this.group = group;
        this.clock = clock;
    }

    /** @param personId the signed-in person; null for the public */
    public Reader of(@Nullable String personId) {
        if (personId == null) return Reader.PUBLIC;
        MemberView member = members.find(personId, new Moment.Now());
        if (member == null || !member.active()) return new Reader(personId, Reader.Scope.PUBLIC);
        LocalDate today = LocalDate.ofInstant(clock.instant(), group.zone());
        boolean all = member.holds(Role.AUDITOR, today) || member.holds(Role.SECRETARIAT, today);
        return new Reader(personId, all ? Reader.Scope.ALL : Reader.Scope.MEMBERS);
    }
}
