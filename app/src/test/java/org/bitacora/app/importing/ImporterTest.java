package org.bitacora.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.bitacora.app.House;
import org.bitacora.command.Envelope;
import org.bitacora.command.membership.ChangeAffiliation;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DiscussionEvent.Author;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an archive in the record; each test has a dialogue of its own. Random ones take {@code -Dimport.seed=}. */
class ImporterTest {
    private static final Duration VIEWS_MAX = Duration.ofSeconds(20);
    private static final int DAMAGED = 60;
    private static final Pattern ID = Pattern.compile("\\b[0-7][0-9a-hjkmnp-tv-z]{25}\\b");

    @TempDir
    private static Path folder;

    private static House house;
    private static int dialogues;

    private String dialogue = "";
    private long from;

    @BeforeAll
    static void open() {
        house = House.open(new House.Location(folder.resolve("data"), null), InstantSource.system());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void anotherDialogue() {
        dialogue = "d" + dialogues++;
        from = house.record().size();
    }

    @Test
    void anArchiveIsEnteredOnce() throws Exception {
        Importer.Result first = enter(Story.LINES);
        long size = house.record().size();
        Importer.Result again = enter(Story.LINES);

        assertThat(first.added().values()).containsExactly(2, 1, 1, 2, 1, 1);
        assertThat(again.added().values()).containsOnly(0);
        assertThat(again.stopped()).isNull();
        assertThat(house.record().size()).isEqualTo(size);
    }

    @Test
    void minutesHoldWhatWasNotedUnderTheTitlesOfTheAgenda() throws Exception {
        enter(Story.and(
                "{\"kind\":\"topic\",\"id\":\"t2\",\"meeting\":\"g1\",\"title\":\"Otro\"}",
                "{\"kind\":\"topic\",\"id\":\"t3\",\"meeting\":\"g1\",\"title\":\"Sin acuerdo\"}",
                "{\"kind\":\"summary\",\"topic\":\"t2\",\"text\":\"Poco.\"}"));

        assertThat(events(MinutesDrafted.class))
                .extracting(MinutesDrafted::text)
                .containsExactly("## Nombre del grupo\n\nHay nombre.\n\nSe habló del nombre.\n\n## Otro\n\nPoco.");
    }

    @Test
    void theSameLinesInAnotherOrderGiveTheSameRecord() throws Exception {
        Random random = seeded("Another order");
        for (int i = 0; i < 6; i++) {
            List<String> lines = RandomDialogue.lines(random);
            List<String> ordered = recordOf(lines);

            assertThat(recordOf(shuffledButForWhatWasSaid(lines, random))).isEqualTo(ordered);
        }
    }

    @Test
    void everyoneSpeaksForWhomTheySpokeOnThatDay() throws Exception {
        enter(Story.and(
                "{\"kind\":\"meeting\",\"id\":\"late\",\"date\":\"2017-01-01\",\"title\":\"L\",\"attendees\":[\"ana\"]}",
                "{\"kind\":\"topic\",\"id\":\"lt\",\"meeting\":\"late\",\"title\":\"L\"}",
                "{\"kind\":\"speech\",\"id\":\"l1\",\"topic\":\"lt\",\"speaker\":\"ana\",\"text\":\"Después.\"}",
                "{\"kind\":\"meeting\",\"id\":\"before\",\"date\":\"2012\",\"title\":\"B\",\"attendees\":[\"ana\"]}",
                "{\"kind\":\"topic\",\"id\":\"bt\",\"meeting\":\"before\",\"title\":\"B\"}",
                "{\"kind\":\"speech\",\"id\":\"b1\",\"topic\":\"bt\",\"speaker\":\"ana\",\"text\":\"Antes.\"}"));

        Map<String, String> affiliations = new HashMap<>();
        for (ContributionMade made : events(ContributionMade.class)) {
            Author author = Objects.requireNonNull(made.author());
            affiliations.put(made.body(), author.sector().code() + " " + author.organisation());
        }
        assertThat(affiliations)
                .containsEntry("Antes.", "academia UNISON")
                .containsEntry("Propongo un nombre.", "academia UNISON")
                .containsEntry("Después.", "civil-society null");
        assertThat(events(AttendanceRecorded.class))
                .extracting(recorded -> recorded.present().getFirst().sector())
                .containsExactly(Sector.ACADEMIA, Sector.ACADEMIA, Sector.CIVIL_SOCIETY);
    }

    @Test
    void aLongerFileAddsExactlyTheRest() throws Exception {
        Random random = seeded("Longer files");
        for (int i = 0; i < 6; i++) {
            List<String> lines = RandomDialogue.lines(random);
            recordOf(lines);
            List<String> whole = latest();
            anotherDialogue();
            Map<ImportKind, Integer> added = new EnumMap<>(ImportKind.class);
            for (int length = 1; length < lines.size(); length += 1 + random.nextInt(9)) {
                enter(lines.subList(0, length)).added().forEach((kind, n) -> added.merge(kind, n, Integer::sum));
            }
            Importer.Result last = enter(lines);
            last.added().forEach((kind, n) -> added.merge(kind, n, Integer::sum));

            assertThat(last.stopped()).isNull();
            assertThat(added).isEqualTo(last.counts().given());
            assertThat(latest()).isEqualTo(whole);
        }
    }

    @Test
    void minutesAndAttendanceThatChangedBecomeTheNextVersionWithTheirSource() throws Exception {
        enter(Story.LINES);
        List<String> changed = new ArrayList<>(Story.LINES);
        changed.set(2, changed.get(2).replace("[\"ana\",\"beto\"]", "[\"beto\"]"));
        changed.set(6, changed.get(6).replace("Hay nombre.", "Hay dos nombres."));

        Importer.Result entered = enter(changed);

        assertThat(entered.added().values()).containsExactly(0, 0, 0, 0, 1, 0);
        assertThat(entered.corrected()).isEqualTo(new Corrections(1, 1));
        assertThat(events(AttendanceRecorded.class))
                .extracting(AttendanceRecorded::attendanceVersion, AttendanceRecorded::correctionNote)
                .containsExactly(tuple(1, null), tuple(2, "a file"));
        assertThat(events(MinutesPublished.class))
                .extracting(MinutesPublished::version, MinutesPublished::draft, MinutesPublished::correctionNote)
                .containsExactly(tuple(1, 1, null), tuple(2, 2, "a file"));
        Importer.Result again = enter(changed);
        assertThat(again.added().values()).containsOnly(0);
        assertThat(again.corrected()).isEqualTo(new Corrections(0, 0));
        assertThat(events(MinutesPublished.class)).hasSize(2);
    }

    @Test
    void aMoveThatComesToLightLaterDoesNotUndoWhatCameAfterIt() throws Exception {
        String between = Story.LINES
                .getFirst()
                .replace("[{", "[{\"date\":\"2015-01-01\",\"organization\":\"O\",\"sector\":\"government\"},{");
        enter(Story.LINES);
        enter(Story.with(1, between));

        assertThat(sectorsMovedTo()).containsExactly(Sector.CIVIL_SOCIETY, Sector.GOVERNMENT, Sector.CIVIL_SOCIETY);
        assertThat(enter(Story.with(1, between)).added().values()).containsOnly(0);
        assertThat(events(MemberAffiliationChanged.class)).hasSize(3);
    }

    @Test
    void thereAndBackOnOneDayIsThreeMoves() throws Exception {
        String there = move("2016-02-01", "government");
        String back = move("2016-02-01", "academia");
        enter(Story.with(1, ana(there, back, there)));

        assertThat(sectorsMovedTo()).containsExactly(Sector.GOVERNMENT, Sector.ACADEMIA, Sector.GOVERNMENT);
    }

    /** What changes nothing at first would do so later, from where the member went in the meantime. */
    @Test
    void aMoveToWhereTheMemberIsIsNoneHoweverOftenTheFileComes() throws Exception {
        String none = move("2016-02-01", "academia");
        String early = move("2016-02-01", "government");
        String late = move("2016-02-02", "government");
        String back = move("2017-01-01", "academia");
        for (int times = 0; times < 2; times++) {
            enter(Story.with(1, ana(none, late)));
            enter(Story.with(1, ana(none, early, late)));
            enter(Story.with(1, ana(early, back)));
            enter(Story.with(1, ana(none, early, late, back)));
        }

        assertThat(sectorsMovedTo()).containsExactly(Sector.GOVERNMENT, Sector.ACADEMIA);
    }

    @Test
    void whatAMemberChangedSinceStaysWhenTheFileComesAgain() throws Exception {
        enter(Story.LINES);
        String ana = events(MemberAffiliationChanged.class).getFirst().memberId();
        house.desk().submit(new ChangeAffiliation(ana, "O", Sector.GOVERNMENT), Envelope.from(ana, Channel.WEB, "own"));
        enter(Story.LINES);

        assertThat(sectorsMovedTo()).containsExactly(Sector.CIVIL_SOCIETY, Sector.GOVERNMENT);
    }

    @Test
    void whatWasSaidDifferentlyBeforeStopsAtItsLineAndGoesOnOnceThatIsMended() throws Exception {
        enter(Story.LINES);
        String more = "{\"kind\":\"speech\",\"id\":\"s3\",\"topic\":\"t1\",\"speaker\":\"ana\",\"text\":\"Va.\"}";
        List<String> changed = Story.and(more);
        changed.set(5, changed.get(5).replace("Me gusta.", "No me gusta."));

        Importer.Result stopped = enter(changed);
        Importer.Stop stop = Objects.requireNonNull(stopped.stopped());
        Importer.Result mended = enter(Story.and(more));

        assertThat(stop.line()).isEqualTo(6);
        assertThat(stop.refusal().code()).isEqualTo("command.key-reused");
        assertThat(stopped.added().values()).containsOnly(0);
        assertThat(mended.stopped()).isNull();
        assertThat(mended.added()).containsEntry(ImportKind.SPEECH, 1);
    }

    /** The check lets nothing through that the record then refuses: that is what it is for. */
    @Test
    void whateverIsDamagedWhatIsLeftOfItIsEntered() throws Exception {
        Random random = seeded("Damaged archives");
        int faulty = 0;
        for (int i = 0; i < DAMAGED; i++) {
            anotherDialogue();
            List<String> lines = new ArrayList<>(RandomDialogue.lines(random));
            for (int times = 1 + random.nextInt(3); times > 0; times--)
                Damage.oneOf(random).to(lines, random);
            Path file = Files.write(folder.resolve("damaged"), Story.bytes(lines));
            Checked checked = ImportFile.check(file, house.desk().today());
            if (!checked.sound()) faulty++;
            if (!checked.whole()) continue;

            Importer.Result entered = enter(file, checked);

            assertThat(entered.stopped()).as("round %d: %s", i, lines).isNull();
            assertThat(entered.added())
                    .as("round %d", i)
                    .isEqualTo(entered.counts().given());
        }
        assertThat(faulty).isBetween(DAMAGED / 3, DAMAGED - 1);
    }

    private static String ana(String... moves) {
        return "{\"kind\":\"member\",\"id\":\"ana\",\"name\":\"Ana\",\"sector\":\"academia\",\"since\":\"2013-08-08\",\"moves\":["
                + String.join(",", moves) + "]}";
    }

    private static String move(String date, String sector) {
        return "{\"date\":\"" + date + "\",\"sector\":\"" + sector + "\"}";
    }

    private static Random seeded(String what) {
        long seed = Long.getLong("import.seed", System.nanoTime());
        System.out.println(what + ": -Dimport.seed=" + seed);
        return new Random(seed);
    }

    /** Speeches and minutes keep their order among themselves, as the format promises; so do the topics of a meeting. */
    private static List<String> shuffledButForWhatWasSaid(List<String> lines, Random random) {
        List<String> free = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String line : lines) (line.contains("\"kind\":\"meeting\"") ? free : kept).add(line);
        List<String> members = kept.stream()
                .filter(line -> line.contains("\"kind\":\"member\""))
                .toList();
        kept.removeAll(members);
        List<String> shuffled = new ArrayList<>(kept);
        for (String line : free) shuffled.add(random.nextInt(shuffled.size() + 1), line);
        int at = shuffled.size();
        for (String member : members.reversed()) {
            at = random.nextInt(at + 1);
            shuffled.add(at, member);
        }
        return shuffled;
    }

    private List<String> recordOf(List<String> lines) throws Exception {
        anotherDialogue();
        assertThat(enter(lines).stopped()).isNull();
        Map<String, String> ids = new HashMap<>();
        return recorded().stream()
                .map(recorded -> ID.matcher(house.json().writeValueAsString(recorded.event()))
                        .replaceAll(id -> ids.computeIfAbsent(id.group(), key -> "id " + ids.size())))
                .toList();
    }

    /** What holds in the end: of minutes and attendance the last version, and everything without its id, in no order. */
    private List<String> latest() {
        Map<String, DomainEvent> latest = new LinkedHashMap<>();
        int number = 0;
        for (Recorded recorded : recorded()) {
            DomainEvent event = recorded.event();
            String thing = switch (event) {
                case MinutesDrafted drafted -> "draft " + drafted.meetingId();
                case MinutesPublished published -> "minutes " + published.meetingId();
                case AttendanceRecorded attended -> "attendance " + attended.meetingId();
                default -> "event " + number++;
            };
            latest.put(thing, event);
        }
        return latest.values().stream()
                .map(event -> switch (event) {
                    case MinutesDrafted drafted -> drafted.text();
                    case MinutesPublished published -> "published";
                    case AttendanceRecorded attended -> attended.present().size() + " were there";
                    default ->
                        ID.matcher(house.json().writeValueAsString(event)).replaceAll("id");
                })
                .sorted()
                .toList();
    }

    private List<Sector> sectorsMovedTo() {
        return events(MemberAffiliationChanged.class).stream()
                .map(MemberAffiliationChanged::sector)
                .toList();
    }

    private <E extends DomainEvent> List<E> events(Class<E> type) {
        return recorded().stream()
                .map(Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<Recorded> recorded() {
        EventCodec codec = new EventCodec(house.json());
        return house.record().at(from, house.record().size()).stream()
                .map(event -> event.decode(codec))
                .toList();
    }

    private Importer.Result enter(List<String> lines) throws Exception {
        Path file = Files.write(folder.resolve("sound"), Story.bytes(lines));
        Checked checked = ImportFile.check(file, house.desk().today());
        assertThat(Story.faults(checked)).isEmpty();
        return enter(file, checked);
    }

    private Importer.Result enter(Path file, Checked checked) throws Exception {
        house.awaitViews(VIEWS_MAX);
        Importer importer = new Importer(
                house, new Importer.Settings(dialogue, "a file", checked.sha256(), Visibility.MEMBERS), line -> {});
        return importer.enter(file, checked);
    }
}
