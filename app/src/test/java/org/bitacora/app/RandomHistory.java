package org.bitacora.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bitacora.command.Command;
import org.bitacora.command.Envelope;
import org.bitacora.command.Receipt;
import org.bitacora.command.Refusal;
import org.bitacora.command.charter.SetWorkingRule;
import org.bitacora.command.discussion.MakeContribution;
import org.bitacora.command.discussion.SetVisibility;
import org.bitacora.command.meetings.AddAgendaItem;
import org.bitacora.command.meetings.CallMeeting;
import org.bitacora.command.meetings.DraftMinutes;
import org.bitacora.command.meetings.PublishMinutes;
import org.bitacora.command.meetings.RecordAttendance;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.ChangeAffiliation;
import org.bitacora.command.membership.GrantRole;
import org.bitacora.command.membership.RevokeRole;
import org.bitacora.command.suggestions.AcknowledgeSuggestion;
import org.bitacora.command.suggestions.AnswerSuggestion;
import org.bitacora.command.suggestions.MergeSuggestions;
import org.bitacora.command.suggestions.ParkSuggestion;
import org.bitacora.command.suggestions.ReopenSuggestion;
import org.bitacora.command.suggestions.SplitSuggestion;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.command.suggestions.TriageSuggestion;
import org.bitacora.command.suggestions.WithdrawSuggestion;
import org.bitacora.query.meetings.Meetings;
import org.bitacora.query.suggestions.SuggestionView;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceMode;
import org.bitacora.vocabulary.MeetingEvent.Guests;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Lives in a house at random: members of it do whatever comes to their minds, in all its slices. What is refused is part of life. */
final class RandomHistory {
    private static final Duration VIEWS_MAX = Duration.ofSeconds(20);
    private static final String FIRST = Ids.derived("member", "A");

    private final House house;
    private final Random random;
    private final List<String> members = new ArrayList<>(List.of(FIRST));
    private final List<String> suggestions = new ArrayList<>();
    private final List<String> meetings = new ArrayList<>();
    private final Map<String, @Nullable VagueDate> days = new HashMap<>();
    private final List<String> items = new ArrayList<>();
    private final Map<String, String> meetingsOfItems = new HashMap<>();
    private final List<String> contributions = new ArrayList<>();
    private final Set<String> recorded = new TreeSet<>();
    private int refused;

    RandomHistory(House house, Random random) {
        this.house = house;
        this.random = random;
    }

    /** Types of the events that were recorded. */
    Set<String> recorded() {
        return Set.copyOf(recorded);
    }

    int refused() {
        return refused;
    }

    void live(int deeds) throws InterruptedException {
        submit(new AdmitMember(FIRST, "Integrante A", null, Sector.ACADEMIA, null), Envelope.fromOperator("first"));
        submit(new GrantRole(FIRST, Role.SECRETARIAT, today().plusDays(90)), from("office", null));
        for (int i = 0; i < deeds; i++) {
            Command command = suggestions.size() < 5 ? suggest(i) : deed(i);
            submit(command, envelope(command, "deed" + i));
        }
        house.awaitViews(VIEWS_MAX);
    }

    /** Meetings were called and prepared long ago, as somebody found in the minutes. */
    private Envelope envelope(Command command, String key) {
        return switch (command) {
            case CallMeeting call -> from(key, call.startsOn());
            case AddAgendaItem add -> from(key, days.get(add.meetingId()));
            default -> from(key, null);
        };
    }

    private static Envelope from(String key, @Nullable VagueDate occurredOn) {
        return new Envelope(
                FIRST, Channel.API, key, Capacity.PERSONAL, null, occurredOn, "Minuta", null, null, null, null);
    }

    private void submit(Command command, Envelope envelope) {
        try {
            Receipt receipt = house.desk().submit(command, envelope);
            receipt.events().forEach(event -> recorded.add(event.type()));
            remember(command);
        } catch (Refusal refusal) {
            assertThat(refusal.code()).contains(".");
            refused++;
        }
    }

    private void remember(Command command) {
        switch (command) {
            case AdmitMember admitted -> members.add(admitted.memberId());
            case SubmitSuggestion submitted -> suggestions.add(submitted.suggestionId());
            case SplitSuggestion split -> split.parts().forEach(part -> suggestions.add(part.suggestionId()));
            case CallMeeting called -> {
                meetings.add(called.meetingId());
                days.put(called.meetingId(), called.startsOn());
            }
            case AddAgendaItem added -> {
                items.add(added.itemId());
                meetingsOfItems.put(added.itemId(), added.meetingId());
            }
            case MakeContribution made -> contributions.add(made.contributionId());
            default -> {}
        }
    }

    private Command deed(int i) throws InterruptedException {
        return switch (random.nextInt(10)) {
            case 0 -> suggest(i);
            case 1, 2 -> ofMember(i);
            case 3 -> callOrSet(i);
            case 4, 5 -> meetings.isEmpty() ? callOrSet(i) : ofMeeting(i);
            case 6 -> speak(i);
            case 7 -> restrict();
            default -> ofSuggestion(i);
        };
    }

    private Command suggest(int i) {
        return new SubmitSuggestion(
                Ids.derived("suggestion", i + ""), About.GROUP, "Sugerencia " + i, "Texto", visibility());
    }

    private Command ofMember(int i) {
        String member = any(members);
        Sector sector = any(List.of(Sector.values()));
        return switch (random.nextInt(5)) {
            case 0, 1 -> new AdmitMember(Ids.derived("member", i + ""), "Integrante " + i, null, sector, null);
            case 2 -> new ChangeAffiliation(member, "Organización " + i, sector);
            case 3 -> new GrantRole(member, Role.AUDITOR, today().plusDays(random.nextInt(1, 90)));
            default -> new RevokeRole(member, Role.AUDITOR, "terminó");
        };
    }

    private Command callOrSet(int i) {
        if (random.nextInt(3) == 0) return new SetWorkingRule("suggestion.answerDays", random.nextInt(1, 90) + "");
        VagueDate day = VagueDate.of(today().minusDays(random.nextInt(900)));
        String link = random.nextBoolean() ? "https://sala.example/" + i : null;
        return new CallMeeting(
                Ids.derived("meeting", i + ""), "Reunión " + i, null, day, null, null, link, visibility());
    }

    private Command ofMeeting(int i) throws InterruptedException {
        String meeting = any(meetings);
        house.awaitViews(VIEWS_MAX);
        Meetings.Already already = house.meetings().already(meeting);
        return switch (random.nextInt(4)) {
            case 0 ->
                new AddAgendaItem(
                        Ids.derived("item", i + ""),
                        meeting,
                        "Tema " + i,
                        null,
                        random.nextBoolean() ? null : new ThreadId(ThreadKind.SUGGESTION, any(suggestions)),
                        null,
                        null,
                        visibility());
            case 1 ->
                new RecordAttendance(
                        meeting,
                        already.attendance() == null ? 0 : already.attendance().attendanceVersion(),
                        List.of(new Attendance(any(members), Sector.ACADEMIA, AttendanceMode.REMOTE)),
                        List.of(new Guests(Sector.CIVIL_SOCIETY, random.nextInt(1, 9))),
                        List.of(),
                        already.attendance() == null ? null : "faltaba alguien");
            case 2 ->
                new DraftMinutes(
                        meeting, already.draft() == null ? 0 : already.draft().number(), "Minuta " + i);
            default ->
                new PublishMinutes(
                        meeting,
                        already.draft() == null ? 1 : already.draft().number(),
                        already.publishedDraft() == 0 ? null : "se corrigió");
        };
    }

    private Command speak(int i) {
        String item = items.isEmpty() || random.nextBoolean() ? null : any(items);
        return new MakeContribution(
                Ids.derived("contribution", i + ""),
                item == null
                        ? new ThreadId(ThreadKind.SUGGESTION, any(suggestions))
                        : new ThreadId(ThreadKind.ITEM, item),
                item == null ? null : meetingsOfItems.get(item),
                null,
                "Palabras " + i,
                visibility(),
                null);
    }

    private Command restrict() {
        ThreadId thing = switch (random.nextInt(4)) {
            case 0 -> thing(ThreadKind.MEETING, meetings);
            case 1 -> thing(ThreadKind.ITEM, items);
            case 2 -> thing(ThreadKind.CONTRIBUTION, contributions);
            default -> thing(ThreadKind.SUGGESTION, suggestions);
        };
        return new SetVisibility(thing, random.nextInt(3) == 0 ? Visibility.PUBLIC : Visibility.MEMBERS, "se pidió");
    }

    private ThreadId thing(ThreadKind kind, List<String> some) {
        return some.isEmpty() ? new ThreadId(ThreadKind.SUGGESTION, any(suggestions)) : new ThreadId(kind, any(some));
    }

    private Command ofSuggestion(int i) throws InterruptedException {
        String one = any(suggestions);
        String other = any(suggestions);
        int steps = steps(one);
        return switch (random.nextInt(8)) {
            case 0 -> new AcknowledgeSuggestion(one, "leída");
            case 1 -> new ParkSuggestion(one, steps, "falta algo", today().plusDays(9));
            case 2 ->
                new MergeSuggestions(
                        other, steps(other), List.of(new MergeSuggestions.Source(one, steps)), "tratan de lo mismo");
            case 3 ->
                new SplitSuggestion(
                        one,
                        steps,
                        List.of(
                                new SplitSuggestion.Part(Ids.derived("part", i + "a"), "a", "a"),
                                new SplitSuggestion.Part(Ids.derived("part", i + "b"), "b", "b")),
                        "son dos cosas");
            case 4 -> new AnswerSuggestion(one, steps, Outcome.NOTED, "gracias");
            case 5 -> new ReopenSuggestion(one, steps, "falta responder");
            case 6 -> new TriageSuggestion(one, steps, TriageTarget.SECRETARIAT, null, null);
            default -> new WithdrawSuggestion(one, null);
        };
    }

    private int steps(String id) throws InterruptedException {
        house.awaitViews(VIEWS_MAX);
        Document document = house.runner()
                .build("suggestions")
                .collection("suggestions")
                .find(new Document("_id", id))
                .first();
        return document == null
                ? 0
                : house.json()
                        .readValue(document.getString("json"), SuggestionView.class)
                        .steps();
    }

    private LocalDate today() {
        return house.desk().today();
    }

    private @Nullable Visibility visibility() {
        return switch (random.nextInt(3)) {
            case 0 -> Visibility.MEMBERS;
            case 1 -> Visibility.PUBLIC;
            default -> null;
        };
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
