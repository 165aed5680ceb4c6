package org.bitacora.command;

import java.util.List;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.WorkingRule;

/** What decisions are made from: which types of events, by which tag. Each decision joins those that it needs with {@link Criteria#or}. */
public final class Boundaries {
    private Boundaries() {}

    /** Whether a person is an active member, for which sector, and with which roles. */
    public static Criteria member(String memberId) {
        return Criteria.of(
                Tag.member(memberId),
                List.of(
                        MemberAdmitted.class,
                        MemberAffiliationChanged.class,
                        MembershipLapsed.class,
                        RoleGranted.class,
                        RoleRevoked.class));
    }

    /** Who holds the secretariat. */
    public static Criteria office() {
        return Criteria.of(Tag.role(Role.SECRETARIAT), List.of(RoleGranted.class, RoleRevoked.class));
    }

    /** Who belongs to the group. */
    public static Criteria roster() {
        return Criteria.of(Tag.roster(), List.of(MemberAdmitted.class, MembershipLapsed.class));
    }

    public static Criteria suggestion(String suggestionId) {
        return Criteria.of(
                Tag.suggestion(suggestionId),
                List.of(
                        SuggestionSubmitted.class,
                        SuggestionAcknowledged.class,
                        SuggestionTriaged.class,
                        SuggestionParked.class,
                        SuggestionMerged.class,
                        SuggestionSplit.class,
                        SuggestionAnswered.class,
                        SuggestionReopened.class,
                        SuggestionWithdrawn.class));
    }

    public static Criteria meeting(String meetingId) {
        return Criteria.of(Tag.meeting(meetingId), List.of(MeetingCalled.class));
    }

    public static Criteria agenda(String meetingId) {
        return Criteria.of(Tag.meeting(meetingId), List.of(AgendaItemAdded.class));
    }

    public static Criteria attendance(String meetingId) {
        return Criteria.of(Tag.meeting(meetingId), List.of(AttendanceRecorded.class));
    }

    public static Criteria minutes(String meetingId) {
        return Criteria.of(Tag.meeting(meetingId), List.of(MinutesDrafted.class, MinutesPublished.class));
    }

    public static Criteria item(String itemId) {
        return Criteria.of(Tag.item(itemId), List.of(AgendaItemAdded.class));
    }

    public static Criteria contribution(String contributionId) {
        return Criteria.of(Tag.contribution(contributionId), List.of(ContributionMade.class));
    }

    /** Who changed the visibility of a thread or an entry; its first visibility is in its creating event. */
    public static Criteria visibility(Tag thing) {
        return Criteria.of(thing, List.of(VisibilityChanged.class));
    }

    public static Criteria workingRule(WorkingRule rule) {
        return Criteria.of(Tag.rule(rule.key()), List.of(WorkingRuleSet.class));
    }
}
