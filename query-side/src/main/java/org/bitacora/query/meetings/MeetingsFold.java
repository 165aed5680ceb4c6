package org.bitacora.query.meetings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Fact;
import org.bitacora.query.View;
import org.bitacora.query.meetings.MeetingView.Deed;
import org.bitacora.query.meetings.MeetingView.Draft;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.MeetingEvent;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.ThreadKind;
import org.jspecify.annotations.Nullable;

/** Folds meetings. */
public final class MeetingsFold implements View<MeetingView> {
    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<MeetingView> document() {
        return MeetingView.class;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                MeetingCalled.class,
                AgendaItemAdded.class,
                AttendanceRecorded.class,
                MinutesDrafted.class,
                MinutesPublished.class,
                VisibilityChanged.class);
    }

    @Override
    public Tag tag(String id) {
        return Tag.meeting(id);
    }

    @Override
    public Collection<String> concerned(Fact fact) {
        return switch (fact.recorded().event()) {
            case MeetingEvent event -> List.of(event.meetingId());
            case VisibilityChanged changed
            when changed.thing().kind() == ThreadKind.MEETING ->
                List.of(changed.thing().id());
            default -> List.of();
        };
    }

    @Override
    public @Nullable MeetingView evolve(@Nullable MeetingView view, Fact fact, String id) {
        Recorded recorded = fact.recorded();
        long at = recorded.position();
        if (recorded.event() instanceof MeetingCalled called) return MeetingView.called(called, at);
        if (view == null) return null;
        if (recorded.event() instanceof VisibilityChanged changed) return view.visible(changed.to());
        Deed deed = new Deed(recorded.by().actor(), recorded.by().occurredOn(), at);
        return switch ((MeetingEvent) recorded.event()) {
            case MeetingCalled e -> view;
            case AgendaItemAdded e -> view.withItem(at);
            case AttendanceRecorded e -> view.with(e, at);
            case MinutesDrafted e -> view.drafted(new Draft(e.draft(), e.text(), deed));
            case MinutesPublished e -> view.published(e.version(), e.draft(), e.correctionNote(), deed);
        };
    }

    @Override
    public Map<String, Object> index(MeetingView view) {
        return view.index();
    }
}
