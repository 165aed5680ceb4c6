package org.bitacora.app.importing;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitacora.vocabulary.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** What happens to archives on their way: each of these spoils, or only changes, one line of a list, or leaves it as it is. */
enum Damage {
    REMOVED {
        @Override
        void to(List<String> lines, int at, Random random) {
            lines.remove(at);
        }
    },
    TWICE {
        @Override
        void to(List<String> lines, int at, Random random) {
            lines.add(random.nextInt(lines.size() + 1), lines.get(at));
        }
    },
    ELSEWHERE {
        @Override
        void to(List<String> lines, int at, Random random) {
            String line = lines.remove(at);
            lines.add(random.nextInt(lines.size() + 1), line);
        }
    },
    CUT_SHORT {
        @Override
        void to(List<String> lines, int at, Random random) {
            String line = lines.get(at);
            lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
        }
    },
    SAME_ID_OTHER_CONTENT {
        @Override
        void to(List<String> lines, int at, Random random) {
            lines.add(at, lines.get(at).replaceAll("(title|name|text)\":\"", "$0Otro "));
        }
    },
    FIELD_CHANGED {
        @Override
        void to(List<String> lines, int at, Random random) {
            ObjectNode line;
            try {
                line = Json.mapper().readValue(lines.get(at), ObjectNode.class);
            } catch (JacksonException cutShortBefore) {
                return;
            }
            List<String> fields = List.copyOf(line.propertyNames());
            String field = fields.get(random.nextInt(fields.size()));
            switch (random.nextInt(8)) {
                case 0 -> line.remove(field);
                case 1 -> line.put(field, random.nextInt());
                case 2 -> line.putNull(field);
                case 3 -> line.put(field, " ");
                case 4 -> line.putArray(field).addObject().put("date", "2015-02-30");
                case 5 -> line.put("field", "unknown");
                case 6 -> line.put(field, line.path("id").asString("m0"));
                default -> line.put(field, TEXTS.get(random.nextInt(TEXTS.size())));
            }
            lines.set(at, line.toString());
        }
    };

    private static final List<String> TEXTS = List.of(
            "",
            "9999-12-31",
            "0000",
            "2014-02",
            "m0",
            "g0",
            "g1.1",
            "academia",
            "a\u0000b",
            "\uD800",
            "\u2028x",
            "x\u2029y",
            "x\ry",
            "\u00A0x\u0085",
            "\uFEFF",
            "a".repeat(201),
            "\u00f1".repeat(32 * 1024),
            "a".repeat(64 * 1024 + 1),
            "a".repeat(1_000_000),
            IntStream.range(0, 10_000).mapToObj(i -> "[").collect(Collectors.joining()));

    static Damage oneOf(Random random) {
        return values()[random.nextInt(values().length)];
    }

    void to(List<String> lines, Random random) {
        if (!lines.isEmpty()) to(lines, random.nextInt(lines.size()), random);
    }

    abstract void to(List<String> lines, int at, Random random);
}
