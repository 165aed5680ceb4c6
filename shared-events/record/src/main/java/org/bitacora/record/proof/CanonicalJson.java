package org.bitacora.record.proof;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** The part of RFC 8785 that the record needs: strings, and objects of strings. One value has one text. */
final class CanonicalJson {
    private CanonicalJson() {}

    /** Members sorted by UTF-16 code units (RFC 8785, 3.2.3), without blanks. */
    static StringBuilder object(StringBuilder to, Map<String, String> members) {
        to.append('{');
        Iterator<Map.Entry<String, String>> sorted =
                new TreeMap<>(members).entrySet().iterator();
        while (sorted.hasNext()) {
            Map.Entry<String, String> member = sorted.next();
            string(to, member.getKey()).append(':');
            string(to, member.getValue());
            if (sorted.hasNext()) {
                to.append(',');
            }
        }
        return to.append('}');
    }

    /** Escapes only what must be (RFC 8785, 3.2.2.2). */
    static StringBuilder string(StringBuilder to, String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\b' -> to.append("\\b");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\f' -> to.append("\\f");
                case '\r' -> to.append("\\r");
                default -> {
                    if (c < ' ') {
                        to.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 0xf, 16));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        return to.append('"');
    }
}
