package org.bitacora.command.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.E;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.SYSTEM;
import static org.bitacora.command.Given.TODAY;

import org.bitacora.command.Envelope;
import org.bitacora.command.Given;
import org.bitacora.vocabulary.MembershipEvent.MemberAffiliationChanged;
import org.bitacora.vocabulary.MembershipEvent.MembershipLapsed;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.VagueDate;
import org.junit.jupiter.api.Test;

class ChangeAffiliationTest {
    private final ChangeAffiliation command = new ChangeAffiliation(A, null, Sector.CIVIL_SOCIETY);
    private final MemberAffiliationChanged changed = new MemberAffiliationChanged(A, null, Sector.CIVIL_SOCIETY);

    @Test
    void aMemberSaysForWhomTheySpeakFromNowOn() {
        assertThat(Given.membersWithRoles().when(A, command)).containsExactly(changed);
    }

    @Test
    void theSecretariatSaysItOfAnotherWithItsSource() {
        Given group = Given.membersWithRoles();
        assertThat(group.when(Given.withSource(E, "Correo de A"), command)).containsExactly(changed);
        group.refused(E, command, "membership.source-required", "source");
    }

    @Test
    void anImportSaysItToo() {
        Envelope archive = Envelope.fromImport("k", VagueDate.parse("2016-05"), "Archivo", "0".repeat(64));
        assertThat(Given.membersWithRoles().when(archive, command)).containsExactly(changed);
    }

    @Test
    void nobodyElseDoes() {
        Given.membersWithRoles().refused(Given.withSource(B, "Correo"), command, "access.not-allowed");
        Given.membersWithRoles().refused(Given.withSource(SYSTEM, "Correo"), command, "access.not-allowed");
    }

    @Test
    void whatIsSoAlreadyIsARepeat() {
        assertThat(Given.members().did(A, command).when(A, command)).isEmpty();
        assertThat(Given.members().when(A, new ChangeAffiliation(A, "Org", Sector.ACADEMIA)))
                .isEmpty();
    }

    @Test
    void aMembershipThatLapsedHasNoAffiliationToChange() {
        Given group = Given.membersWithRoles().recorded(SYSTEM, new MembershipLapsed(A, TODAY));
        group.refused(Given.withSource(E, "Correo"), command, "membership.not-active");
    }

    @Test
    void whoNeverWasAMemberIsUnknown() {
        Given.members().refused(A, new ChangeAffiliation(STRANGER, null, Sector.ACADEMIA), "id.unknown", "memberId");
    }
}
