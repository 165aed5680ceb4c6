package org.bitacora.command.discussion;

import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.TODAY;
import static org.bitacora.command.Given.id;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;

/** Threads that the tests begin with: A's suggestion for members, and A's item of a public meeting. E holds the secretariat. */
final class GivenThreads {
    static final String G = id("meeting");
    static final ThreadId MEETING = new ThreadId(ThreadKind.MEETING, G);
    static final ThreadId SUGGESTION = new ThreadId(ThreadKind.SUGGESTION, id("suggestion"));
    static final ThreadId ITEM = new ThreadId(ThreadKind.ITEM, id("item"));

    private GivenThreads() {}

    static Given there() {
        VagueDate day = VagueDate.of(TODAY);
        return Given.membersWithRoles()
                .recorded(A, new SuggestionSubmitted(SUGGESTION.id(), About.GROUP, "T", "B", Visibility.MEMBERS))
                .recorded(E, new MeetingCalled(G, "M", null, day, null, null, null, Visibility.PUBLIC, null))
                .recorded(
                        A,
                        new AgendaItemAdded(
                                ITEM.id(), G, "T", null, null, null, null, Visibility.PUBLIC, day, day, null, null));
    }
}
