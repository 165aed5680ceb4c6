package org.bitacora.command.membership;

import static org.bitacora.vocabulary.WorkingRule.MEMBERSHIP_GRACE_DAYS;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitacora.command.Boundaries;
import org.bitacora.command.RuleInForce;
import org.bitacora.command.automation.Automation;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.Recorded;

/** A membership whose term and days of grace are over lapses. */
final class WhenMembershipEndsThenLapseMembership implements Automation.Daily {
    @Override
    public Criteria of() {
        return Boundaries.roster().or(Boundaries.workingRule(MEMBERSHIP_GRACE_DAYS));
    }

    @Override
    public List<Asked> then(List<Recorded> events, LocalDate today) {
        Map<String, LocalDate> ends = new LinkedHashMap<>();
        RuleInForce graceDays = RuleInForce.unset(MEMBERSHIP_GRACE_DAYS);
        for (Recorded recorded : events) {
            graceDays = graceDays.evolve(recorded);
            switch (recorded.event()) {
                case MemberAdmitted e when e.termEnd() != null -> ends.put(e.memberId(), e.termEnd());
                case MemberAdmitted e -> ends.remove(e.memberId());
                case MembershipLapsed e -> ends.remove(e.memberId());
                default -> {}
            }
        }
        LocalDate lastToLapse = today.minusDays(graceDays.alwaysNumber());
        return ends.entrySet().stream()
                .filter(end -> end.getValue().isBefore(lastToLapse))
                .map(end -> Asked.of(new LapseMembership(end.getKey())))
                .toList();
    }
}
