package org.bitacora.command.meetings;

import static org.bitacora.vocabulary.WorkingRule.MEETING_NOTICE_DAYS;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.command.RuleInForce;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Puts something on a meeting's agenda. Late items are welcome, and marked late for ever.
 *
 * @param title null if {@code about} is given
 * @param about the suggestion to talk about; null if the item stands by itself
 * @param carriedFrom the item of an earlier meeting that this continues; null for none
 * @param durationMinutes from 1 on; null if nobody said
 * @param visibility null for that of the meeting, or of the suggestion if that is narrower
 */
public record AddAgendaItem(
        String itemId,
        String meetingId,
        @Nullable String title,
        @Nullable String body,
        @Nullable ThreadId about,
        @Nullable String carriedFrom,
        @Nullable Integer durationMinutes,
        @Nullable Visibility visibility)
        implements Command {
    public AddAgendaItem {
        itemId = Form.id("itemId", itemId);
        meetingId = Form.id("meetingId", meetingId);
        title = Form.optionalTitle("title", title);
        body = Form.optionalBody("body", body);
        if (about == null) Form.required("title", title);
        else {
            Form.oneOf("about", about.kind(), List.of(ThreadKind.SUGGESTION));
            Form.id("about", about.id());
        }
        carriedFrom = Form.optionalId("carriedFrom", carriedFrom);
        CallMeeting.checkDuration(durationMinutes);
    }

    @Override
    public String id() {
        return itemId;
    }

    static final Decision<AddAgendaItem, State> DECISION = new Decision<>(
                    AddAgendaItem.class,
                    AddAgendaItem::boundary,
                    command -> new State(
                            Meeting.unknown(command.meetingId),
                            Agenda.empty(),
                            RuleInForce.unset(MEETING_NOTICE_DAYS),
                            null),
                    State::evolve,
                    AddAgendaItem::decide)
            .past(Past.BY_SECRETARIAT);

    /** @param about present visibility of the suggestion that the item is about; null if there is none */
    record State(
            Meeting meeting,
            Agenda agenda,
            RuleInForce noticeDays,
            @Nullable Visibility about) {
        State evolve(Recorded recorded) {
            Visibility now = switch (recorded.event()) {
                case SuggestionSubmitted e -> e.visibility();
                case VisibilityChanged e when e.thing().kind() == ThreadKind.SUGGESTION -> e.to();
                default -> about;
            };
            return new State(meeting.evolve(recorded), agenda.evolve(recorded), noticeDays.evolve(recorded), now);
        }

        /** What is said under an item must not come to light with the suggestion it is about. */
        Visibility visibility(@Nullable Visibility asked) {
            return asked == null && about == Visibility.MEMBERS ? Visibility.MEMBERS : meeting.visibility(asked);
        }
    }

    private static Criteria boundary(AddAgendaItem command) {
        Criteria boundary = Meeting.withVisibility(command.meetingId)
                .or(Agenda.boundary(command.meetingId))
                .or(Agenda.item(command.itemId))
                .or(Notice.boundary());
        if (command.about != null) {
            boundary = boundary.or(
                    Criteria.of(command.about.tag(), List.of(SuggestionSubmitted.class, VisibilityChanged.class)));
        }
        return command.carriedFrom == null ? boundary : boundary.or(Agenda.item(command.carriedFrom));
    }

    static List<AgendaItemAdded> decide(AddAgendaItem command, State state, Actor by) {
        by.mustBe(Right.MEMBER, Right.SYSTEM);
        Meeting meeting = state.meeting;
        VagueDate startsOn = meeting.mustExist().day(by.zone());
        command.mustNameWhatExists(state);
        AgendaItemAdded before = state.agenda.find(command.itemId);
        if (before != null) {
            if (command.repeats(before)) return List.of();
            throw Refusal.taken("itemId", command.itemId);
        }
        if (command.about != null && state.agenda.has(command.meetingId, command.about)) return List.of();
        meeting.mustNotBeOver(by);
        state.agenda.mustHaveRoom(command.meetingId);
        Notice notice = Notice.of(state.noticeDays, by);
        return List.of(command.added(
                state.visibility(command.visibility),
                by.occurredOn(),
                startsOn,
                notice.days(),
                notice.missed(by.today(), startsOn.firstDay())));
    }

    private void mustNameWhatExists(State state) {
        if (about != null && state.about == null) throw Refusal.unknown("about", about.id());
        if (carriedFrom != null && state.agenda.find(carriedFrom) == null) {
            throw Refusal.unknown("carriedFrom", carriedFrom);
        }
    }

    /** Whether it says what that item says; when it was added, and how late, stays as it was then. */
    private boolean repeats(AgendaItemAdded before) {
        Visibility same = visibility == null ? before.visibility() : visibility;
        return before.equals(added(same, before.addedOn(), before.startsOn(), before.noticeDays(), before.late()));
    }

    private AgendaItemAdded added(
            Visibility visible,
            VagueDate addedOn,
            VagueDate startsOn,
            @Nullable Integer noticeDays,
            @Nullable Boolean late) {
        return new AgendaItemAdded(
                itemId,
                meetingId,
                title,
                body,
                about,
                carriedFrom,
                durationMinutes,
                visible,
                addedOn,
                startsOn,
                noticeDays,
                late);
    }
}
