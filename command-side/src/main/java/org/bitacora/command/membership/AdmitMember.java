package org.bitacora.command.membership;

import static org.bitacora.command.Boundaries.member;
import static org.bitacora.command.Boundaries.roster;
import static org.bitacora.command.Boundaries.workingRule;
import static org.bitacora.vocabulary.WorkingRule.MEMBERSHIP_TERM_MONTHS;

import java.time.LocalDate;
import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Envelope;
import org.bitacora.command.Form;
import org.bitacora.command.Membership;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.command.RuleInForce;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;

/**
 * Registers that a person joined the group, or came back. The operator does so for the first member, and for an archive.
 *
 * @param organisation null for who joins without one
 * @param termEnd the last day of the membership; null for the working rule's term, or none while that is off
 */
public record AdmitMember(
        String memberId,
        String name,
        @Nullable String organisation,
        Sector sector,
        @Nullable LocalDate termEnd) implements Command {
    public AdmitMember {
        memberId = Form.id("memberId", memberId);
        name = Form.personName("name", name);
        organisation = Form.optionalOrganisation("organisation", organisation);
        sector = Form.required("sector", sector);
        termEnd = Form.optionalDay("termEnd", termEnd);
    }

    @Override
    public String id() {
        return memberId;
    }

    static final Decision<AdmitMember, State> DECISION = new Decision<>(
            AdmitMember.class,
            AdmitMember::boundary,
            command -> new State(Membership.none(command.memberId), RuleInForce.unset(MEMBERSHIP_TERM_MONTHS), 0),
            State::evolve,
            AdmitMember::decide,
            Past.BY_SECRETARIAT);

    /** @param active how many belong to the group; only the operator's boundary tells */
    record State(Membership member, RuleInForce termMonths, int active) {
        State evolve(Recorded recorded) {
            int change = switch (recorded.event()) {
                case MemberAdmitted _ -> 1;
                case MembershipLapsed _ -> -1;
                default -> 0;
            };
            return new State(member.evolve(recorded), termMonths.evolve(recorded), active + change);
        }
    }

    private static Criteria boundary(AdmitMember command, Envelope envelope) {
        Criteria always = member(command.memberId).or(workingRule(MEMBERSHIP_TERM_MONTHS));
        return envelope.fromSystem() && !envelope.isImport() ? always.or(roster()) : always;
    }

    static List<MemberAdmitted> decide(AdmitMember command, State state, Actor by) {
        by.mustBe(Right.SECRETARIAT, Right.SYSTEM);
        Membership member = state.member;
        MemberAdmitted admitted = new MemberAdmitted(
                command.memberId,
                command.name,
                command.organisation,
                command.sector,
                command.termEnd(state.termMonths, by.today()),
                member.active() ? member.returned() : member.everAdmitted());
        if (member.active() && admitted.equals(member.admitted())) return List.of();
        if (member.active()) throw Refusal.ruleOn("memberId", "membership.already-member", command.memberId);
        if (command.termEnd != null && !by.past() && !command.termEnd.isAfter(by.today())) {
            throw Refusal.ruleOn("termEnd", "membership.term-end-past");
        }
        if (by.is(Right.SYSTEM) && !by.is(Right.IMPORT) && state.active > 0) {
            throw Refusal.rule("membership.not-the-first");
        }
        return List.of(admitted);
    }

    private @Nullable LocalDate termEnd(RuleInForce termMonths, LocalDate today) {
        return termEnd == null ? termMonths.number().map(today::plusMonths).orElse(null) : termEnd;
    }
}
