package org.bitacora.query.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bitacora.query.Facts;
import org.bitacora.query.FilledViews;
import org.bitacora.query.Moment;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionsTest {
    private static final Moment NOW = new Moment.Now();
    private static final Reader MEMBER = new Reader("m", Reader.Scope.MEMBERS);
    private static final Reader LAPSED_AUTHOR = new Reader(Facts.AUTHOR, Reader.Scope.PUBLIC);

    private FilledViews views;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        views = new FilledViews(directory);
    }

    @AfterEach
    void close() throws Exception {
        views.close();
    }

    private static ViewRequest as(Reader reader) {
        return FilledViews.request(reader, NOW, 10, Map.of());
    }

    private List<String> inbox(Reader reader, Map<String, String> parameters) {
        return views.suggestions.inbox(FilledViews.request(reader, NOW, 10, parameters)).items().stream()
                .map(Suggestion::id)
                .toList();
    }

    @Test
    void whoLeftTheGroupStillListsAndOpensTheirOwn() {
        views.apply(new Facts()
                .submitted("mine", Visibility.MEMBERS)
                .submitted("open", Visibility.PUBLIC)
                .all());
        assertThat(inbox(LAPSED_AUTHOR, Map.of("author", Facts.AUTHOR))).containsExactlyInAnyOrder("mine", "open");
        assertThat(inbox(LAPSED_AUTHOR, Map.of())).containsExactly("open");
        assertThat(inbox(Reader.PUBLIC, Map.of("author", Facts.AUTHOR))).containsExactly("open");
        assertThat(views.suggestions.one("mine", as(LAPSED_AUTHOR))).isNotNull();
        assertThat(views.suggestions.one("mine", as(Reader.PUBLIC))).isNull();
    }

    @Test
    void aMeetingIsNamedOnlyToWhoMayReadIt() {
        views.apply(new Facts()
                .submitted("a", Visibility.PUBLIC)
                .add(new MeetingCalled(
                        "closed", "t", Facts.recordedAt(9), null, null, null, null, Visibility.MEMBERS, null))
                .add(new SuggestionTriaged("a", TriageTarget.MEETING, "closed", null))
                .all());
        assertThat(triage("a", MEMBER).meetingId()).isEqualTo("closed");
        assertThat(triage("a", Reader.PUBLIC).meetingId()).isNull();
        assertThat(triage("a", Reader.PUBLIC).to()).isEqualTo(TriageTarget.MEETING);
    }

    @Test
    void aDeedWhoseEntryIsNotForTheReaderIsNotTold() {
        views.apply(new Facts()
                .submitted("a", Visibility.PUBLIC)
                .submitted("hidden", Visibility.MEMBERS)
                .add(new MeetingCalled(
                        "closed", "t", Facts.recordedAt(9), null, null, null, null, Visibility.MEMBERS, null))
                .add(new SuggestionMerged("a", "hidden", "the same"))
                .add(new SuggestionReopened("a", ReopeningCause.ASKED, "they differ", "hidden"))
                .add(new SuggestionTriaged("a", TriageTarget.MEETING, "closed", "a word"))
                .all());
        assertThat(one("a", MEMBER).suggestion().reopened()).isNotNull();
        assertThat(triage("a", MEMBER).said()).isNotNull();
        assertThat(one("a", Reader.PUBLIC).suggestion().reopened()).isNull();
        assertThat(triage("a", Reader.PUBLIC).said()).isNull();
    }

    private Suggestion.Triage triage(String id, Reader reader) {
        return Objects.requireNonNull(one(id, reader).suggestion().triaged());
    }

    private Suggestions.One one(String id, Reader reader) {
        return Objects.requireNonNull(views.suggestions.one(id, as(reader)));
    }

    @Test
    void theAnswerOfAMergedOneIsThatOfItsTargetForWhoMayReadIt() {
        views.apply(new Facts()
                .submitted("a", Visibility.PUBLIC)
                .submitted("b", Visibility.PUBLIC)
                .submitted("c", Visibility.PUBLIC)
                .add(new SuggestionMerged("a", "b", "the same"))
                .add(new SuggestionMerged("b", "c", "the same"))
                .add(new SuggestionAnswered("c", Outcome.NOTED, "thanks"))
                .changed(ThreadKind.SUGGESTION, "c", Visibility.MEMBERS)
                .all());
        Suggestions.One member = one("a", MEMBER);
        assertThat(Objects.requireNonNull(member.suggestion().answer()).of().id())
                .isEqualTo("c");
        assertThat(member.genealogy().suggestions()).hasSize(3);
        Suggestions.One anyone = one("a", Reader.PUBLIC);
        assertThat(anyone.suggestion().answer()).isNull();
        assertThat(anyone.genealogy().suggestions())
                .extracting(Suggestion.Ref::id)
                .containsExactly("a", "b");
    }

    @Test
    void whatIsMergedIntoOneIsNotBetrayedToWhoMayNotReadIt() {
        Facts facts = new Facts().submitted("a", Visibility.PUBLIC).submitted("hidden", Visibility.MEMBERS);
        views.apply(facts.all());
        Suggestions.One before = one("a", Reader.PUBLIC);
        facts.add(new SuggestionMerged("hidden", "a", "the same"));
        views.apply(facts.all().subList(2, 3));
        assertThat(one("a", Reader.PUBLIC)).isEqualTo(before);
        assertThat(one("a", MEMBER).suggestion().steps()).isEqualTo(2);
        assertThat(one("a", MEMBER).suggestion().position()).isEqualTo(2);
    }

    @Test
    void eachLineOfAFamilyIsListedOnce() {
        views.apply(new Facts()
                .submitted("a", Visibility.PUBLIC)
                .submitted("b", Visibility.PUBLIC)
                .add(new SuggestionMerged("a", "b", "the same"))
                .add(new SuggestionSplit("b", List.of("one", "other"), "two things"))
                .add(part("one"))
                .add(part("other"))
                .all());
        for (String id : List.of("a", "b", "one")) {
            assertThat(one(id, MEMBER).genealogy().edges())
                    .as(id)
                    .extracting(SuggestionView.Edge::from, SuggestionView.Edge::to)
                    .containsExactlyInAnyOrder(tuple("a", "b"), tuple("b", "one"), tuple("b", "other"));
        }
    }

    private static SuggestionSubmitted part(String id) {
        return new SuggestionSubmitted(
                id, About.GROUP, id, id, Visibility.PUBLIC, "b", Facts.AUTHOR, "reviewer", Facts.recordedAt(1));
    }

    @Test
    void aCircleOfMergesEnds() {
        views.apply(new Facts()
                .submitted("a", Visibility.PUBLIC)
                .submitted("b", Visibility.PUBLIC)
                .add(new SuggestionMerged("a", "b", "the same"))
                .add(new SuggestionMerged("b", "a", "the same"))
                .all());
        assertThat(one("a", MEMBER).suggestion().answer()).isNull();
    }

    @Test
    void aFamilyHasAtMostTwoHundred() {
        Facts facts = new Facts().submitted("target", Visibility.PUBLIC);
        for (int i = 0; i < 230; i++) {
            facts.submitted("s" + i, Visibility.PUBLIC).add(new SuggestionMerged("s" + i, "target", "the same"));
        }
        views.apply(facts.all());
        assertThat(one("target", MEMBER).genealogy().suggestions()).hasSize(200);
    }

    @Test
    void listsLeaveTheBodiesOutAndGoOnWhereTheyStoppedThoughOthersWereAdded() {
        Facts facts = new Facts();
        for (int i = 0; i < 4; i++) facts.submitted("s" + i, Visibility.PUBLIC);
        views.apply(facts.all());
        Page<Suggestion> first = views.suggestions.inbox(FilledViews.request(MEMBER, NOW, 2, Map.of()));
        assertThat(first.items()).extracting(Suggestion::id).containsExactly("s3", "s2");
        assertThat(first.items()).extracting(Suggestion::body).containsOnlyNulls();
        assertThat(one("s3", MEMBER).suggestion().body()).isEqualTo("body of s3");
        facts.submitted("later", Visibility.PUBLIC);
        views.apply(facts.all().subList(4, 5));
        Page<Suggestion> second = views.suggestions.inbox(
                FilledViews.request(MEMBER, NOW, 2, Map.of("cursor", String.valueOf(first.next()))));
        assertThat(second.items()).extracting(Suggestion::id).containsExactly("s1", "s0");
        assertThat(second.next()).isNull();
    }
}
