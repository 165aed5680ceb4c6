package org.bitacora.command.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.C;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.ofThePast;
import static org.bitacora.command.Given.refuses;
import static org.bitacora.command.discussion.GivenThreads.G;
import static org.bitacora.command.discussion.GivenThreads.ITEM;
import static org.bitacora.command.discussion.GivenThreads.MEETING;
import static org.bitacora.command.discussion.GivenThreads.SUGGESTION;

import java.util.List;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.DiscussionEvent.Author;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MakeContributionTest {
    private static final String K = id("contribution");
    private static final String OTHER = id("other");

    private final MakeContribution toSuggestion = on(SUGGESTION, null, null);
    private final MakeContribution toItem = on(ITEM, G, null);
    private final Given group = GivenThreads.there();

    @Test
    void anyMemberWritesAndNobodyElse() {
        assertThat(group.when(B, toSuggestion)).containsExactly(made(SUGGESTION, Visibility.MEMBERS, null));
        assertThat(group.when(B, toItem)).containsExactly(made(ITEM, Visibility.PUBLIC, null));
        group.refused(STRANGER, toSuggestion, "membership.not-active");
        group.refused(SYSTEM, toSuggestion, "access.not-allowed");
    }

    @Test
    void itHasTheVisibilityOfTheThreadNowAndOfAnItemNoMoreThanItsMeetings() {
        group.recorded(A, new VisibilityChanged(SUGGESTION, Visibility.PUBLIC, "Abrir"));
        assertThat(group.when(B, toSuggestion)).containsExactly(made(SUGGESTION, Visibility.PUBLIC, null));
        group.recorded(E, new VisibilityChanged(MEETING, Visibility.MEMBERS, "Cerrar"));
        assertThat(group.when(B, toItem)).containsExactly(made(ITEM, Visibility.MEMBERS, null));
    }

    @Test
    void theSameAgainIsARepeatOfItsWriterOnly() {
        group.did(B, toSuggestion).recorded(A, new SuggestionWithdrawn(SUGGESTION.id(), null, null));
        assertThat(group.when(B, toSuggestion)).isEmpty();
        group.refused(C, toSuggestion, "id.taken", "contributionId");
    }

    @Test
    void aMergedSplitOrWithdrawnSuggestionIsClosedUntilItIsReopened() {
        String s = SUGGESTION.id();
        List<DomainEvent> closing = List.of(
                new SuggestionMerged(s, OTHER, "Igual"),
                new SuggestionSplit(s, List.of(OTHER), "Dos"),
                new SuggestionWithdrawn(s, null, null));
        for (DomainEvent closed : closing) {
            GivenThreads.there().recorded(A, closed).refused(B, toSuggestion, "discussion.thread-closed", "thread");
        }
        group.recorded(A, closing.getFirst(), new SuggestionReopened(s, ReopeningCause.ASKED, "Más", OTHER));
        assertThat(group.when(B, toSuggestion)).hasSize(1);
    }

    @Test
    void oneThatAnotherIsMergedIntoStaysOpen() {
        group.recorded(A, new SuggestionMerged(OTHER, SUGGESTION.id(), "Igual"));
        assertThat(group.when(B, toSuggestion)).hasSize(1);
    }

    @Test
    void aReplyStaysInItsThread() {
        group.did(B, toItem);
        MakeContribution reply = new MakeContribution(OTHER, ITEM, G, K, "Sí", null, null);
        assertThat(group.when(C, reply)).hasSize(1);
        MakeContribution elsewhere = new MakeContribution(OTHER, SUGGESTION, null, K, "Sí", null, null);
        group.refused(C, elsewhere, "discussion.reply-elsewhere", "replyTo");
        MakeContribution toNothing = new MakeContribution(OTHER, ITEM, G, id("gone"), "Sí", null, null);
        group.refused(C, toNothing, "id.unknown", "replyTo");
    }

    @Test
    void anItemIsOfTheMeetingThatIsNamed() {
        group.refused(B, on(ITEM, OTHER, null), "id.mismatch", "meetingId");
        group.refused(B, on(new ThreadId(ITEM.kind(), OTHER), G, null), "id.unknown", "thread");
        refuses(() -> on(ITEM, null, null), "text.empty");
        refuses(() -> on(SUGGESTION, G, null), "id.mismatch");
    }

    @Test
    void othersWordsComeFromAnArchiveWithTheirSource() {
        Author author = new Author(OTHER, "N", Sector.GOVERNMENT, null);
        MakeContribution archived = on(SUGGESTION, null, author);
        assertThat(group.when(ofThePast(E, "2013"), archived))
                .containsExactly(made(SUGGESTION, Visibility.MEMBERS, author));
        group.refused(Given.ofThePast(A, "2013"), archived, "access.not-allowed");
        group.refused(E, archived, "time.source-required", "source");
        assertThat(group.when(ofThePast(A, "2013"), toSuggestion)).hasSize(1);
    }

    private static MakeContribution on(ThreadId thread, @Nullable String meeting, @Nullable Author author) {
        return new MakeContribution(K, thread, meeting, null, "Texto", null, author);
    }

    private static ContributionMade made(ThreadId thread, Visibility visibility, @Nullable Author author) {
        return new ContributionMade(K, thread, null, "Texto", visibility, author);
    }
}
