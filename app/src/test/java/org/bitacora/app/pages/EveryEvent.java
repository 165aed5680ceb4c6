package org.bitacora.app.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.DiscussionEvent.Author;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.MeetingEvent.AgendaItemAdded;
import org.bitacora.vocabulary.MeetingEvent.Attendance;
import org.bitacora.vocabulary.MeetingEvent.AttendanceMode;
import org.bitacora.vocabulary.MeetingEvent.AttendanceRecorded;
import org.bitacora.vocabulary.MeetingEvent.Guests;
import org.bitacora.vocabulary.MeetingEvent.MeetingCalled;
import org.bitacora.vocabulary.MeetingEvent.MinutesDrafted;
import org.bitacora.vocabulary.MeetingEvent.MinutesPublished;
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
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSplit;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionTriaged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionWithdrawn;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;

/** Every event that can be recorded, in every way that the timeline tells differently, by a group of its own. */
final class EveryEvent {
    static final String MEETING = Ids.derived("reunión");
    static final String ITEM = Ids.derived("tema");
    static final String ITEM_ABOUT = Ids.derived("tema sobre sugerencia");
    static final String CONTRIBUTION = Ids.derived("intervención");
    static final String ONE = Ids.derived("una");
    static final String OTHER = Ids.derived("otra");
    static final String PART = Ids.derived("una parte");

    private static final VagueDate CALLED = VagueDate.parse("2026-11-17");
    private static final VagueDate DAY = VagueDate.parse("2026-11-26");

    private EveryEvent() {}

    static List<DomainEvent> examples() {
        ThreadId item = new ThreadId(ThreadKind.ITEM, ITEM);
        return List.of(
                new SuggestionSubmitted(
                        ONE, About.GROUP, "Rotar la moderación", "Cada reunión otra persona.", Visibility.PUBLIC),
                new SuggestionSubmitted(OTHER, About.GROUP, "Turnarse la palabra", "Por sectores.", Visibility.PUBLIC),
                new SuggestionSubmitted(
                        PART,
                        About.GROUP,
                        "Moderar por turnos",
                        "Una parte.",
                        Visibility.PUBLIC,
                        ONE,
                        OpenHouse.B,
                        OpenHouse.A,
                        null),
                new SuggestionAcknowledged(ONE, "Gracias."),
                new SuggestionTriaged(ONE, TriageTarget.SECRETARIAT, null, null),
                new SuggestionTriaged(ONE, TriageTarget.AUTHOR, null, "Usted sabe más de esto."),
                new SuggestionParked(ONE, "Hasta que haya sede.", LocalDate.of(2027, 2, 1)),
                new SuggestionMerged(OTHER, ONE, "Piden lo mismo."),
                new SuggestionReopened(OTHER, ReopeningCause.TARGET_WITHDRAWN, null, ONE),
                new SuggestionReopened(OTHER, ReopeningCause.TARGET_SPLIT, null, ONE),
                new SuggestionReopened(ONE, ReopeningCause.ASKED, "Hay algo nuevo.", null),
                new SuggestionSplit(ONE, List.of(PART), "Son varias cosas."),
                new SuggestionAnswered(OTHER, Outcome.PARTLY, "Se hará a partir de enero."),
                new SuggestionWithdrawn(ONE, "Ya no hace falta.", null),
                new MeetingCalled(
                        MEETING,
                        "Reunión 148",
                        Instant.parse("2026-11-26T23:00:00Z"),
                        null,
                        90,
                        "En línea",
                        "https://sala.example/148",
                        Visibility.PUBLIC,
                        true),
                new SuggestionTriaged(OTHER, TriageTarget.MEETING, MEETING, null),
                new AgendaItemAdded(
                        ITEM,
                        MEETING,
                        "Sede de los Diálogos 2027",
                        "Tres opciones.",
                        null,
                        null,
                        20,
                        Visibility.PUBLIC,
                        CALLED,
                        DAY,
                        10,
                        true),
                new AgendaItemAdded(
                        ITEM_ABOUT,
                        MEETING,
                        null,
                        null,
                        new ThreadId(ThreadKind.SUGGESTION, OTHER),
                        null,
                        null,
                        Visibility.PUBLIC,
                        CALLED,
                        DAY,
                        null,
                        null),
                new ContributionMade(
                        CONTRIBUTION, item, null, "Prefiero una sede **pública**.", Visibility.PUBLIC, null),
                new ContributionMade(
                        Ids.derived("respuesta"),
                        item,
                        CONTRIBUTION,
                        "De acuerdo en no estar de acuerdo. "
                                + "Una sede se mide también por cómo se llega a ella. ".repeat(40),
                        Visibility.PUBLIC,
                        new Author(Ids.derived("invitada"), "Invitada Z", Sector.GOVERNMENT, "Secretaría de Economía")),
                new VisibilityChanged(
                        new ThreadId(ThreadKind.CONTRIBUTION, CONTRIBUTION),
                        Visibility.MEMBERS,
                        "Nombra a una tercera persona."),
                new VisibilityChanged(
                        new ThreadId(ThreadKind.CONTRIBUTION, CONTRIBUTION), Visibility.PUBLIC, "Ya no la nombra."),
                new VisibilityChanged(new ThreadId(ThreadKind.SUGGESTION, PART), Visibility.MEMBERS, "Por ahora."),
                new VisibilityChanged(new ThreadId(ThreadKind.SUGGESTION, PART), Visibility.PUBLIC, "Ya se puede."),
                new AttendanceRecorded(
                        MEETING,
                        1,
                        List.of(new Attendance(OpenHouse.A, Sector.ACADEMIA, AttendanceMode.ROOM)),
                        List.of(new Guests(Sector.GOVERNMENT, 3)),
                        List.of(OpenHouse.B),
                        null),
                new AttendanceRecorded(MEETING, 2, List.of(), List.of(), List.of(), "Faltó quitar a una persona."),
                new MinutesDrafted(MEETING, 1, "# Asistentes\n\nVarias personas."),
                new MinutesPublished(MEETING, 1, 1, null),
                new MinutesPublished(MEETING, 2, 1, "Un nombre estaba mal escrito."),
                new MemberAdmitted(
                        Ids.derived("integrante D"),
                        "Integrante D",
                        "Red",
                        Sector.PRIVATE_SECTOR,
                        LocalDate.of(2027, 12, 31),
                        false),
                new MemberAdmitted(Ids.derived("integrante E"), "Integrante E", null, Sector.GOVERNMENT, null, true),
                new MemberAffiliationChanged(OpenHouse.C, "Asociación", Sector.ACADEMIA),
                new MembershipLapsed(Ids.derived("integrante D"), LocalDate.of(2027, 12, 31)),
                new RoleGranted(OpenHouse.B, Role.REVIEWER, null, "Reunión 147"),
                new RoleGranted(OpenHouse.B, Role.AUDITOR, LocalDate.of(2027, 6, 30), "Reunión 147"),
                new RoleRevoked(OpenHouse.B, Role.REVIEWER, "Lo pidió."),
                new WorkingRuleSet("visibility.default", "public", "Reunión 146"),
                new WorkingRuleSet("meeting.noticeDays", "10", null),
                new WorkingRuleSet("meeting.noticeDays", null, null));
    }

    /** Records them all, some of them as history that was entered later. */
    static void recordIn(OpenHouse house) {
        int at = 0;
        for (DomainEvent event : examples()) {
            boolean past = event instanceof ContributionMade made && made.author() != null;
            boolean imported = past || event instanceof MinutesDrafted;
            house.recorded(
                    event,
                    imported ? EventMetadata.SYSTEM : at % 2 == 0 ? OpenHouse.A : OpenHouse.B,
                    past
                            ? "2013-08"
                            : LocalDate.ofInstant(house.now(), OpenHouse.ZONE).toString(),
                    imported ? "Archivo de minutas, SHA-256 " + "0a".repeat(32) : null);
            at++;
        }
    }
}
