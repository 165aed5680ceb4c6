package org.bitacora.record.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A disclosed event as one line of JSON: the members {@code position, recordedAt, type, version, id, tags, metadata,
 * salts, payload} in this order, without blanks, strings escaped as in RFC 8785. The payload is the exact text that was
 * recorded, at the end so that it can be cut out as it stands.
 */
final class EventLine {
    /** In bytes, without the line feed: four times the largest payload that the record takes. */
    static final int LENGTH_MAX = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern BEGINNING = Pattern.compile("\\{\"position\":(0|[1-9][0-9]{0,17}),");

    private EventLine() {}

    static String text(Entry entry, Disclosure disclosure) {
        return head(entry, disclosure).append(disclosure.payload()).append('}').toString();
    }

    /** The position that a line begins with. Throws {@link IllegalArgumentException} if it begins with none. */
    static long position(byte[] line) {
        String beginning = Bytes.toText(Arrays.copyOf(line, Math.min(line.length, 40)));
        Matcher matcher = BEGINNING.matcher(beginning);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("the line does not begin with a position");
        }
        return Long.parseLong(matcher.group(1));
    }

    /**
     * What the line discloses of this entry. Throws {@link IllegalArgumentException} unless the line is exactly {@link
     * #text} of the entry and of what is returned. Does not check the entry's commitments.
     */
    static Disclosure read(byte[] line, Entry entry) {
        Disclosure opened;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            opened = members(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a line of JSON", e);
        }
        byte[] head = Bytes.ofText(head(entry, opened).toString());
        if (line.length <= head.length || !Arrays.equals(line, 0, head.length, head, 0, head.length)) {
            throw new IllegalArgumentException("the line differs from its entry or is not in its one form");
        }
        String payload = Bytes.toText(Arrays.copyOfRange(line, head.length, line.length - 1));
        return new Disclosure(opened.tags(), opened.metadata(), payload, opened.salts());
    }

    private static StringBuilder head(Entry entry, Disclosure disclosure) {
        StringBuilder head = new StringBuilder(1024 + disclosure.payload().length());
        head.append("{\"position\":").append(entry.position());
        head.append(",\"recordedAt\":\"").append(entry.recordedAtText());
        CanonicalJson.string(head.append("\",\"type\":"), entry.type());
        CanonicalJson.string(head.append(",\"version\":"), entry.version());
        CanonicalJson.string(head.append(",\"id\":"), entry.id());
        head.append(",\"tags\":[");
        String separator = "";
        for (String tag : disclosure.tags()) {
            CanonicalJson.string(head.append(separator), tag);
            separator = ",";
        }
        CanonicalJson.object(head.append("],\"metadata\":"), disclosure.metadata());
        Salts salts = disclosure.salts();
        head.append(",\"salts\":{\"tags\":\"").append(salts.tags().base64());
        head.append("\",\"metadata\":\"").append(salts.metadata().base64());
        head.append("\",\"payload\":\"").append(salts.payload().base64());
        return head.append("\"},\"payload\":");
    }

    /**
     * Reads what {@link #head} cannot know, and that the payload is one value and the last. All else about the line is
     * judged by writing it again, so this need not be strict. The payload is left empty.
     */
    private static Disclosure members(JsonParser json) {
        json.nextToken();
        for (String name : List.of("position", "recordedAt", "type", "version", "id", "tags")) {
            member(json, name);
        }
        List<String> tags = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            tags.add(json.getString());
        }
        member(json, "metadata");
        Map<String, String> metadata = strings(json);
        member(json, "salts");
        Map<String, String> salts = strings(json);
        member(json, "payload");
        json.skipChildren();
        if (json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new IllegalArgumentException("the payload is not the last member");
        }
        return Disclosure.of(
                tags, metadata, "", new Salts(salt(salts, "tags"), salt(salts, "metadata"), salt(salts, "payload")));
    }

    private static void member(JsonParser json, String name) {
        if (!name.equals(json.nextName())) {
            throw new IllegalArgumentException("the member " + name + " is not where it belongs");
        }
        json.nextToken();
    }

    private static Map<String, String> strings(JsonParser json) {
        Map<String, String> strings = new HashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            strings.put(name, json.getString());
        }
        return strings;
    }

    private static Salt salt(Map<String, String> salts, String name) {
        return Salt.ofBase64(salts.getOrDefault(name, ""));
    }
}
