package org.bitacora.app.importing;

import java.util.Locale;
import java.util.Optional;

/** What a line is about; its name in lower case is the value of the line's {@code kind}. */
public enum ImportKind {
    MEMBER,
    MEETING,
    TOPIC,
    SPEECH,
    CONCLUSION,
    SUMMARY;

    /** The name as it stands in the file. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ImportKind> find(String code) {
        for (ImportKind kind : values()) {
            if (kind.code().equals(code)) return Optional.of(kind);
        }
        return Optional.empty();
    }
}
