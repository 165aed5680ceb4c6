package org.bitacora.query.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.bitacora.query.Facts;
import org.bitacora.query.FilledViews;
import org.bitacora.query.Moment;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Moment NOW = new Moment.Now();

    private FilledViews views;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        views = new FilledViews(directory);
    }

    @AfterEach
    void close() throws Exception {
        views.close();
    }

    private static ContributionMade contribution(String id, String suggestion) {
        return new ContributionMade(
                id, new ThreadId(ThreadKind.SUGGESTION, suggestion), null, "words", Visibility.PUBLIC, null);
    }

    private List<Long> shown(Moment moment) {
        return views.journal.from(0, Reader.PUBLIC, moment, 100).stream()
                .map(Journal.Entry::position)
                .toList();
    }

    @Test
    void aChangeOfVisibilityIsCarriedToAllEntriesBothWays() {
        Facts facts = new Facts()
                .submitted("a", Visibility.PUBLIC)
                .add(contribution("c", "a"))
                .submitted("b", Visibility.PUBLIC);
        views.apply(facts.all());
        assertThat(shown(NOW)).containsExactly(0L, 1L, 2L);
        facts.changed(ThreadKind.SUGGESTION, "a", Visibility.MEMBERS);
        views.apply(facts.all().subList(3, 4));
        assertThat(shown(NOW)).containsExactly(2L);
        assertThat(views.journal.hidden(List.of(Tag.contribution("c"), Tag.suggestion("b")), Reader.PUBLIC))
                .containsExactly(Tag.contribution("c"));
        facts.changed(ThreadKind.SUGGESTION, "a", Visibility.PUBLIC);
        views.apply(facts.all().subList(4, 5));
        assertThat(shown(NOW)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void anEntryNamesNoThingThatIsNotForTheReader() {
        views.apply(new Facts()
                .submitted("whole", Visibility.PUBLIC)
                .add(new SuggestionSplit("whole", List.of("secret", "open"), "two things"))
                .add(part("secret"))
                .add(part("open"))
                .changed(ThreadKind.SUGGESTION, "secret", Visibility.MEMBERS)
                .all());
        Page<TimelineEntry> page =
                views.timeline.entries(FilledViews.request(Reader.PUBLIC, NOW, 100, Map.of("order", "oldest")));
        assertThat(page.items()).extracting(TimelineEntry::position).containsExactly(0L, 1L, 3L);
        assertThat(views.json.writeValueAsString(page)).doesNotContain("secret").contains("open");
        Reader member = new Reader("m", Reader.Scope.MEMBERS);
        assertThat(views.json.writeValueAsString(
                        views.timeline.entries(FilledViews.request(member, NOW, 100, Map.of()))))
                .contains("secret");
    }

    private static SuggestionSubmitted part(String id) {
        return new SuggestionSubmitted(
                id, About.GROUP, "t", "b", Visibility.PUBLIC, "whole", Facts.AUTHOR, "worder", Facts.recordedAt(0));
    }

    @Test
    void pagesGoOnWhereTheyStoppedThoughOthersWereAdded() {
        Facts facts = new Facts();
        for (int i = 0; i < 4; i++)
            facts.add(
                    Facts.DAY.plusDays(i), new SuggestionSubmitted("s" + i, About.GROUP, "t", "b", Visibility.PUBLIC));
        views.apply(facts.all());
        Page<TimelineEntry> first = views.timeline.entries(FilledViews.request(Reader.PUBLIC, NOW, 2, Map.of()));
        assertThat(first.items()).extracting(TimelineEntry::position).containsExactly(3L, 2L);
        facts.add(Facts.DAY.plusDays(9), new SuggestionAcknowledged("s0", null));
        views.apply(facts.all().subList(4, 5));
        Page<TimelineEntry> second = views.timeline.entries(
                FilledViews.request(Reader.PUBLIC, NOW, 2, Map.of("cursor", String.valueOf(first.next()))));
        assertThat(second.items()).extracting(TimelineEntry::position).containsExactly(1L, 0L);
        assertThat(second.next()).isNull();
    }

    @Test
    void whatBeganLaterIsAbsentFromADayBefore() {
        // The words are dated before their suggestion, as happens when history is entered.
        views.apply(new Facts()
                .submitted("early", Visibility.PUBLIC)
                .add(Facts.DAY.plusDays(5), new SuggestionSubmitted("late", About.GROUP, "t", "b", Visibility.PUBLIC))
                .add(Facts.DAY.plusDays(1), contribution("c", "late"))
                .all());
        Moment before = new Moment.On(Facts.DAY.plusDays(1));
        assertThat(shown(before)).containsExactly(0L);
        assertThat(views.suggestionDocuments.find(Set.of("early", "late"), before))
                .containsOnlyKeys("early");
        Moment after = new Moment.On(Facts.DAY.plusDays(5));
        assertThat(shown(after)).containsExactly(0L, 1L, 2L);
        assertThat(views.suggestionDocuments.find(Set.of("early", "late"), after))
                .containsOnlyKeys("early", "late");
    }

    @Test
    void aPastRecordHoldsWhatItHeldUnderTheVisibilityOfToday() {
        views.apply(new Facts()
                .submitted("a", Visibility.PUBLIC)
                .submitted("b", Visibility.PUBLIC)
                .add(new SuggestionAcknowledged("a", null))
                .changed(ThreadKind.SUGGESTION, "b", Visibility.MEMBERS)
                .all());
        Moment then = new Moment.AsOf(1, Facts.recordedAt(1));
        assertThat(shown(then)).containsExactly(0L);
        var documents = views.suggestionDocuments.find(List.of("a", "b"), then);
        assertThat(Objects.requireNonNull(documents.get("a")).steps()).isEqualTo(1);
        assertThat(Objects.requireNonNull(documents.get("b")).visibility()).isEqualTo(Visibility.MEMBERS);
        assertThat(views.suggestionDocuments.find("a", new Moment.AsOf(-1, Facts.recordedAt(0))))
                .isNull();
    }

    @Test
    void aThingThatBeganLaterIsAbsentWithAllItsEntries() {
        views.apply(new Facts()
                .add(Facts.DAY.plusDays(3), new SuggestionSubmitted("a", About.GROUP, "a", "a", Visibility.PUBLIC))
                .add(Facts.DAY, contribution("early", "a"))
                .add(Facts.DAY, new SuggestionSubmitted("b", About.GROUP, "b", "b", Visibility.PUBLIC))
                .all());
        Moment before = new Moment.On(Facts.DAY.plusDays(2));
        assertThat(shown(before)).containsExactly(2L);
        for (String position : List.of("0", "1")) {
            ViewRequest asked = FilledViews.request(Reader.PUBLIC, before, 1, Map.of("position", position));
            assertThat(views.timeline.entry(asked)).isNull();
        }
        assertThat(shown(new Moment.On(Facts.DAY.plusDays(3)))).containsExactly(0L, 1L, 2L);
    }

    @Test
    void daysThatWereRecordedInAnotherOrderAreAllThereAtEveryMoment() {
        Facts facts = new Facts();
        int[] days = {5, 1, 9, 3, 9, 0, 7, 2};
        for (int i = 0; i < days.length; i++) {
            facts.add(
                    Facts.DAY.plusDays(days[i]),
                    new SuggestionSubmitted("s" + i, About.GROUP, "t", "b", Visibility.PUBLIC));
        }
        views.apply(facts.all());
        for (int position = -1; position < days.length; position++) {
            Moment held = new Moment.AsOf(position, Facts.recordedAt(position));
            List<Long> expected = LongStream.rangeClosed(0, position).boxed().toList();
            assertThat(shown(held)).isEqualTo(expected);
            for (boolean oldestFirst : new boolean[] {true, false}) {
                JournalQuery all = new JournalQuery(Map.of(), null, null, oldestFirst, null);
                assertThat(views.journal.entries(all, Reader.PUBLIC, held, 100))
                        .extracting(Journal.Entry::position)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        for (int day = 0; day < 10; day++) {
            int last = day;
            assertThat(shown(new Moment.On(Facts.DAY.plusDays(day))))
                    .isEqualTo(LongStream.range(0, days.length)
                            .filter(position -> days[(int) position] <= last)
                            .boxed()
                            .toList());
        }
    }
}
