package org.bitacora.command;

import java.util.List;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.Events;
import org.bitacora.vocabulary.MembershipEvent;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.WorkingRule;

/**
 * What decisions of every slice are made from: which types of events, by which tag. The boundary of a slice's own thing stands beside its
 * state. Each decision joins those that it needs with {@link Criteria#or}.
 */
public final class Boundaries {
    private Boundaries() {}

    /** Whether a person is an active member, for which sector, and with which roles. */
    public static Criteria member(String memberId) {
        return Criteria.of(Tag.member(memberId), Events.of(MembershipEvent.class));
    }

    /** Who holds the secretariat. */
    public static Criteria office() {
        return Criteria.of(Tag.role(Role.SECRETARIAT), List.of(RoleGranted.class, RoleRevoked.class));
    }

    /** Who belongs to the group. */
    public static Criteria roster() {
        return Criteria.of(Tag.roster(), List.of(MemberAdmitted.class, MembershipLapsed.class));
    }

    /** Who changed the visibility of a thread or an entry; its first visibility is in its creating event. */
    public static Criteria visibility(Tag thing) {
        return Criteria.of(thing, List.of(VisibilityChanged.class));
    }

    public static Criteria workingRule(WorkingRule rule) {
        return Criteria.of(Tag.rule(rule.key()), List.of(WorkingRuleSet.class));
    }
}
