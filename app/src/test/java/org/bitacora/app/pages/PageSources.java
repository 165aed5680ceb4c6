package org.bitacora.app.pages;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the pages are made of, as it lies in the module's sources. */
final class PageSources {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern ADDRESS = Pattern.compile("@\\{([^}(]*)");

    private PageSources() {}

    /** The texts of one language, by key. */
    static Map<String, String> messages(Language language) {
        Properties read = new Properties();
        try (Reader source =
                Files.newBufferedReader(RESOURCES.resolve("messages_" + language.code() + ".properties"))) {
            read.load(source);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Map<String, String> messages = new TreeMap<>();
        read.forEach((key, text) -> messages.put((String) key, (String) text));
        return messages;
    }

    /** Every template by its path below the templates, without the comments that only the parser sees. */
    static Map<String, String> templates() {
        Path root = RESOURCES.resolve("templates");
        Map<String, String> templates = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = Files.readString(file, StandardCharsets.UTF_8);
                templates.put(root.relativize(file).toString(), source.replaceAll("(?s)<!--/\\*.*?\\*/-->", ""));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return templates;
    }

    static String stylesheet() {
        try {
            return Files.readString(RESOURCES.resolve("static/bitacora.css"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The addresses of the house that a template links to. */
    static List<String> addressesIn(String template) {
        return found(ADDRESS, template);
    }

    /** The first group of each match, in order. */
    static List<String> found(Pattern pattern, String source) {
        return pattern.matcher(source)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
