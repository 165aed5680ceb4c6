package org.bitacora.app.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bitacora.vocabulary.Json;
import org.bitacora.vocabulary.Sector;

/** A sound archive of a few meetings, with texts of all sorts, in the order in which things happened. */
final class RandomDialogue {
    /** What may stand in texts of many lines; the first four also in one line. */
    private static final List<String> PIECES = List.of(
            "paz ",
            "e\u0301 ",
            "\uD83C\uDF35",
            "\u00A0",
            "a\rb",
            "c\r\nd",
            "\u2028",
            "\u0085",
            "<b onclick='x'>",
            "\u0091");

    private static final List<Sector> SECTORS = List.of(Sector.values());

    private final Random random;
    private final List<String> lines = new ArrayList<>();

    private RandomDialogue(Random random) {
        this.random = random;
    }

    static List<String> lines(Random random) {
        return new RandomDialogue(random).told();
    }

    private List<String> told() {
        int members = 2 + random.nextInt(4);
        for (int i = 0; i < members; i++) member("m" + i);
        LocalDate day = LocalDate.of(2014, 1, 1);
        int meetings = 2 + random.nextInt(4);
        for (int i = 0; i < meetings; i++) {
            day = day.plusDays(1 + random.nextInt(60));
            meeting("g" + i, day, members);
        }
        return lines;
    }

    private void member(String id) {
        List<Map<String, Object>> moves = new ArrayList<>();
        LocalDate day = LocalDate.of(2013, 1, 1).plusDays(random.nextInt(500));
        LocalDate since = day;
        for (int i = random.nextInt(3); i > 0; i--) {
            day = day.plusDays(random.nextInt(60));
            moves.add(fields("date", day.toString(), "organization", text(1, 2), "sector", sector()));
        }
        line(
                "member",
                "id",
                id,
                "name",
                "N" + text(4, 3),
                "organization",
                text(4, 2),
                "sector",
                sector(),
                "since",
                since.toString(),
                "moves",
                moves);
    }

    private void meeting(String id, LocalDate day, int members) {
        List<String> attendees = new ArrayList<>();
        for (int i = 0; i < members; i++) if (random.nextBoolean()) attendees.add("m" + i);
        line("meeting", "id", id, "date", day.toString(), "title", "Reunión" + text(4, 3), "attendees", attendees);
        for (int i = random.nextInt(4); i > 0; i--) topic(id + "." + i, id, members);
    }

    private void topic(String id, String meeting, int members) {
        line("topic", "id", id, "meeting", meeting, "title", "Tema" + text(4, 3));
        for (int i = random.nextInt(6); i > 0; i--) {
            String speaker = "m" + random.nextInt(members);
            line("speech", "id", id + "." + i, "topic", id, "speaker", speaker, "text", "D" + text(PIECES.size(), 9));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            line(random.nextBoolean() ? "summary" : "conclusion", "topic", id, "text", "C" + text(PIECES.size(), 9));
        }
    }

    private String text(int pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) text.append(PIECES.get(random.nextInt(pieces)));
        return text.toString();
    }

    private String sector() {
        return SECTORS.get(random.nextInt(SECTORS.size())).code();
    }

    private void line(String kind, Object... rest) {
        Map<String, Object> fields = fields("kind", kind);
        fields.putAll(fields(rest));
        lines.add(Json.mapper().writeValueAsString(fields));
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return fields;
    }
}
