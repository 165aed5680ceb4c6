package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

class MarkdownTest {
    private static final Pattern HARMLESS_LINK =
            Pattern.compile("a href=\"https://a\\.example[^\"]*\" rel=\"nofollow noopener\"");
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final Markdown markdown = new Markdown();

    @Test
    void whatPeopleWriteBecomesParagraphsListsAndEmphasis() {
        assertThat(markdown.html("Uno *dos* **tres** `cuatro`\n\n3. cinco\n4. seis\n\n> siete", 3))
                .isEqualToIgnoringWhitespace("<p>Uno <em>dos</em> <strong>tres</strong> <code>cuatro</code></p>"
                        + "<ol start=\"3\"><li>cinco</li><li>seis</li></ol><blockquote><p>siete</p></blockquote>");
    }

    @Test
    void headingsFitIntoTheOutlineOfThePage() {
        assertThat(markdown.html("# Uno\n## Dos\n###### Seis\n## Dos", 3))
                .isEqualToIgnoringWhitespace("<h3>Uno</h3><h4>Dos</h4><h5>Seis</h5><h4>Dos</h4>");
        assertThat(markdown.html("### Tres\n# Uno", 5)).isEqualToIgnoringWhitespace("<h5>Tres</h5><h5>Uno</h5>");
        assertThatThrownBy(() -> markdown.html("# Uno", 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Un <b>texto</b> en negritas",
                "<b>un renglón</b>",
                "<script>alert(1)</script>",
                "<div onclick=\"x()\">\n\n<img src=x onerror=alert(1)>\n\n</div>",
                "<!-- un comentario -->",
                "<style>body{display:none}</style>",
                "<iframe src=\"https://x.example\"></iframe> y más",
                "<a href=\"javascript:x()\">pulse</a>",
                "<svg/onload=alert(1)>",
                "<![CDATA[ <b> ]]>",
                "<?php echo 1 ?>"
            })
    void rawHtmlIsShownAsTextAndNeverDropped(String raw) {
        String html = markdown.html(raw, 2);

        assertThat(elementsOf(html)).isSubsetOf("p", "/p");
        assertThat(readBack(html).replaceAll("\\s+", " ")).isEqualTo(raw.replaceAll("\\s+", " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[pulse](javascript:alert(1))",
                "[pulse](JaVaScRiPt:alert(1))",
                "[pulse](java&#x0A;script:alert(1))",
                "[pulse](java&Tab;script:alert(1))",
                "[pulse](<java\tscript:alert(1)>)",
                "[pulse](&#106;avascript:alert(1))",
                "[pulse](&#1;javascript:alert(1))",
                "[pulse](\u0001javascript:alert(1))",
                "[pulse](data:text/html;base64,PHNjcmlwdD4=)",
                "[pulse](vbscript:x)",
                "[pulse](file:///etc/passwd)",
                "[pulse](//otro.example/x)",
                "[pulse](/salir)",
                "[pulse](#n1)",
                "![pulse](javascript:alert(1))",
                "[pulse][r]\n\n[r]: javascript:alert(1)",
                "<javascript:alert(1)>"
            })
    void aLinkToAnythingButTheWebOrAnAddressIsItsTextAlone(String hostile) {
        String html = markdown.html(hostile, 2);

        assertThat(elementsOf(html)).isSubsetOf("p", "/p");
        assertThat(readBack(html)).containsAnyOf("pulse", "javascript:alert(1)");
    }

    @Test
    void aLinkTellsSearchEnginesAndTheOtherPageNothing() {
        for (String address :
                List.of("https://a.example/x?y=1", "http://a.example", "HTTPS://a.example", "mailto:a@a.example")) {
            assertThat(readBackAttributes(markdown.html("[aquí](" + address + ")", 2)))
                    .isEqualToIgnoringWhitespace(
                            "<p><a href=\"" + address + "\" rel=\"nofollow noopener\">aquí</a></p>");
        }
    }

    @Test
    void anImageIsALinkToItSoThatNoStrangerIsCalled() {
        assertThat(markdown.html("![la mesa](https://a.example/m.png)", 2))
                .isEqualToIgnoringWhitespace(
                        "<p><a href=\"https://a.example/m.png\" rel=\"nofollow noopener\">la mesa</a></p>");
        assertThat(readBack(markdown.html("![](https://a.example/m.png)", 2)).strip())
                .isEqualTo("https://a.example/m.png");
    }

    @Test
    void noLinkStandsInsideALink() {
        assertThat(markdown.html("[![la mesa](https://a.example/m.png)](https://b.example)", 2))
                .isEqualToIgnoringWhitespace(
                        "<p><a href=\"https://b.example\" rel=\"nofollow noopener\">la mesa</a></p>");
        assertThat(markdown.html("![ver [esto](https://b.example) ya](https://a.example/m.png)", 2))
                .isEqualToIgnoringWhitespace(
                        "<p><a href=\"https://a.example/m.png\" rel=\"nofollow noopener\">ver esto ya</a></p>");
    }

    static Stream<String> shapesThatOnceWereSlow() {
        return Stream.of(
                "[",
                "]",
                "![",
                "[a](",
                "[a](<",
                "*",
                "_",
                "**a ",
                "*a_",
                "*a **b ",
                "`",
                "<",
                "<a ",
                "<!--",
                "<![CDATA[",
                "&",
                "&#",
                "> ",
                "- ",
                "1. ",
                "#",
                "\\",
                "~",
                "[[a]](b)",
                "![[]()",
                "a](",
                "[a][",
                "[a]: b\n",
                "<https://",
                "-\n",
                "\t",
                "| a ",
                "\u0000",
                "\ud83d",
                "é");
    }

    @ParameterizedTest
    @MethodSource("shapesThatOnceWereSlow")
    void aTextOfOneShapeRepeatedToTheLimitIsAnsweredQuickly(String shape) {
        Assertions.assertTimeoutPreemptively(QUICK, () -> markdown.html(filled(shape), 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[|a|](b)",
                "![|a|](https://b.example)",
                "**|a|**",
                "*|a|*",
                "> |a|",
                "<b>|a|</b>",
                "*_|a|_*",
                "(|a|)"
            })
    void aTextNestedToTheLimitIsAnsweredQuickly(String shape) {
        List<String> parts = List.of(shape.split("\\|", -1));
        int times = Markdown.BYTES_MAX
                        / (parts.getFirst().length() + parts.getLast().length())
                - 1;
        String nested =
                parts.getFirst().repeat(times) + parts.get(1) + parts.getLast().repeat(times);

        String html = Assertions.assertTimeoutPreemptively(QUICK, () -> markdown.html(nested, 2));

        assertThat(readBack(html)).contains("a");
    }

    @Test
    void aHundredThousandBracketsAreOverTheLimitAndShownAsTyped() {
        String brackets = "[".repeat(100_000) + "<b>";

        String html = Assertions.assertTimeoutPreemptively(QUICK, () -> markdown.html(brackets, 2));

        assertThat(html).isEqualTo("<pre>" + "[".repeat(100_000) + "&lt;b&gt;</pre>");
    }

    @Test
    void noMixtureOfHostilePartsMakesAnElementOfItsOwn() {
        List<String> parts = List.of(
                "<script>",
                "</script>",
                "<img src=x onerror=y>",
                "\"",
                "'",
                ">",
                "<",
                "[",
                "](",
                ")",
                "![",
                "javascript:x",
                "https://a.example",
                "`",
                "```\n",
                "\n\n",
                "\n",
                "> ",
                "* ",
                "&lt;",
                "&#60;",
                "\\",
                "<!--",
                "-->",
                "**",
                "_",
                "# ",
                "<a href=",
                "</a>",
                "\u0000",
                " ",
                "a");
        long seed = Long.getLong("markdown.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(30); part > 0; part--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            assertThat(elementsOf(markdown.html(text.toString(), 2)).stream()
                            .filter(element -> !HARMLESS_LINK.matcher(element).matches()))
                    .as("-Dmarkdown.seed=%d, text: %s", seed, text)
                    .isSubsetOf(
                            "p",
                            "/p",
                            "br /",
                            "hr /",
                            "em",
                            "/em",
                            "strong",
                            "/strong",
                            "code",
                            "/code",
                            "pre",
                            "/pre",
                            "blockquote",
                            "/blockquote",
                            "ul",
                            "/ul",
                            "ol",
                            "/ol",
                            "li",
                            "/li",
                            "/a",
                            "h2",
                            "/h2");
        }
    }

    private static String filled(String shape) {
        return shape.repeat(Markdown.BYTES_MAX / shape.getBytes(StandardCharsets.UTF_8).length);
    }

    /** What stands between each {@code <} and {@code >} of the HTML. */
    private static List<String> elementsOf(String html) {
        return Pattern.compile("<([^>]*)>")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The text that a reader sees. */
    private static String readBack(String html) {
        return HtmlUtils.htmlUnescape(html.replaceAll("<[^>]*>", "")).strip();
    }

    private static String readBackAttributes(String html) {
        return HtmlUtils.htmlUnescape(html);
    }
}
