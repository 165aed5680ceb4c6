package org.bitacora.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.bitacora.query.members.MemberView;
import org.bitacora.query.members.MembersFold;
import org.bitacora.query.suggestions.SuggestionView;
import org.bitacora.query.suggestions.SuggestionView.Edge;
import org.bitacora.query.suggestions.SuggestionView.State;
import org.bitacora.query.suggestions.SuggestionsFold;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.MembershipEvent.MemberAdmitted;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.MembershipEvent.RoleGranted;
import org.bitacora.vocabulary.MembershipEvent.RoleRevoked;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.SuggestionEvent.ReopeningCause;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAnswered;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionParked;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionReopened;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final SuggestionsFold SUGGESTIONS = new SuggestionsFold();

    @Test
    void aSuggestionKeepsItsAnswersWhenItIsReopened() {
        SuggestionView view = new Facts()
                .submitted("a", Visibility.MEMBERS)
                .add(new SuggestionAcknowledged("a", "read"))
                .add(new SuggestionAnswered("a", Outcome.NOTED, "thanks"))
                .add(new SuggestionReopened("a", ReopeningCause.ASKED, "and?", null))
                .fold(SUGGESTIONS, "a");
        assertThat(view.state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(view.progress().answers()).hasSize(1);
        assertThat(view.steps()).isEqualTo(4);
        assertThat(view.position()).isEqualTo(3);
    }

    @Test
    void aNewStateEndsTheTriageOrTheParkingBefore() {
        Facts facts = new Facts()
                .submitted("a", Visibility.MEMBERS)
                .add(new SuggestionTriaged("a", TriageTarget.SECRETARIAT, null, null))
                .add(new SuggestionParked("a", "later", Facts.DAY.plusDays(3)));
        SuggestionView parked = facts.fold(SUGGESTIONS, "a");
        assertThat(parked.progress().triaged()).isNull();
        assertThat(parked.progress().parked()).isNotNull();
        SuggestionView answered =
                facts.add(new SuggestionAnswered("a", Outcome.NOTED, "now")).fold(SUGGESTIONS, "a");
        assertThat(answered.progress().parked()).isNull();
        assertThat(answered.state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void aMergeIsALineOfBothUntilTheSourceIsReopened() {
        Facts facts = new Facts()
                .submitted("a", Visibility.MEMBERS)
                .submitted("b", Visibility.MEMBERS)
                .add(new SuggestionMerged("a", "b", "the same"));
        Edge line = new Edge(Edge.Kind.MERGE, "a", "b", 2, null);
        assertThat(facts.fold(SUGGESTIONS, "a").mergedInto()).isEqualTo("b");
        assertThat(facts.fold(SUGGESTIONS, "b").edges()).containsExactly(line);
        facts.add(new SuggestionReopened("a", ReopeningCause.ASKED, "it is not", "b"));
        assertThat(facts.fold(SUGGESTIONS, "a").mergedInto()).isNull();
        assertThat(facts.fold(SUGGESTIONS, "b").edges()).containsExactly(new Edge(Edge.Kind.MERGE, "a", "b", 2, 3L));
    }

    @Test
    void aChangeOfVisibilityIsNoStep() {
        SuggestionView view = new Facts()
                .submitted("a", Visibility.MEMBERS)
                .changed(ThreadKind.SUGGESTION, "a", Visibility.PUBLIC)
                .fold(SUGGESTIONS, "a");
        assertThat(view.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(view.steps()).isEqualTo(1);
    }

    @Test
    void aMemberHoldsARoleToItsLastDayAndNoLongerThanTheMembership() {
        Facts facts = new Facts()
                .add(new MemberAdmitted("m", "M", null, Sector.ACADEMIA, null, false))
                .add(new RoleGranted("m", Role.SECRETARIAT, Facts.DAY, "meeting"))
                .add(new RoleGranted("m", Role.REVIEWER, null, "meeting"));
        MemberView member = facts.fold(new MembersFold(), "m");
        assertThat(member.holds(Role.SECRETARIAT, Facts.DAY)).isTrue();
        assertThat(member.holds(Role.SECRETARIAT, Facts.DAY.plusDays(1))).isFalse();
        assertThat(member.holds(Role.REVIEWER, LocalDate.MAX)).isTrue();
        facts.add(new RoleRevoked("m", Role.REVIEWER, null));
        assertThat(facts.fold(new MembersFold(), "m").holds(Role.REVIEWER, Facts.DAY))
                .isFalse();
        facts.add(new MembershipLapsed("m", Facts.DAY));
        assertThat(facts.fold(new MembersFold(), "m").holds(Role.SECRETARIAT, Facts.DAY))
                .isFalse();
    }

    @Test
    void whoComesBackKeepsNumberAndAffiliations() {
        MemberView member = new Facts()
                .add(new MemberAdmitted("m", "M", "One", Sector.ACADEMIA, null, false))
                .add(new MemberAdmitted("n", "N", null, Sector.ACADEMIA, null, false))
                .add(new MemberAffiliationChanged("m", "Two", Sector.GOVERNMENT))
                .add(new MembershipLapsed("m", Facts.DAY))
                .add(new MemberAdmitted("m", "M", "Two", Sector.GOVERNMENT, null, true))
                .fold(new MembersFold(), "m");
        assertThat(member.active()).isTrue();
        assertThat(member.ordinal()).isEqualTo(1);
        assertThat(member.affiliations())
                .extracting(MemberView.Affiliation::organisation)
                .containsExactly("One", "Two");
    }

    @Test
    void aRuleThatIsTakenBackIsGone() {
        Facts facts = new Facts().add(new WorkingRuleSet("group.name", "Us", null));
        assertThat(facts.fold(new Group.Fold(), "rules").values()).containsEntry("group.name", "Us");
        facts.add(new WorkingRuleSet("group.name", null, null));
        assertThat(facts.fold(new Group.Fold(), "rules").values()).isEmpty();
    }
}
