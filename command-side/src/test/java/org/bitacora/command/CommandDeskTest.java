package org.bitacora.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.id;
import static org.bitacora.command.Given.refuses;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bitacora.command.CommandReader.Request;
import org.bitacora.command.charter.SetWorkingRule;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.ChangeAffiliation;
import org.bitacora.command.membership.LapseMembership;
import org.bitacora.command.suggestions.AcknowledgeSuggestion;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.command.suggestions.WithdrawSuggestion;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandDeskTest {
    private static final String S = id("suggestion");

    private final SubmitSuggestion submit = suggestion(S);
    private final Meddled meddled = new Meddled();
    private final RunningDesk running;

    CommandDeskTest(@TempDir Path directory) throws IOException {
        running = RunningDesk.withA(directory, Slice.of("meddled").automated(meddled.decision()));
    }

    @AfterEach
    void close() {
        running.close();
    }

    private static SubmitSuggestion suggestion(String id) {
        return new SubmitSuggestion(id, About.GROUP, "Título", "Texto", null);
    }

    @Test
    void anEventSaysWhoRecordedItAndHow() {
        Receipt receipt = running.did(A, submit);
        assertThat(receipt).isEqualTo(new Receipt(S, 1, List.of(new Receipt.Recording(1, "SuggestionSubmitted"))));
        StoredEvent event = running.events().getLast();
        assertThat(event.disclosure().metadata())
                .containsEntry("actor", A)
                .containsEntry("channel", "web")
                .containsEntry("capacity", "personal")
                .containsEntry("actorSector", "academia")
                .containsEntry("affiliation", "1")
                .containsEntry("occurredOn", "2026-03-10")
                .doesNotContainKeys("onBehalfOf", "mandate", "source", "causation");
        assertThat(event.disclosure().tags()).contains("suggestion:" + S, "member:" + A);
    }

    @Test
    void whoSpeaksForAnOrganisationOrASectorIsRecordedSo() {
        running.did(A, new ChangeAffiliation(A, "Universidad", Sector.ACADEMIA));
        running.desk().submit(submit, spoken(Capacity.ORGANISATION, null));
        assertThat(running.events().getLast().disclosure().metadata())
                .containsEntry("onBehalfOf", "Universidad")
                .containsEntry("affiliation", "2");
        running.desk().submit(suggestion(id("other")), spoken(Capacity.SECTOR, "La asamblea de marzo"));
        assertThat(running.events().getLast().disclosure().metadata()).containsEntry("mandate", "La asamblea de marzo");
    }

    @Test
    void nobodySpeaksForAnOrganisationTheyHaveNotOrASectorThatDidNotAsk() {
        assertThat(refuses(
                                () -> running.desk().submit(submit, spoken(Capacity.ORGANISATION, null)),
                                "capacity.no-organisation")
                        .field())
                .isEqualTo("capacity");
        assertThat(refuses(
                                () -> running.desk().submit(submit, spoken(Capacity.SECTOR, null)),
                                "capacity.mandate-required")
                        .field())
                .isEqualTo("mandate");
        assertThat(running.events()).hasSize(1);
    }

    @Test
    void whoIsNoMemberAnyMoreHasNoSectorInWhatTheyDo() {
        running.did(A, new AdmitMember(B, "Integrante B", null, Sector.GOVERNMENT, Given.TODAY.plusDays(1)));
        running.did(B, submit);
        running.later(Duration.ofDays(40));
        running.did(SYSTEM, new LapseMembership(B));
        running.did(B, new WithdrawSuggestion(S, null));
        assertThat(running.events().getLast().disclosure().metadata())
                .containsEntry("actor", B)
                .doesNotContainKeys("actorSector", "affiliation");
    }

    @Test
    void theSameKeyAnswersAsTheFirstTime() {
        Receipt first = running.desk().submit(submit, keyed(A, "k"));
        running.did(A, suggestion(id("other")));
        assertThat(running.desk().submit(submit, keyed(A, "k"))).isEqualTo(first);
        assertThat(running.events()).hasSize(3);
    }

    @Test
    void theSameKeyWithAnotherContentIsRefused() {
        running.desk().submit(submit, keyed(A, "k"));
        assertThat(refuses(() -> running.desk().submit(suggestion(id("other")), keyed(A, "k")), "command.key-reused")
                        .field())
                .isEqualTo("key");
    }

    @Test
    void anotherSourceIsAnotherContent() {
        for (String key : List.of("url", "sha")) {
            running.desk().submit(suggestion(id(key)), sourced(key, null, null));
        }
        refuses(
                () -> running.desk().submit(suggestion(id("url")), sourced("url", "https://example.org/acta", null)),
                "command.key-reused");
        refuses(
                () -> running.desk().submit(suggestion(id("sha")), sourced("sha", null, "0".repeat(64))),
                "command.key-reused");
    }

    @Test
    void aKeyIsItsSendersOwn() {
        running.did(A, new AdmitMember(B, "Integrante B", null, Sector.GOVERNMENT, null));
        running.desk().submit(submit, keyed(A, "k"));
        assertThat(running.desk().submit(suggestion(id("other")), keyed(B, "k")).events())
                .hasSize(1);
    }

    @Test
    void aRefusalLeavesItsKeyFreeAndRecordsNothing() {
        refuses(() -> running.desk().submit(submit, keyed(STRANGER, "k")), "membership.not-active");
        assertThat(running.events()).hasSize(1);
        running.did(A, new AdmitMember(STRANGER, "Integrante S", null, Sector.GOVERNMENT, null));
        assertThat(running.desk().submit(submit, keyed(STRANGER, "k")).events()).hasSize(1);
    }

    @Test
    void aRepeatAnswersWithThePositionThatShowsIt() {
        running.did(A, submit);
        assertThat(running.did(A, submit)).isEqualTo(new Receipt(S, 1, List.of()));
    }

    @Test
    void whatIsHandedInTogetherIsAnsweredAsOneAfterTheOther() {
        Request first = new Request(submit, keyed(A, "k"));
        Request other = new Request(suggestion(id("other")), keyed(A, "l"));
        Request repeat = new Request(submit, keyed(A, "m"));
        CommandDesk.Answers answers = running.desk().submitInOrder(List.of(first, other, first, repeat));

        Receipt receipt = new Receipt(S, 1, List.of(new Receipt.Recording(1, "SuggestionSubmitted")));
        assertThat(answers.receipts().get(0)).isEqualTo(receipt);
        assertThat(answers.receipts().get(1).position()).isEqualTo(2);
        assertThat(answers.receipts().get(2)).isEqualTo(receipt);
        assertThat(answers.receipts().get(3)).isEqualTo(new Receipt(S, 2, List.of()));
        assertThat(running.events()).hasSize(3);
    }

    @Test
    void ofWhatIsHandedInTogetherTheFirstThatIsRefusedEndsIt() {
        Request refused = new Request(new WithdrawSuggestion(id("nothing"), null), keyed(A, "k"));
        CommandDesk.Answers answers = running.desk()
                .submitInOrder(List.of(
                        new Request(submit, keyed(A, "l")),
                        refused,
                        new Request(suggestion(id("other")), keyed(A, "m"))));

        assertThat(answers.receipts()).hasSize(1);
        assertThat(answers.refusal()).extracting(Refusal::code).isEqualTo("id.unknown");
        assertThat(running.events()).hasSize(2);
    }

    @Test
    void aLostRaceIsDecidedAnew() {
        running.did(A, submit);
        meddled.meddle(1, () -> running.did(A, new AcknowledgeSuggestion(S, null)));
        Receipt receipt = running.did(A, new Meddled.Acknowledge(S, true));
        assertThat(meddled.tries()).isEqualTo(2);
        assertThat(receipt.position()).isEqualTo(3);
        assertThat(running.events()).hasSize(4);
    }

    @Test
    void aRaceThatIsLostAgainAndAgainIsGivenUp() {
        running.did(A, submit);
        meddled.meddle(4, () -> running.did(A, new Meddled.Acknowledge(S, false)));
        Refusal refusal = refuses(() -> running.did(A, new Meddled.Acknowledge(S, true)), "command.lost-race");
        assertThat(refusal).isInstanceOf(Refusal.Moved.class);
        assertThat(refusal.ids()).containsExactly(S);
        assertThat(meddled.tries()).isEqualTo(4);
    }

    @Test
    void aChangeOfWhatItIsNotDecidedFromLosesNoRace() {
        running.did(A, submit);
        meddled.meddle(1, () -> running.did(A, suggestion(id("other"))));
        running.did(A, new Meddled.Acknowledge(S, true));
        assertThat(meddled.tries()).isEqualTo(1);
    }

    @Test
    void whatTheGroupSetsHoldsFromTheNextCommandOn() {
        running.did(A, new SetWorkingRule("visibility.default", "public"));
        running.did(A, new SetWorkingRule("group.timeZone", "Asia/Tokyo"));
        running.did(A, submit);
        StoredEvent event = running.events().getLast();
        assertThat(event.disclosure().payload()).contains("\"visibility\":\"public\"");
        assertThat(event.disclosure().metadata()).containsEntry("occurredOn", "2026-03-11");
    }

    @Test
    void aRepeatIsOneWhateverTheGroupHasSetSince() {
        running.did(A, submit);
        running.did(A, new SetWorkingRule("visibility.default", "public"));
        assertThat(running.did(A, submit).events()).isEmpty();
    }

    @Test
    void aCommandOfNoSliceIsAMistakeInTheProgram() {
        assertThatThrownBy(() -> running.did(A, () -> S)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Envelope keyed(String by, String key) {
        return Envelope.from(by, Channel.API, key);
    }

    private static Envelope sourced(String key, @Nullable String url, @Nullable String sha256) {
        return new Envelope(A, Channel.API, key, Capacity.PERSONAL, null, null, "Acta", url, sha256, null, null);
    }

    private static Envelope spoken(Capacity capacity, @Nullable String mandate) {
        return new Envelope(
                A, Channel.WEB, "spoken " + capacity, capacity, mandate, null, null, null, null, null, null);
    }
}
