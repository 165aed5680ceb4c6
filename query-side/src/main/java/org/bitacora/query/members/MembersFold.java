package org.bitacora.query.members;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bitacora.query.Fact;
import org.bitacora.query.View;
import org.bitacora.query.members.MemberView.Affiliation;
import org.bitacora.query.members.MemberView.HeldRole;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.MembershipEvent;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.Tag;
import org.jspecify.annotations.Nullable;

/** Folds who belongs to the group. */
public final class MembersFold implements View<MemberView> {
    @Override
    public String name() {
        return "members";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<MemberView> document() {
        return MemberView.class;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                MemberAdmitted.class,
                MemberAffiliationChanged.class,
                MembershipLapsed.class,
                RoleGranted.class,
                RoleRevoked.class);
    }

    @Override
    public Tag tag(String id) {
        return Tag.member(id);
    }

    @Override
    public Collection<String> concerned(Fact fact) {
        return List.of(((MembershipEvent) fact.recorded().event()).memberId());
    }

    @Override
    public @Nullable MemberView evolve(@Nullable MemberView view, Fact fact, String id) {
        Recorded recorded = fact.recorded();
        MembershipEvent event = (MembershipEvent) recorded.event();
        if (event instanceof MemberAdmitted admitted) return admitted(view, admitted, fact);
        if (view == null) return null;
        return switch (event) {
            case MemberAdmitted e -> view;
            case MemberAffiliationChanged e -> view.with(affiliation(e.organisation(), e.sector(), recorded));
            case MembershipLapsed e ->
                new MemberView(
                        id,
                        view.ordinal(),
                        view.name(),
                        false,
                        view.joinedOn(),
                        view.termEnd(),
                        recorded.by().occurredOn(),
                        view.affiliations(),
                        view.roles());
            case RoleGranted e -> {
                List<HeldRole> roles = without(view, e.role());
                roles.add(new HeldRole(e.role(), e.until(), e.source(), recorded.position()));
                yield view.withRoles(roles);
            }
            case RoleRevoked e -> view.withRoles(without(view, e.role()));
        };
    }

    @Override
    public Map<String, Object> index(MemberView view) {
        return view.index();
    }

    private static MemberView admitted(@Nullable MemberView before, MemberAdmitted event, Fact fact) {
        List<Affiliation> affiliations = new ArrayList<>(before == null ? List.of() : before.affiliations());
        boolean same = before != null
                && before.sector() == event.sector()
                && Objects.equals(before.organisation(), event.organisation());
        if (!same) affiliations.add(affiliation(event.organisation(), event.sector(), fact.recorded()));
        return new MemberView(
                event.memberId(),
                before == null ? fact.ordinal() : before.ordinal(),
                event.name(),
                true,
                fact.recorded().by().occurredOn(),
                event.termEnd(),
                null,
                affiliations,
                List.of());
    }

    private static Affiliation affiliation(@Nullable String organisation, Sector sector, Recorded recorded) {
        return new Affiliation(organisation, sector, recorded.by().occurredOn(), recorded.position());
    }

    private static List<HeldRole> without(MemberView view, Role role) {
        List<HeldRole> roles = new ArrayList<>(view.roles());
        roles.removeIf(held -> held.role() == role);
        return roles;
    }
}
