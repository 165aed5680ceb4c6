package org.bitacora.query.meetings;

import java.time.Instant;
import java.util.List;
import org.bitacora.query.People.Person;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.MeetingEvent.AttendanceMode;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as a reader sees it at a moment.
 *
 * @param agenda in the order in which it was made; items that are not for this reader are absent
 * @param attendance null while there is no list
 * @param position of the last event about it; null for the public, to whom not all of them are told
 */
public record Meeting(
        String id,
        Visibility visibility,
        Call call,
        State state,
        Clocks clocks,
        List<AgendaItem> agenda,
        @Nullable Attendance attendance,
        Minutes minutes,
        @Nullable Long position) {
    /** Where a meeting stands, by the clock of the moment. */
    public enum State implements Coded {
        COMING,
        UNDER_WAY,
        OVER
    }

    /**
     * To what people were called.
     *
     * @param day in the group's zone; less exact where only that is known
     * @param startsAt null if only the day is known
     * @param durationMinutes null if nobody said
     * @param place null if nobody said
     * @param link null for the public, and if there is none
     * @param shortNotice null if no rule was known
     */
    public record Call(
            String title,
            VagueDate day,
            @Nullable Instant startsAt,
            @Nullable Integer durationMinutes,
            @Nullable String place,
            @Nullable String link,
            @Nullable Boolean shortNotice) {}

    /**
     * What is missing, in days. A closed clock is null.
     *
     * @param withoutAttendance since it was over
     * @param withoutMinutes since it was over: until a draft is there, and for the public, who see none, until one is published
     * @param unpublished since the latest draft; null for the public
     */
    public record Clocks(
            @Nullable Long withoutAttendance,
            @Nullable Long withoutMinutes,
            @Nullable Long unpublished) {}

    /**
     * Something to talk about.
     *
     * @param title that of the thing it is about, if it has none of its own; null if neither has
     * @param about null if it stands by itself
     * @param late null for the past and while there was no rule
     * @param position of its entry
     */
    public record AgendaItem(
            String id,
            @Nullable String title,
            @Nullable String body,
            @Nullable ThreadId about,
            @Nullable Integer durationMinutes,
            @Nullable Boolean late,
            Person addedBy,
            VagueDate addedOn,
            Visibility visibility,
            long position) {}

    /**
     * Who was there.
     *
     * @param sectors all five, empty ones too
     * @param apologies null for the public
     * @param correctionNote null for the first version, and for the public
     */
    public record Attendance(
            int version,
            int present,
            int guests,
            List<SectorRow> sectors,
            @Nullable List<Person> apologies,
            @Nullable String correctionNote) {}

    /**
     * One sector at the table.
     *
     * @param present members, without guests
     * @param members by name; null for the public
     */
    public record SectorRow(
            Sector sector,
            int present,
            int guests,
            @Nullable List<Attendee> members) {}

    /** @param mode null if nobody said */
    public record Attendee(Person person, @Nullable AttendanceMode mode) {}

    /**
     * What was written of it.
     *
     * @param published all versions, the last one last
     * @param draft the latest while it is not published; null for the public
     */
    public record Minutes(List<Written> published, @Nullable Written draft) {}

    /**
     * A version.
     *
     * @param version null for a draft
     * @param draft its number as a draft
     * @param text Markdown
     * @param correctionNote null for a first version and for a draft
     */
    public record Written(
            @Nullable Integer version,
            int draft,
            String text,
            @Nullable String correctionNote,
            Person by,
            VagueDate on,
            long position) {}

    /**
     * A meeting in a list.
     *
     * @param items how many there are on the agenda; null for the public, whom the number would tell of what they may not read
     * @param present how many members were there; null while there is no list
     */
    public record Row(
            String id,
            Visibility visibility,
            Call call,
            State state,
            @Nullable Integer items,
            @Nullable Integer present,
            boolean minutesPublished) {}

    public Meeting {
        agenda = List.copyOf(agenda);
    }
}
