package org.bitacora.query.members;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Documents;
import org.bitacora.query.Listing;
import org.bitacora.query.Moment;
import org.bitacora.query.People.Person;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.members.MemberView.HeldRole;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.jspecify.annotations.Nullable;

/** The roster: active members by sector. The public sees numbers by sector and who holds the secretariat. */
public final class Members {
    private static final int ROSTER_MAX = 100_000;

    private final Documents<MemberView> documents;

    public Members(Documents<MemberView> documents) {
        this.documents = documents;
    }

    /**
     * The roster.
     *
     * @param sectors all five, empty ones too
     * @param secretariat who holds it; empty while it is vacant
     */
    public record Roster(List<SectorRow> sectors, List<Person> secretariat) {
        public Roster {
            sectors = List.copyOf(sectors);
            secretariat = List.copyOf(secretariat);
        }
    }

    /** @param members in the order of their admission; null for the public */
    public record SectorRow(
            Sector sector, int count, @Nullable List<Member> members) {}

    /**
     * A member as other members see them.
     *
     * @param organisation null for none
     * @param termEnd null if the membership has no end
     * @param formerly earlier organisations and sectors, the first one first
     */
    public record Member(
            String id,
            String name,
            @Nullable String organisation,
            Sector sector,
            VagueDate joinedOn,
            @Nullable LocalDate termEnd,
            List<HeldRole> roles,
            List<MemberView.Affiliation> formerly) {}

    public List<ViewEndpoint> endpoints() {
        return List.of(new ViewEndpoint("/members", Set.of(), this::roster));
    }

    public Roster roster(ViewRequest request) {
        List<MemberView> active = documents.list(
                new Listing(Map.of("active", "true"), "ordinal", false, null), request.moment(), ROSTER_MAX);
        List<SectorRow> rows = new ArrayList<>();
        for (Sector sector : Sector.values()) {
            List<Member> members = active.stream()
                    .filter(member -> member.sector() == sector)
                    .map(member -> member(member, request.day()))
                    .toList();
            boolean names = request.reader().scope() != Reader.Scope.PUBLIC;
            rows.add(new SectorRow(sector, members.size(), names ? members : null));
        }
        List<Person> secretariat = active.stream()
                .filter(member -> member.holds(Role.SECRETARIAT, request.day()))
                .map(member -> new Person(member.memberId(), member.name(), member.sector()))
                .toList();
        return new Roster(rows, secretariat);
    }

    /** For whom somebody spoke over time, the present affiliation last; empty if nobody has this id. */
    public List<MemberView.Affiliation> affiliations(String memberId) {
        MemberView view = documents.find(memberId, new Moment.Now());
        return view == null ? List.of() : view.affiliations();
    }

    private static Member member(MemberView view, LocalDate day) {
        return new Member(
                view.memberId(),
                view.name(),
                view.organisation(),
                view.sector(),
                view.joinedOn(),
                view.termEnd(),
                view.roles().stream()
                        .filter(held -> view.holds(held.role(), day))
                        .toList(),
                view.affiliations().subList(0, view.affiliations().size() - 1));
    }
}
