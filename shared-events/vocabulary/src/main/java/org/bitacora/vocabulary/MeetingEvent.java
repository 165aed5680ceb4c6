package org.bitacora.vocabulary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Meetings, their agenda, who was there, and their minutes. */
public sealed interface MeetingEvent extends DomainEvent {
    String meetingId();

    @Override
    default Set<Tag> tags(EventMetadata by) {
        return Set.of(Tag.meeting(meetingId()));
    }

    /**
     * Exactly one of {@code startsAt} and {@code startsOn} is there; a day alone only for the past.
     *
     * @param startsAt UTC; null if only the day is known
     * @param startsOn null if the moment is known
     * @param durationMinutes null if nobody said; then it is over at the end of its day
     * @param place null if nobody said
     * @param link for members; null if there is none
     * @param shortNotice whether it was called later than the group's notice; null if no rule was known
     */
    record MeetingCalled(
            String meetingId,
            @GroupText String title,
            @Nullable Instant startsAt,
            @Nullable VagueDate startsOn,
            @Nullable Integer durationMinutes,
            @GroupText @Nullable String place,
            @GroupText @Nullable String link,
            Visibility visibility,
            @Nullable Boolean shortNotice)
            implements MeetingEvent {
        /** The day on which it starts; less exact where only that is known. */
        public VagueDate day(ZoneId zone) {
            return startsAt == null
                    ? Objects.requireNonNull(startsOn)
                    : VagueDate.of(LocalDate.ofInstant(startsAt, zone));
        }

        /** The same for who is no member. */
        public MeetingCalled withoutLink() {
            return new MeetingCalled(
                    meetingId, title, startsAt, startsOn, durationMinutes, place, null, visibility, shortNotice);
        }

        /** The first moment at which it is over: after its duration, or when its day has ended. */
        public Instant endsAt(ZoneId zone) {
            return startsAt != null && durationMinutes != null
                    ? startsAt.plus(durationMinutes, ChronoUnit.MINUTES)
                    : day(zone).lastDay().plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    /**
     * @param title null if it is about a thing that has a title of its own
     * @param about the thing to talk about; null if the item stands by itself
     * @param carriedFrom the item of an earlier meeting that this continues; null if none
     * @param addedOn the day on which it was added
     * @param startsOn the day of the meeting, as it was called at that moment
     * @param noticeDays the working rule of that day; null if it was off
     * @param late whether it came after the notice; null for the past and while the rule is off
     */
    record AgendaItemAdded(
            String itemId,
            String meetingId,
            @GroupText @Nullable String title,
            @GroupText @Nullable String body,
            DiscussionEvent.@Nullable ThreadId about,
            @Nullable String carriedFrom,
            @Nullable Integer durationMinutes,
            Visibility visibility,
            VagueDate addedOn,
            VagueDate startsOn,
            @Nullable Integer noticeDays,
            @Nullable Boolean late)
            implements MeetingEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            Set<Tag> tags = new HashSet<>();
            tags.add(Tag.item(itemId));
            tags.add(Tag.meeting(meetingId));
            if (about != null) tags.add(about.tag());
            if (!by.bySystem()) tags.add(Tag.member(by.actor()));
            return tags;
        }
    }

    /** @param correctionNote null for the first version */
    record AttendanceRecorded(
            String meetingId,
            int attendanceVersion,
            List<Attendance> present,
            List<Guests> guests,
            List<String> apologies,
            @GroupText @Nullable String correctionNote)
            implements MeetingEvent {
        public AttendanceRecorded {
            present = List.copyOf(present);
            guests = List.copyOf(guests);
            apologies = List.copyOf(apologies);
        }
    }

    /** @param draft from 1 on, without gaps */
    record MinutesDrafted(
            String meetingId, int draft, @GroupText String text) implements MeetingEvent {}

    /**
     * @param version from 1 on, without gaps
     * @param draft which draft was published
     * @param correctionNote null for the first version
     */
    record MinutesPublished(
            String meetingId,
            int version,
            int draft,
            @GroupText @Nullable String correctionNote) implements MeetingEvent {}

    /**
     * A member who was there.
     *
     * @param sector for which they spoke then
     * @param mode null if nobody said
     */
    record Attendance(
            String memberId, Sector sector, @Nullable AttendanceMode mode) {}

    /** How many guests of one sector were there; from 1 on. */
    record Guests(Sector sector, int count) {}

    enum AttendanceMode implements Coded {
        ROOM,
        REMOTE
    }
}
