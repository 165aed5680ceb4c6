package org.bitacora.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A place in a sorted list: the value sorted by, and what tells equal ones apart. */
public record Cursor(String value, String id) {
    /** Reads the {@code cursor} of a request; null if there is none. Throws {@link BadRequest} if it is not one of ours. */
    public static @Nullable Cursor of(ViewRequest request) {
        String text = request.parameter("cursor");
        if (text == null) return null;
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 2) return new Cursor(parts[0], parts[1]);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("value.unknown", "cursor");
        }
        throw new BadRequest("value.unknown", "cursor");
    }

    /** The value as a number. Throws {@link BadRequest} if it is none. */
    public long number() {
        return number(value);
    }

    /** The id as a number. Throws {@link BadRequest} if it is none. */
    public long idNumber() {
        return number(id);
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((value + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadRequest("value.unknown", "cursor");
        }
    }
}
