package org.bitacora.command.meetings;

import java.util.List;
import org.bitacora.command.automation.Automation;
import org.bitacora.command.suggestions.TriageSuggestion;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;

/** A suggestion that is handed to a meeting goes on its agenda; if that has no place for it, the secretariat has it. */
final class WhenSuggestionTriagedToMeetingThenAddAgendaItem implements Automation.OnEvent {
    @Override
    public List<Asked> then(Recorded event) {
        if (!(event.event() instanceof SuggestionTriaged triaged) || triaged.meetingId() == null) return List.of();
        String suggestion = triaged.suggestionId();
        ThreadId about = new ThreadId(ThreadKind.SUGGESTION, suggestion);
        AddAgendaItem add = new AddAgendaItem(
                Ids.derived(name(), event.id()), triaged.meetingId(), null, null, about, null, null, null);
        return List.of(new Asked(
                add, refusal -> new TriageSuggestion(suggestion, null, TriageTarget.SECRETARIAT, null, null)));
    }
}
