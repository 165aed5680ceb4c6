package org.bitacora.app.pages.deeds;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import org.bitacora.app.pages.deeds.Deed.Told;
import org.bitacora.app.pages.deeds.DeedPart.Hour;
import org.bitacora.app.pages.deeds.DeedPart.Said;
import org.bitacora.vocabulary.MeetingEvent;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.Guests;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.ThreadKind;

/** What happened around meetings, in words. */
final class MeetingDeeds {
    private MeetingDeeds() {}

    static Told of(MeetingEvent event, Telling telling) {
        DeedPart own = telling.meeting(event.meetingId());
        return switch (event) {
            case MeetingCalled e -> called(e, own, telling);
            case AgendaItemAdded e -> itemAdded(e, own, telling);
            case AttendanceRecorded e -> attendance(e, own, telling).written(e.correctionNote());
            case MinutesDrafted e ->
                Told.of(telling.say("deed.MinutesDrafted", number(e.draft()), own))
                        .written(e.text());
            case MinutesPublished e -> published(e, own, telling).written(e.correctionNote());
        };
    }

    private static Told called(MeetingCalled event, DeedPart own, Telling telling) {
        DeedPart day = Telling.day(event.day(telling.zone()));
        Told told = Told.of(
                event.startsAt() == null
                        ? telling.say("deed.MeetingCalled.day", own, day)
                        : telling.say("deed.MeetingCalled", own, day, new Hour(event.startsAt())));
        if (event.place() != null) told = told.noting(telling.say("deed.MeetingCalled.place", new Said(event.place())));
        if (event.link() != null) told = told.noting(telling.say("deed.MeetingCalled.link", new Said(event.link())));
        return Boolean.TRUE.equals(event.shortNotice())
                ? told.late(true).noting(telling.say("deed.MeetingCalled.short-notice"))
                : told;
    }

    private static Told itemAdded(AgendaItemAdded event, DeedPart own, Telling telling) {
        DeedPart item = telling.thing(ThreadKind.ITEM, event.itemId());
        Told told = Told.of(telling.say("deed.AgendaItemAdded", item, own)).written(event.body());
        if (!Boolean.TRUE.equals(event.late()) || event.noticeDays() == null) return told;
        LocalDate added = event.addedOn().firstDay();
        long before = DAYS.between(added, event.startsOn().firstDay());
        return told.late(true)
                .noting(telling.say(
                        "deed.AgendaItemAdded.late",
                        telling.count("deed.days", before),
                        telling.count("deed.days", event.noticeDays())));
    }

    private static Told attendance(AttendanceRecorded event, DeedPart own, Telling telling) {
        int guests = event.guests().stream().mapToInt(Guests::count).sum();
        String key = event.attendanceVersion() == 1 ? "deed.AttendanceRecorded" : "deed.AttendanceRecorded.correction";
        return Told.of(telling.say(
                key,
                own,
                telling.count("deed.members", event.present().size()),
                guests == 0 ? telling.words("deed.guests.none") : telling.count("deed.guests", guests)));
    }

    private static Told published(MinutesPublished event, DeedPart own, Telling telling) {
        return Told.of(
                event.version() == 1
                        ? telling.say("deed.MinutesPublished", own)
                        : telling.say("deed.MinutesPublished.correction", own, number(event.version())));
    }

    private static Said number(int number) {
        return new Said(Integer.toString(number));
    }
}
