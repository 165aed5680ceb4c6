package org.bitacora.command.meetings;

import static org.bitacora.vocabulary.WorkingRule.MEETING_NOTICE_DAYS;

import java.time.LocalDate;
import org.bitacora.command.Actor;
import org.bitacora.command.Boundaries;
import org.bitacora.command.RuleInForce;
import org.bitacora.record.Criteria;
import org.jspecify.annotations.Nullable;

/**
 * How long before a meeting its call and its items should be known. Judged once, by the rule of that day, and never again.
 *
 * @param days null while the rule is off, and for the past, of which no rule is known
 */
record Notice(@Nullable Integer days) {
    static Criteria boundary() {
        return Boundaries.workingRule(MEETING_NOTICE_DAYS);
    }

    static Notice of(RuleInForce rule, Actor by) {
        return new Notice(by.past() ? null : rule.number().orElse(null));
    }

    /** Whether {@code day} is later than the last one in time: with 7 days, that is the 13th for the 20th. Null if there is no notice. */
    @Nullable
    Boolean missed(LocalDate day, LocalDate startsOn) {
        return days == null ? null : day.isAfter(startsOn.minusDays(days));
    }
}
