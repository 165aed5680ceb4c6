package org.bitacora.app.pages;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitacora.app.House;
import org.bitacora.query.Reader;
import org.bitacora.query.members.MemberView.HeldRole;
import org.bitacora.query.members.Members;
import org.bitacora.vocabulary.Role;
import org.springframework.stereotype.Component;

/** Who stands where in the group today. The roster is read once for each state of the record and day, not once a page. */
@Component
final class Standings {
    private static final Reader HOUSE = new Reader(null, Reader.Scope.ALL);

    private final House house;
    private final PageViews pages;
    private volatile Roles roles = new Roles("", Map.of(), true);

    /**
     * The roles of today.
     *
     * @param tag of the views that they were read from
     */
    private record Roles(String tag, Map<String, Set<Role>> byMember, boolean vacant) {}

    Standings(House house, PageViews pages) {
        this.house = house;
        this.pages = pages;
    }

    Standing of(Reader reader) {
        Roles today = today();
        String person = reader.personId();
        Set<Role> held = person == null ? null : today.byMember.get(person);
        return new Standing(
                person,
                held != null,
                held != null && held.contains(Role.REVIEWER),
                held != null && held.contains(Role.SECRETARIAT),
                today.vacant);
    }

    /** Two threads may read the roster at once; both read the same. */
    private Roles today() {
        String tag = house.views().tag(Reader.PUBLIC);
        Roles known = roles;
        if (known.tag.equals(tag)) return known;
        Members.Roster roster = house.roster().roster(pages.ask("/members", PageAddress.at(MembersPage.PATH), HOUSE));
        Map<String, Set<Role>> byMember = new HashMap<>();
        for (Members.SectorRow row : roster.sectors()) {
            if (row.members() == null) continue;
            row.members()
                    .forEach(member -> byMember.put(
                            member.id(),
                            member.roles().stream().map(HeldRole::role).collect(Collectors.toSet())));
        }
        Roles read = new Roles(tag, byMember, roster.secretariat().isEmpty());
        roles = read;
        return read;
    }
}
