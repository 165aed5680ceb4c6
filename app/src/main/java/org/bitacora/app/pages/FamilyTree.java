package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.suggestions.Suggestion.Genealogy;
import org.bitacora.query.suggestions.Suggestion.Ref;
import org.bitacora.query.suggestions.SuggestionView.Edge;

/**
 * The family of a suggestion, laid out to be drawn: what came first above, in rows, with a line from each to what it was merged or split
 * into. Coordinates and sizes are in pixels.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param lines in the order in which they began; the list beside the drawing tells the same
 */
record FamilyTree(int width, int height, List<Box> boxes, List<Line> lines) {
    private static final int BOX_WIDTH = 158;
    private static final int BOX_HEIGHT = 62;
    private static final int BETWEEN_BOXES = 23;
    private static final int BETWEEN_ROWS = 72;
    private static final int LINE_LENGTH_MAX = 24;
    private static final int TITLE_LINES_MAX = 2;

    /**
     * A suggestion.
     *
     * @param x of its left edge
     * @param y of its upper edge
     * @param title in as many lines as fit
     * @param here whether it is the one whose page shows the drawing
     */
    record Box(Ref suggestion, int x, int y, List<String> title, boolean here) {
        public int width() {
            return BOX_WIDTH;
        }

        public int height() {
            return BOX_HEIGHT;
        }

        private int middle() {
            return x + BOX_WIDTH / 2;
        }
    }

    /**
     * A line from one suggestion to what it became a part of, or to one of its parts.
     *
     * @param path of the line, as SVG writes it
     * @param head of its arrow
     */
    record Line(Edge edge, Ref from, Ref to, String path, String head) {}

    /** @param here id of the suggestion whose page shows it */
    static FamilyTree of(Genealogy family, String here) {
        List<Edge> edges = edges(family);
        Map<String, Integer> rowOf = rows(family.suggestions(), edges);
        Map<Integer, List<Ref>> rows = new HashMap<>();
        family.suggestions()
                .forEach(ref -> rows.computeIfAbsent(rowOf.getOrDefault(ref.id(), 0), row -> new ArrayList<>())
                        .add(ref));
        int widest = rows.values().stream().mapToInt(List::size).max().orElse(1);
        int width = widest * (BOX_WIDTH + BETWEEN_BOXES) - BETWEEN_BOXES + 2;
        Map<String, Box> boxes = new LinkedHashMap<>();
        rows.forEach((row, refs) -> {
            int left = (width - refs.size() * (BOX_WIDTH + BETWEEN_BOXES) + BETWEEN_BOXES) / 2;
            for (Ref ref : refs) {
                int x = left + refs.indexOf(ref) * (BOX_WIDTH + BETWEEN_BOXES);
                int y = 1 + row * (BOX_HEIGHT + BETWEEN_ROWS);
                boxes.put(
                        ref.id(),
                        new Box(ref, x, y, lines(ref.title()), ref.id().equals(here)));
            }
        });
        int height = rows.size() * (BOX_HEIGHT + BETWEEN_ROWS) - BETWEEN_ROWS + 2;
        List<Line> lines = edges.stream()
                .map(edge -> line(edge, box(boxes, edge.from()), box(boxes, edge.to())))
                .toList();
        return new FamilyTree(width, height, List.copyOf(boxes.values()), lines);
    }

    /** Whether there is anything but the suggestion itself. */
    public boolean drawn() {
        return !lines.isEmpty();
    }

    /** In the order in which they began. A split draws one line to each part, though the whole and the part each tell of it. */
    private static List<Edge> edges(Genealogy family) {
        Set<String> parts = new HashSet<>();
        return family.edges().stream()
                .sorted(Comparator.comparingLong(Edge::start))
                .filter(edge -> edge.kind() != Edge.Kind.SPLIT || parts.add(edge.from() + " " + edge.to()))
                .toList();
    }

    /**
     * The row of each: one below the lowest of those that lead to it. A line that would close a circle, which reopening and merging the
     * other way round can draw, moves nothing.
     */
    private static Map<String, Integer> rows(List<Ref> suggestions, List<Edge> edges) {
        Map<String, Set<String>> above = new HashMap<>();
        suggestions.forEach(ref -> above.put(ref.id(), new HashSet<>()));
        List<Edge> downward = new ArrayList<>();
        for (Edge edge : edges) {
            if (edge.from().equals(edge.to()) || ancestors(above, edge.from()).contains(edge.to())) continue;
            above.getOrDefault(edge.to(), new HashSet<>()).add(edge.from());
            downward.add(edge);
        }
        Map<String, Integer> rows = new HashMap<>();
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Edge edge : downward) {
                int below = rows.getOrDefault(edge.from(), 0) + 1;
                if (rows.getOrDefault(edge.to(), 0) < below) {
                    rows.put(edge.to(), below);
                    moved = true;
                }
            }
        }
        return rows;
    }

    private static Set<String> ancestors(Map<String, Set<String>> above, String id) {
        Set<String> found = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(id));
        while (!next.isEmpty()) {
            for (String parent : above.getOrDefault(next.removeLast(), Set.of())) {
                if (found.add(parent)) next.add(parent);
            }
        }
        return found;
    }

    private static Box box(Map<String, Box> boxes, String id) {
        Box box = boxes.get(id);
        if (box == null) throw new IllegalStateException("a line to " + id + ", which is not in the family");
        return box;
    }

    /** Down from the one, along a rail above the other's row, and down to it. */
    private static Line line(Edge edge, Box from, Box to) {
        boolean down = from.y < to.y;
        int begin = down ? from.y + BOX_HEIGHT : from.y;
        int end = down ? to.y : to.y + BOX_HEIGHT;
        int rail = down ? end - BETWEEN_ROWS / 2 : end + BETWEEN_ROWS / 2;
        int back = down ? -8 : 8;
        String path = "M%d %dV%dH%dV%d".formatted(from.middle(), begin, rail, to.middle(), end + back);
        String head = "M%d %dh8l-4 %dz".formatted(to.middle() - 4, end + back, -back);
        return new Line(edge, from.suggestion, to.suggestion, path, head);
    }

    private static List<String> lines(String title) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : title.split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LINE_LENGTH_MAX) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(TITLE_LINES_MAX, lines.size())));
        if (lines.size() > TITLE_LINES_MAX) shown.set(shown.size() - 1, shown.getLast() + " …");
        shown.replaceAll(FamilyTree::cut);
        return List.copyOf(shown);
    }

    /** One that no blank breaks would run out of its box. */
    private static String cut(String line) {
        int length = line.codePointCount(0, line.length());
        return length <= LINE_LENGTH_MAX + 2
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LINE_LENGTH_MAX)) + "…";
    }
}
