package org.bitacora.record.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A small record and its export, in which every third event is not disclosed. */
record ExampleExport(Path directory, SigningKey key, List<ExportWriter.Item> items) {

    static ExampleExport write(Path scratch, int size) throws IOException {
        return write(scratch, items(size));
    }

    static ExampleExport write(Path scratch, List<ExportWriter.Item> items) throws IOException {
        SigningKey key = SigningKey.create(scratch.resolve("signing.key"), "bitacora/01k9w3v6m2q8x4t7n5r1c0d9ba");
        Path directory = scratch.resolve("export");
        ExportWriter.write(directory, checkpoint(key, items), key.verifier(), items.stream(), done -> {});
        return new ExampleExport(directory, key, items);
    }

    static List<ExportWriter.Item> items(int size) {
        Random random = new Random(size);
        List<ExportWriter.Item> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Disclosure disclosure = Examples.disclosure(random, i);
            items.add(new ExportWriter.Item(Examples.entry(i, disclosure), i % 3 == 2 ? null : disclosure));
        }
        return items;
    }

    static Checkpoint checkpoint(SigningKey key, List<ExportWriter.Item> items) {
        Frontier frontier = Frontier.empty();
        for (ExportWriter.Item item : items) {
            frontier = frontier.append(item.entry().leafHash());
        }
        return Checkpoint.sign(key, frontier);
    }

    Verification verify() {
        return verify(Verification.Pin.NONE);
    }

    Verification verify(Verification.Pin pin) {
        try {
            return ExportVerifier.verify(directory, pin, done -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Relative paths, sorted. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    byte[] read(String file) throws IOException {
        return Files.readAllBytes(directory.resolve(file));
    }

    void write(String file, byte[] content) throws IOException {
        Files.write(directory.resolve(file), content);
    }
}
