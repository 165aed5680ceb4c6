package org.bitacora.command.suggestions;

import static org.bitacora.command.Given.id;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.Visibility;

/** Suggestions that the tests about them begin with: A's, for members, about the group. */
final class GivenSuggestions {
    static final String S = id("suggestion");
    static final String T = id("another suggestion");

    private GivenSuggestions() {}

    static SuggestionSubmitted submitted(String id, Visibility visibility) {
        return new SuggestionSubmitted(id, About.GROUP, "Título", "Texto", visibility);
    }

    /** S came in, and nobody acted on it: it is at step 1. */
    static Given received() {
        return Given.membersWithRoles().recorded(Given.A, submitted(S, Visibility.MEMBERS));
    }

    /** S was acknowledged: it is at step 2. */
    static Given acknowledged() {
        return received().recorded(Given.D, new SuggestionAcknowledged(S, null));
    }

    /** T of B is there too, acknowledged. */
    static Given two() {
        return acknowledged()
                .recorded(Given.B, submitted(T, Visibility.MEMBERS))
                .recorded(Given.D, new SuggestionAcknowledged(T, null));
    }
}
