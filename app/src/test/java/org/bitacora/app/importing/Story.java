package org.bitacora.app.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A small sound file to begin from, and what tests do with such files. */
final class Story {
    static final LocalDate TODAY = LocalDate.of(2026, 1, 15);

    /** Lines 1 to 8. */
    static final List<String> LINES = List.of("""
            {"kind":"member","id":"ana","name":"Ana","organization":"UNISON","sector":"ACADEMIA","since":"2013-08-08",\
            "moves":[{"date":"2016-02-01","organization":"","sector":"civil-society"}]}""", """
            {"kind":"member","id":"beto","name":"Beto","organization":"","sector":"TECHNICAL_COMMUNITY","since":"2013-08-08","moves":[]}""", """
            {"kind":"meeting","id":"g1","date":"2013-08-08","title":"Charlas previas","attendees":["ana","beto"]}""", """
            {"kind":"topic","id":"t1","meeting":"g1","title":"Nombre del grupo"}""", """
            {"kind":"speech","id":"s1","topic":"t1","speaker":"ana","text":"Propongo un nombre."}""", """
            {"kind":"speech","id":"s2","topic":"t1","speaker":"beto","text":"Me gusta."}""", """
            {"kind":"conclusion","topic":"t1","text":"Hay nombre."}""", """
            {"kind":"summary","topic":"t1","text":"Se habló del nombre."}""");

    private Story() {}

    /** The story with more lines below it; the first of them is line 9. */
    static List<String> and(String... more) {
        List<String> lines = new ArrayList<>(LINES);
        lines.addAll(List.of(more));
        return lines;
    }

    /** The story with one line in another's place. */
    static List<String> with(int number, String line) {
        List<String> lines = new ArrayList<>(LINES);
        lines.set(number - 1, line);
        return lines;
    }

    static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    static List<String> faults(Checked checked) {
        return checked.faults().stream().map(Story::told).toList();
    }

    private static String told(ImportFault fault) {
        return "%d %s %s".formatted(fault.line(), fault.field(), fault.reason().code());
    }

    /** A file or folder of this name in the working directory or above it. */
    static Optional<Path> above(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(name))) return Optional.of(folder.resolve(name));
        }
        return Optional.empty();
    }
}
