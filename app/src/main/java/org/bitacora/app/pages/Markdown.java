package org.bitacora.app.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.web.util.HtmlUtils;

/**
 * Turns what people wrote (CommonMark) into HTML that is safe to show. Raw HTML in it is shown as text, never run and never dropped.
 * Links go to http, https and mailto only, others show their text alone; an image becomes a link to it, so that no page calls a
 * stranger's server by being read. Templates read it as {@code #markdown}.
 *
 * <p>There are two walls: the renderer escapes all it does not know, and a sanitizer then lets through the few elements that CommonMark
 * makes. Texts over {@value #BYTES_MAX} bytes, which no command lets in, are shown as they were typed; so are those with over
 * {@value #BRACKETS_MAX} opening brackets, since the parser takes the square of their number. Nesting is bounded in the parser, whose
 * tree is walked by recursion: what is deeper is read as plain text. Stateless and thread-safe.
 */
public final class Markdown {
    /** Most that is read as Markdown, in bytes of UTF-8: the longest body that the rules allow. */
    public static final int BYTES_MAX = 64 * 1024;

    private static final int BRACKETS_MAX = 4_000;
    private static final int NESTING_MAX = 50;
    private static final int HEADING_MAX = 6;

    private final Parser parser = Parser.builder()
            .maxOpenBlockParsers(NESTING_MAX)
            .maxInlineNesting(NESTING_MAX)
            .build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().escapeHtml(true).build();
    private final PolicyFactory sanitizer = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
            .allowElements("h1", "h2", "h3", "h4", "h5", "h6")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowUrlProtocols("http", "https", "mailto")
            .requireRelsOnLinks("nofollow", "noopener")
            .toFactory();

    /**
     * The text as HTML.
     *
     * @param topHeading what the outermost headings become, 1 to 6, so that the text fits into the outline of its page; those below
     *     follow one by one, whatever levels were skipped, and none goes below 6
     * @throws IllegalArgumentException if {@code topHeading} is not 1 to 6
     */
    public String html(String text, int topHeading) {
        if (topHeading < 1 || topHeading > HEADING_MAX) {
            throw new IllegalArgumentException("A heading is 1 to " + HEADING_MAX + ", not " + topHeading);
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX
                || text.chars().filter(letter -> letter == '[').count() > BRACKETS_MAX) {
            return "<pre>" + HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()) + "</pre>";
        }
        Node document = parser.parse(text);
        Deque<Integer> above = new ArrayDeque<>();
        Node node = nextOf(document);
        while (node != null) {
            node = fit(node, topHeading, above);
        }
        return sanitizer.sanitize(renderer.render(document));
    }

    /**
     * Fits one node into the page, and returns the one to look at next, in the order of the document.
     *
     * @param above the levels, as they were written, of the headings that the node stands under, the nearest first
     */
    private static @Nullable Node fit(Node node, int topHeading, Deque<Integer> above) {
        return switch (node) {
            case Heading heading -> {
                while (!above.isEmpty() && above.element() >= heading.getLevel()) above.remove();
                above.push(heading.getLevel());
                heading.setLevel(Math.min(HEADING_MAX, topHeading + above.size() - 1));
                yield nextOf(heading);
            }
            case Image image -> linkOrText(image, image.getDestination());
            case Link link -> linkOrText(link, link.getDestination());
            default -> nextOf(node);
        };
    }

    /** Puts a link in the node's place if its destination is allowed and it stands in no other link; else only what it holds. */
    private static @Nullable Node linkOrText(Node node, String destination) {
        if (node.getFirstChild() == null) {
            node.appendChild(new Text(destination));
        }
        if (allowed(destination) && !insideLink(node)) {
            Node link = new Link(destination, null);
            node.insertBefore(link);
            moveChildren(node, link);
            node.unlink();
            return nextOf(link);
        }
        Node first = node.getFirstChild();
        while (node.getFirstChild() != null) {
            node.insertBefore(node.getFirstChild());
        }
        node.unlink();
        return first;
    }

    private static void moveChildren(Node from, Node to) {
        while (from.getFirstChild() != null) {
            to.appendChild(from.getFirstChild());
        }
    }

    private static boolean allowed(String destination) {
        String lower = destination.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("mailto:");
    }

    private static boolean insideLink(Node node) {
        for (Node outer = node.getParent(); outer != null; outer = outer.getParent()) {
            if (outer instanceof Link) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Node nextOf(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getNext() != null) {
                return at.getNext();
            }
        }
        return null;
    }
}
