package org.bitacora.vocabulary;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who belongs to the group, for which sector, and with which roles. */
public sealed interface MembershipEvent extends DomainEvent {
    String memberId();

    @Override
    default Set<Tag> tags(EventMetadata by) {
        return Set.of(Tag.member(memberId()));
    }

    /**
     * @param organisation null for who joined without one
     * @param termEnd the last day of the membership; null if it has none
     * @param returning whether this person had been a member before
     */
    record MemberAdmitted(
            String memberId,
            @Personal String name,
            @Personal @Nullable String organisation,
            Sector sector,
            @Nullable LocalDate termEnd,
            boolean returning)
            implements MembershipEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(Tag.member(memberId), Tag.roster());
        }
    }

    /** @param organisation null for none */
    record MemberAffiliationChanged(
            String memberId, @Personal @Nullable String organisation, Sector sector) implements MembershipEvent {}

    record MembershipLapsed(String memberId, LocalDate termEnd) implements MembershipEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(Tag.member(memberId), Tag.roster());
        }
    }

    /**
     * @param until the last day on which it holds; null for as long as the member is active
     * @param source where the group spoke of it
     */
    record RoleGranted(String memberId, Role role, @Nullable LocalDate until, String source)
            implements MembershipEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(Tag.member(memberId), Tag.role(role));
        }
    }

    /** @param reason null when one gave it back oneself, or when the membership ended */
    record RoleRevoked(
            String memberId, Role role, @Personal @Nullable String reason) implements MembershipEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(Tag.member(memberId), Tag.role(role));
        }
    }
}
