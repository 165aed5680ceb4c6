package org.bitacora.app.importing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that was concluded and summed up at a meeting, under the titles of its topics, as far as its lines have come. */
final class MinutesSoFar {
    private static final String BREAK = "\n\n";

    private final List<Archive.Topic> agenda;
    private final Map<String, List<ImportLine.Minuted>> linesOfTopic = new HashMap<>();
    private int ahead;

    /** @param ahead how many lines there will be */
    MinutesSoFar(List<Archive.Topic> agenda, int ahead) {
        this.agenda = agenda;
        this.ahead = ahead;
    }

    void add(ImportLine.Minuted line) {
        linesOfTopic.computeIfAbsent(line.topic(), topic -> new ArrayList<>()).add(line);
        ahead--;
    }

    boolean complete() {
        return ahead == 0;
    }

    /** Markdown: the topics in the order of the agenda, and what was noted on each in the order of the file. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Archive.Topic topic : agenda) {
            List<ImportLine.Minuted> lines = linesOf(topic);
            if (lines.isEmpty()) continue;
            text.append("## ").append(topic.line().title()).append(BREAK);
            for (ImportLine.Minuted line : lines) text.append(line.text()).append(BREAK);
        }
        return text.toString().strip();
    }

    /** How many of the lines, by kind, are not in an earlier text of these minutes; all, if that is empty. */
    Map<ImportKind, Integer> countsBeyond(String earlier) {
        Map<ImportKind, Integer> counts = new EnumMap<>(ImportKind.class);
        String left = earlier + BREAK;
        int at = 0;
        for (Archive.Topic topic : agenda) {
            for (ImportLine.Minuted line : linesOf(topic)) {
                String passage = BREAK + line.text() + BREAK;
                int found = left.indexOf(passage, at);
                if (found < 0) counts.merge(line.kind(), 1, Integer::sum);
                else at = found + passage.length() - BREAK.length();
            }
        }
        return counts;
    }

    private List<ImportLine.Minuted> linesOf(Archive.Topic topic) {
        return linesOfTopic.getOrDefault(topic.line().id(), List.of());
    }
}
