package org.bitacora.query.meetings;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as it stands, without its agenda: what changes the visibility of an item does not name the meeting, so items are read from the
 * journal, which knows who may read each.
 *
 * @param items how many there are on the agenda, for whoever may read them
 * @param attendance the latest list; null while there is none
 * @param position of the last event about it
 */
public record MeetingView(
        MeetingCalled called,
        Visibility visibility,
        int items,
        @Nullable AttendanceRecorded attendance,
        Minutes minutes,
        long position) {
    private static final int NOON = 12;

    /**
     * What was written of it.
     *
     * @param draft the latest; null while there is none
     * @param published all versions, the last one last
     */
    public record Minutes(@Nullable Draft draft, List<Published> published) {
        static final Minutes NONE = new Minutes(null, List.of());

        public Minutes {
            published = List.copyOf(published);
        }

        /** The draft that was published last; 0 if none was. */
        public int publishedDraft() {
            return published.isEmpty() ? 0 : published.getLast().draft;
        }

        /** The latest draft while it is not published; null otherwise. */
        public @Nullable Draft unpublished() {
            return draft != null && draft.number != publishedDraft() ? draft : null;
        }
    }

    /** @param number from 1 on */
    public record Draft(int number, String text, Deed deed) {}

    /**
     * A version for all who may read the meeting.
     *
     * @param draft which one it was
     * @param correctionNote null for the first
     */
    public record Published(
            int version, int draft, String text, @Nullable String correctionNote, Deed deed) {}

    /** Who did something, and when. */
    public record Deed(String by, VagueDate on, long position) {}

    static MeetingView called(MeetingCalled called, long at) {
        return new MeetingView(called, called.visibility(), 0, null, Minutes.NONE, at);
    }

    Map<String, Object> index() {
        return Map.of("visibility", visibility.code(), "starts", starts());
    }

    /**
     * By what meetings are sorted, in milliseconds. One of which only the day is known stands at noon UTC: a moment of that day in all but a
     * few zones, so that it does not change places with the meetings of the days around it.
     */
    long starts() {
        if (called.startsAt() != null) return called.startsAt().toEpochMilli();
        LocalDate day = Objects.requireNonNull(called.startsOn()).firstDay();
        return day.atTime(NOON, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    MeetingView visible(Visibility to) {
        return new MeetingView(called, to, items, attendance, minutes, position);
    }

    MeetingView withItem(long at) {
        return new MeetingView(called, visibility, items + 1, attendance, minutes, at);
    }

    MeetingView with(AttendanceRecorded list, long at) {
        return new MeetingView(called, visibility, items, list, minutes, at);
    }

    MeetingView drafted(Draft draft) {
        return with(new Minutes(draft, minutes.published), draft.deed.position);
    }

    /** Only the latest draft is ever published; in a view of a past day it may be missing yet, and then there is nothing to read. */
    MeetingView published(int version, int draft, @Nullable String correctionNote, Deed deed) {
        Draft latest = minutes.draft;
        if (latest == null || latest.number != draft) return this;
        List<Published> all = new ArrayList<>(minutes.published);
        all.add(new Published(version, draft, latest.text, correctionNote, deed));
        return with(new Minutes(latest, all), deed.position);
    }

    private MeetingView with(Minutes written, long at) {
        return new MeetingView(called, visibility, items, attendance, written, at);
    }
}
