package org.bitacora.command.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.discussion.GivenThreads.G;
import static org.bitacora.command.discussion.GivenThreads.ITEM;
import static org.bitacora.command.discussion.GivenThreads.MEETING;
import static org.bitacora.command.discussion.GivenThreads.SUGGESTION;

import org.bitacora.command.Given;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class SetVisibilityTest {
    private static final ThreadId CONTRIBUTION = new ThreadId(ThreadKind.CONTRIBUTION, id("contribution"));

    private final Given group =
            GivenThreads.there().did(A, new MakeContribution(CONTRIBUTION.id(), ITEM, G, null, "Texto", null, null));

    @Test
    void itsAuthorOpensAndClosesIt() {
        assertThat(group.when(A, open(SUGGESTION)))
                .containsExactly(new VisibilityChanged(SUGGESTION, Visibility.PUBLIC, "Porque sí"));
        assertThat(group.when(A, close(ITEM))).hasSize(1);
        assertThat(group.when(A, close(CONTRIBUTION))).hasSize(1);
    }

    @Test
    void nobodyElseOpensItNorClosesAnEntry() {
        group.refused(B, open(SUGGESTION), "visibility.not-author");
        group.refused(E, open(SUGGESTION), "visibility.not-author");
        group.refused(E, close(CONTRIBUTION), "visibility.not-author");
        group.refused(STRANGER, open(SUGGESTION), "membership.not-active");
    }

    @Test
    void theSecretariatClosesAnyThreadAndWhoClosedItOpensItAgain() {
        group.refused(B, close(ITEM), "visibility.not-author");
        group.did(E, close(ITEM)).refused(B, open(ITEM), "visibility.not-author");
        assertThat(group.when(E, open(ITEM))).hasSize(1);
        assertThat(group.when(A, open(ITEM))).hasSize(1);
    }

    @Test
    void aMeetingIsTheSecretariats() {
        group.refused(A, close(MEETING), "visibility.not-author");
        assertThat(group.did(E, close(MEETING)).when(E, open(MEETING))).hasSize(1);
    }

    @Test
    void whatIsSoAlreadyIsARepeat() {
        assertThat(group.when(B, open(ITEM))).isEmpty();
    }

    @Test
    void itSaysWhyOfAThingThatIsThere() {
        refuses(() -> new SetVisibility(ITEM, Visibility.PUBLIC, " "), "visibility.reason-required");
        group.refused(A, open(new ThreadId(ThreadKind.MEETING, ITEM.id())), "id.unknown", "thing");
    }

    private static SetVisibility open(ThreadId thing) {
        return new SetVisibility(thing, Visibility.PUBLIC, "Porque sí");
    }

    private static SetVisibility close(ThreadId thing) {
        return new SetVisibility(thing, Visibility.MEMBERS, "Porque sí");
    }
}
