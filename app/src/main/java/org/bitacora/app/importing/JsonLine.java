package org.bitacora.app.importing;

import static org.bitacora.app.importing.ImportFault.Reason.IMPORT_NOT_JSON;
import static org.bitacora.app.importing.ImportFault.Reason.IMPORT_NOT_UTF8;
import static org.bitacora.app.importing.ImportFault.Reason.IMPORT_TOO_DEEP;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.app.importing.ImportFault.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns the bytes of a line into one JSON object. Jackson's own check for repeated names ends a line at the first; this reader names
 * each of them and goes on, so that a line's other faults are found in the same pass. For one thread.
 */
final class JsonLine {
    /** What came of a line. */
    sealed interface Parsed {}

    record Read(JsonValue.Fields fields) implements Parsed {}

    record Unreadable(Reason reason) implements Parsed {}

    // Names, strings and numbers are as short as the line that holds them, so depth is the one limit that a line can
    // meet.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ImportLimits.JSON_DEPTH_MAX)
                    .maxNameLength(ImportLimits.LINE_BYTES_MAX)
                    .maxStringLength(ImportLimits.LINE_BYTES_MAX)
                    .maxNumberLength(ImportLimits.LINE_BYTES_MAX)
                    .build())
            .build();

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final char[] characters = new char[ImportLimits.LINE_BYTES_MAX];

    Parsed read(byte[] bytes, int from, int to) {
        CharBuffer decoded = CharBuffer.wrap(characters);
        utf8.reset();
        if (utf8.decode(ByteBuffer.wrap(bytes, from, to - from), decoded, true).isError()) {
            return new Unreadable(IMPORT_NOT_UTF8);
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), characters, 0, decoded.position())) {
            if (json.nextToken() != JsonToken.START_OBJECT) return new Unreadable(IMPORT_NOT_JSON);
            JsonValue.Fields fields = fields(json);
            return json.nextToken() == null ? new Read(fields) : new Unreadable(IMPORT_NOT_JSON);
        } catch (StreamConstraintsException tooDeep) {
            return new Unreadable(IMPORT_TOO_DEEP);
        } catch (JacksonException malformed) {
            return new Unreadable(IMPORT_NOT_JSON);
        }
    }

    private static JsonValue.Fields fields(JsonParser json) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        Set<String> repeated = new LinkedHashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonValue value = value(json, json.nextToken());
            if (values.putIfAbsent(name, value) != null) repeated.add(name);
        }
        return new JsonValue.Fields(values, repeated);
    }

    private static JsonValue value(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> new JsonValue.Text(json.getString());
            case VALUE_NULL -> new JsonValue.Absent();
            case START_OBJECT -> fields(json);
            case START_ARRAY -> {
                List<JsonValue> items = new ArrayList<>();
                JsonToken item = json.nextToken();
                for (; item != JsonToken.END_ARRAY; item = json.nextToken()) items.add(value(json, item));
                yield new JsonValue.Items(items);
            }
            default -> new JsonValue.Other();
        };
    }
}
