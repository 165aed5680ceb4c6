package org.bitacora.command.meetings;

import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.id;

import java.time.Duration;
import java.time.Instant;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/** Meetings that the tests begin with: of an hour, for members, called by E, who holds the secretariat. */
final class GivenMeetings {
    static final String G = id("meeting");
    static final String I = id("item");

    private GivenMeetings() {}

    static Given in(Duration fromNow) {
        Given group = Given.membersWithRoles();
        return group.recorded(E, called(group.now().plus(fromNow), null));
    }

    static Given begun() {
        return in(Duration.ofMinutes(-10));
    }

    static MeetingCalled called(Instant startsAt, @Nullable Boolean shortNotice) {
        return new MeetingCalled(G, "Marzo", startsAt, null, 60, null, null, Visibility.MEMBERS, shortNotice);
    }

    static WorkingRuleSet rule(String key, String value) {
        return new WorkingRuleSet(key, value, null);
    }
}
