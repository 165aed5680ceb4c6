package org.bitacora.app.commandline;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitacora.command.Command;
import org.bitacora.command.CommandDesk;
import org.bitacora.command.Envelope;
import org.bitacora.command.charter.SetWorkingRule;
import org.bitacora.command.discussion.MakeContribution;
import org.bitacora.command.meetings.AddAgendaItem;
import org.bitacora.command.meetings.CallMeeting;
import org.bitacora.command.meetings.DraftMinutes;
import org.bitacora.command.meetings.PublishMinutes;
import org.bitacora.command.membership.AdmitMember;
import org.bitacora.command.membership.GrantRole;
import org.bitacora.command.suggestions.AcknowledgeSuggestion;
import org.bitacora.command.suggestions.AnswerSuggestion;
import org.bitacora.command.suggestions.MergeSuggestions;
import org.bitacora.command.suggestions.ParkSuggestion;
import org.bitacora.command.suggestions.SubmitSuggestion;
import org.bitacora.command.suggestions.TriageSuggestion;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Capacity;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.Ids;
import org.bitacora.vocabulary.Outcome;
import org.bitacora.vocabulary.Role;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/** Six people of five sectors, a meeting of long ago and one to come, and what they suggest to each other. */
final class DemoStory {
    /** Who takes part, by the name and the id of each. */
    static final Map<String, String> CAST = cast();

    private static final ZoneId ZONE = ZoneId.of("America/Mexico_City");

    private final CommandDesk desk;
    private int told;

    DemoStory(CommandDesk desk) {
        this.desk = desk;
    }

    void tell() {
        LocalDate today = desk.today();
        desk.submit(
                new AdmitMember(id("Ana Luz"), "Ana Luz", "Universidad del Lago", Sector.ACADEMIA, null),
                Envelope.fromOperator("demo"));
        admit("Bruno", "NIC del Lago", Sector.TECHNICAL_COMMUNITY);
        admit("Carmen", "Secretaría de Conectividad", Sector.GOVERNMENT);
        admit("Darío", "Red Privada", Sector.PRIVATE_SECTOR);
        admit("Elena", "Voces Digitales", Sector.CIVIL_SOCIETY);
        admit("Fermín", null, Sector.CIVIL_SOCIETY);
        by("Ana Luz", new SetWorkingRule("meeting.noticeDays", "7"));
        by("Ana Luz", new SetWorkingRule("suggestion.acknowledgeDays", "7"));
        grant("Ana Luz", "Elena", Role.SECRETARIAT, today);
        grant("Elena", "Bruno", Role.REVIEWER, today);
        longAgo();
        suggestions(today);
    }

    private void longAgo() {
        VagueDate day = VagueDate.parse("2013-08-08");
        String meeting = id("reunión 2013");
        then("Elena", day, new CallMeeting(meeting, "Charlas previas", null, day, null, null, null, Visibility.PUBLIC));
        String item = id("objetivos y principios");
        then(
                "Elena",
                day,
                new AddAgendaItem(item, meeting, "Objetivos y principios", null, null, null, null, Visibility.PUBLIC));
        then(
                "Elena",
                day,
                new DraftMinutes(
                        meeting,
                        0,
                        "## Temas tratados\n\nNos llamamos «Grupo de Iniciativa».\n\n- Objetivos y principios de trabajo\n- Foro «Diálogos sobre Gobernanza de Internet»"));
        then("Elena", day, new PublishMinutes(meeting, 1, null));
    }

    private void suggestions(LocalDate today) {
        String process = suggest(
                "Ana Luz",
                "¿Cómo procesar sugerencias?",
                "Llegan por la lista y **nadie sabe qué fue de ellas**. Sugiero que cada una tenga un reloj a la vista.");
        by("Bruno", new AcknowledgeSuggestion(process, "Leída; gracias."));
        say("Darío", process, "De acuerdo con el reloj. Que cuente días de calendario.");
        by(
                "Bruno",
                new AnswerSuggestion(process, 2, Outcome.INCORPORATED, "Desde hoy cada sugerencia muestra sus días."));

        String empty = suggest(
                "Carmen",
                "Que un lugar sin candidatura se vea vacío",
                "Cuando un sector no propone a nadie, hoy su renglón desaparece. Eso borra la ausencia, que también dice algo.");
        String five = suggest("Fermín", "Contar siempre cinco sectores", "También los que ese día no vinieron.");
        by(
                "Bruno",
                new MergeSuggestions(
                        empty, 1, List.of(new MergeSuggestions.Source(five, 1)), "Las dos piden ver lo que falta."));

        String meeting = id("próxima reunión");
        by(
                "Elena",
                new CallMeeting(
                        meeting,
                        "Reunión mensual",
                        today.plusDays(10)
                                .atTime(17, 0)
                                .atZone(ZONE)
                                .toInstant()
                                .truncatedTo(ChronoUnit.SECONDS),
                        null,
                        90,
                        "Biblioteca del Lago",
                        null,
                        Visibility.PUBLIC));
        by("Bruno", new TriageSuggestion(empty, 2, TriageTarget.MEETING, meeting, null));

        String subtitles = suggest(
                "Elena",
                "Subtítulos en vivo durante los Diálogos",
                "Para quien no oye, y para quien oye en otra lengua.");
        by("Bruno", new ParkSuggestion(subtitles, 1, "Falta saber quién los ofrece.", today.plusDays(40)));
        suggest("Darío", "Publicar la minuta en formatos abiertos", "Texto simple, además del PDF.");
    }

    private void grant(String by, String to, Role role, LocalDate today) {
        send(by, null, "Reunión de la primavera", new GrantRole(id(to), role, today.plusMonths(6)));
    }

    private void admit(String name, @Nullable String organisation, Sector sector) {
        by("Ana Luz", new AdmitMember(id(name), name, organisation, sector, null));
    }

    private String suggest(String name, String title, String body) {
        String suggestion = id(title);
        by(name, new SubmitSuggestion(suggestion, About.GROUP, title, body, Visibility.PUBLIC));
        return suggestion;
    }

    private void say(String name, String suggestion, String body) {
        by(
                name,
                new MakeContribution(
                        id(body), new ThreadId(ThreadKind.SUGGESTION, suggestion), null, null, body, null, null));
    }

    private void by(String name, Command command) {
        send(name, null, null, command);
    }

    private void then(String name, VagueDate day, Command command) {
        send(name, day, "Lámina del Grupo de Iniciativa", command);
    }

    private void send(String name, @Nullable VagueDate day, @Nullable String source, Command command) {
        String key = "demo" + told++;
        desk.submit(
                command,
                new Envelope(id(name), Channel.WEB, key, Capacity.PERSONAL, null, day, source, null, null, null, null));
    }

    private static Map<String, String> cast() {
        Map<String, String> cast = new LinkedHashMap<>();
        for (String name : List.of("Ana Luz", "Bruno", "Carmen", "Darío", "Elena", "Fermín")) cast.put(name, id(name));
        return cast;
    }

    private static String id(String name) {
        return Ids.derived("demo", name);
    }
}
