package org.bitacora.record.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files an export of a record of a given size consists of:
 *
 * <pre>
 * checkpoint                    the signed checkpoint
 * key.pub                       the verifier key, one line
 * tile/…                        hash tiles and entry bundles, as C2SP tlog-tiles
 * events/000000008192.ndjson    the events that the reader may see, of 8,192 positions from the named one on
 * events/index.ndjson           what each of those files holds, one line each
 * </pre>
 *
 * Events that the reader may not see are absent, so that without the index nobody could tell a file that was cut off
 * from one that ends there.
 */
final class ExportLayout {
    static final String CHECKPOINT = "checkpoint";
    static final String KEY = "key.pub";
    static final String INDEX = "events/index.ndjson";

    /** Positions in one file of events: 32 tiles, some 15 MB of this record's events. */
    static final int EVENTS_SPAN = 32 * Tile.WIDTH_MAX;

    private static final Pattern EVENTS = Pattern.compile("events/([0-9]{12,18})\\.ndjson");
    private static final Pattern TILE =
            Pattern.compile("tile/(entries|[0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/[0-9]{1,3})?");

    private ExportLayout() {}

    /** The file with the events from {@code from} on, a multiple of {@link #EVENTS_SPAN}. */
    static String eventsFile(long from) {
        return "events/%012d.ndjson".formatted(from);
    }

    /** Whether an export of {@code size} events has this file; a path relative to it, with slashes. */
    static boolean expects(String path, long size) {
        Matcher events = EVENTS.matcher(path);
        if (events.matches()) {
            long from = Long.parseLong(events.group(1));
            return from < size && from % EVENTS_SPAN == 0 && eventsFile(from).equals(path);
        }
        Matcher tile = TILE.matcher(path);
        if (tile.matches()) {
            return expectsTile(path, tile.group(1), Long.parseLong(tile.group(2).replaceAll("[x/]", "")), size);
        }
        return path.equals(CHECKPOINT) || path.equals(KEY) || path.equals(INDEX);
    }

    private static boolean expectsTile(String path, String kind, long index, long size) {
        int level = kind.equals("entries") ? 0 : Integer.parseInt(kind);
        long hashes = Tile.hashes(size, level);
        if (hashes == 0 || index > (hashes - 1) / Tile.WIDTH_MAX) {
            return false;
        }
        Tile tile = Tile.within(size, level, index);
        return path.equals(kind.equals("entries") ? tile.entriesPath() : tile.path());
    }

    /** The file's content. Finds a fault as {@link #open}, and if it is longer than {@code lengthMax} bytes. */
    static byte[] read(Path export, String file, int lengthMax) throws IOException {
        try (InputStream input = open(export, file)) {
            byte[] content = input.readNBytes(lengthMax + 1);
            if (content.length > lengthMax) {
                throw Fault.in(file, Fault.Kind.FILE_LENGTH, "it is longer than " + lengthMax + " bytes");
            }
            return content;
        }
    }

    /** Finds a fault if the file is not there, or is a directory, a link or a pipe. */
    static InputStream open(Path export, String file) throws IOException {
        Path path = export.resolve(file);
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Fault.in(file, Fault.Kind.FILE_MISSING, "it belongs to the export");
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Fault.in(file, Fault.Kind.FILE_UNEXPECTED, "it is no plain file");
        }
        return Files.newInputStream(path);
    }
}
