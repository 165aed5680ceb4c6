package org.bitacora.command.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.bitacora.command.Actor;
import org.bitacora.command.Boundaries;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Refusal;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as its own events tell it. Each decision reads only those that it needs, so that items, attendance and minutes of one meeting
 * do not contend.
 *
 * @param called null while there is no such meeting
 * @param visibility at present; null while there is no such meeting
 * @param attendance the latest; null while nobody recorded any
 * @param draft the latest draft of the minutes, with its recording; null while there is none
 * @param published every version of the minutes, oldest first
 */
record Meeting(
        String id,
        @Nullable MeetingCalled called,
        @Nullable Visibility visibility,
        @Nullable AttendanceRecorded attendance,
        @Nullable Recorded draft,
        List<MinutesPublished> published) {
    Meeting {
        published = List.copyOf(published);
    }

    static Meeting unknown(String id) {
        return new Meeting(id, null, null, null, null, List.of());
    }

    /** Whether and when it takes place. */
    static Criteria called(String id) {
        return Criteria.of(Tag.meeting(id), List.of(MeetingCalled.class));
    }

    /** The same, with who was there. */
    static Criteria withAttendance(String id) {
        return called(id).or(Criteria.of(Tag.meeting(id), List.of(AttendanceRecorded.class)));
    }

    /** The same, with its minutes. */
    static Criteria withMinutes(String id) {
        return called(id).or(Criteria.of(Tag.meeting(id), List.of(MinutesDrafted.class, MinutesPublished.class)));
    }

    /** The same, with who may read it. */
    static Criteria withVisibility(String id) {
        return called(id).or(Boundaries.visibility(Tag.meeting(id)));
    }

    /** The decision of a command about one meeting, named by its {@link Command#id}, that needs to know nothing else. */
    static <C extends Command> Decision<C, Meeting> decision(
            Class<C> command, Function<String, Criteria> boundary, Decision.Decide<C, Meeting> decide) {
        return new Decision<>(command, c -> boundary.apply(c.id()), c -> unknown(c.id()), Meeting::evolve, decide);
    }

    MeetingCalled mustExist() {
        if (called == null) throw Refusal.unknown("meetingId", id);
        return called;
    }

    /** Refuses what can only be told of a meeting that has begun; one of which only the day is known begins with it. */
    void mustHaveStarted(Actor by) {
        MeetingCalled meeting = mustExist();
        LocalDate day = meeting.day(by.zone()).firstDay();
        Instant start = meeting.startsAt() == null ? day.atStartOfDay(by.zone()).toInstant() : meeting.startsAt();
        boolean ahead =
                by.past() ? by.occurredOn().lastDay().isBefore(day) : by.now().isBefore(start);
        if (ahead) throw Refusal.rule("meeting.not-started", id);
    }

    /** Refuses what can only be brought to a meeting until it ends. */
    void mustNotBeOver(Actor by) {
        MeetingCalled meeting = mustExist();
        boolean over = by.past()
                ? by.occurredOn().firstDay().isAfter(meeting.day(by.zone()).lastDay())
                : !by.now().isBefore(meeting.endsAt(by.zone()));
        if (over) throw Refusal.ruleOn("meetingId", "meeting.over", id);
    }

    int attendanceVersion() {
        return attendance == null ? 0 : attendance.attendanceVersion();
    }

    @Nullable
    MinutesDrafted latestDraft() {
        return draft == null ? null : (MinutesDrafted) draft.event();
    }

    /** Refuses what was written from another draft than the latest; 0 stands for none. */
    void mustBeAtDraft(int shown) {
        MinutesDrafted latest = latestDraft();
        if (shown != (latest == null ? 0 : latest.draft())) throw Refusal.moved("minutes.draft-moved", id);
    }

    /** Takes in an event; those about other things change nothing. */
    Meeting evolve(Recorded recorded) {
        return switch (recorded.event()) {
            case MeetingCalled e
            when e.meetingId().equals(id) -> new Meeting(id, e, e.visibility(), attendance, draft, published);
            case VisibilityChanged e
            when e.thing().tag().equals(Tag.meeting(id)) ->
                new Meeting(id, called, e.to(), attendance, draft, published);
            case AttendanceRecorded e
            when e.meetingId().equals(id) -> new Meeting(id, called, visibility, e, draft, published);
            case MinutesDrafted e
            when e.meetingId().equals(id) -> new Meeting(id, called, visibility, attendance, recorded, published);
            case MinutesPublished e
            when e.meetingId().equals(id) -> {
                List<MinutesPublished> all = new ArrayList<>(published);
                all.add(e);
                yield new Meeting(id, called, visibility, attendance, draft, all);
            }
            default -> this;
        };
    }

    /** The visibility that was asked for, or the meeting's own. */
    Visibility visibility(@Nullable Visibility asked) {
        return asked == null ? Objects.requireNonNull(visibility) : asked;
    }
}
