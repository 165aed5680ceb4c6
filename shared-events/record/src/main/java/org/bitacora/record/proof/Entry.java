package org.bitacora.record.proof;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The leaf of one event in the tree, public even where the event is not. Its bytes are a short text that a person can
 * read, eight lines each ended by a line feed:
 *
 * <pre>
 * bitacora-entry/1
 * position 1204
 * recordedAt 2026-11-24T17:54:11.123Z
 * type suggestions.SuggestionSubmitted 1
 * id 01k9w3v6m2q8x4t7n5r1c0d9ba
 * tags 3q2+7w…=
 * metadata …
 * payload …
 * </pre>
 *
 * @param position the leaf's index in the tree, from 0
 * @param recordedAt UTC, whole milliseconds, years 0 to 9999
 * @param type the name of the event's type, 1 to 200 visible ASCII characters
 * @param version of the type, 1 to 40 visible ASCII characters
 * @param id of the event, 1 to 100 visible ASCII characters
 */
public record Entry(
        long position, Instant recordedAt, String type, String version, String id, Commitments commitments) {

    /** Bytes of the longest possible entry; tlog-tiles would allow 65,535. */
    public static final int LENGTH_MAX = 640;

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final Pattern TEXT = Pattern.compile("""
            bitacora-entry/1
            position (0|[1-9][0-9]{0,18})
            recordedAt ([0-9TZ:.-]{24})
            type ([!-~]{1,200}) ([!-~]{1,40})
            id ([!-~]{1,100})
            tags ([0-9A-Za-z+/=]{44})
            metadata ([0-9A-Za-z+/=]{44})
            payload ([0-9A-Za-z+/=]{44})
            """);

    /** Throws {@link IllegalArgumentException} if a component is outside the limits named above. */
    public Entry {
        if (position < 0) {
            throw new IllegalArgumentException("positions begin at 0, not " + position);
        }
        if (!recordedAt.truncatedTo(ChronoUnit.MILLIS).equals(recordedAt)
                || MILLISECONDS.format(recordedAt).length() != 24) {
            throw new IllegalArgumentException("recordedAt has whole milliseconds and a year of four digits");
        }
        visible("type", type, 200);
        visible("version", version, 40);
        visible("id", id, 100);
    }

    /** Reads {@link #text()} strictly: throws {@link IllegalArgumentException} for anything that it does not write. */
    public static Entry parse(String text) {
        Matcher lines = TEXT.matcher(text);
        if (!lines.matches()) {
            throw new IllegalArgumentException("not an entry of format bitacora-entry/1");
        }
        Entry entry = new Entry(
                Long.parseLong(lines.group(1)),
                instant(lines.group(2)),
                lines.group(3),
                lines.group(4),
                lines.group(5),
                new Commitments(
                        Hash.ofBase64(lines.group(6)), Hash.ofBase64(lines.group(7)), Hash.ofBase64(lines.group(8))));
        if (!entry.text().equals(text)) {
            throw new IllegalArgumentException("an entry, but not in its one form");
        }
        return entry;
    }

    static Entry parse(byte[] bytes) {
        return parse(Bytes.toText(bytes));
    }

    public String text() {
        return "bitacora-entry/1\nposition " + position
                + "\nrecordedAt " + recordedAtText()
                + "\ntype " + type + " " + version
                + "\nid " + id
                + "\ntags " + commitments.tags().base64()
                + "\nmetadata " + commitments.metadata().base64()
                + "\npayload " + commitments.payload().base64()
                + "\n";
    }

    public byte[] bytes() {
        return Bytes.ofText(text());
    }

    /** SHA-256(0x00 || bytes), as in RFC 6962. */
    public Hash leafHash() {
        return Hash.ofLeaf(bytes());
    }

    String recordedAtText() {
        return MILLISECONDS.format(recordedAt);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an instant in UTC: " + text, e);
        }
    }

    private static void visible(String name, String value, int lengthMax) {
        if (value.isEmpty() || value.length() > lengthMax || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(name + " is 1 to " + lengthMax + " visible ASCII characters: " + value);
        }
    }
}
