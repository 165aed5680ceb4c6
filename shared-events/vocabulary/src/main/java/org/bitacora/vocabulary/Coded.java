package org.bitacora.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One of a closed set of values, written as a lower-case code with hyphens in events, requests and addresses. */
public interface Coded {
    String name();

    /** The constant's name in lower case, with hyphens. */
    @JsonValue
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The codes of all constants, in their order. */
    static <T extends Enum<T> & Coded> List<String> codes(Class<T> type) {
        return Arrays.stream(type.getEnumConstants()).map(Coded::code).toList();
    }

    /** The constant of {@code type} with this code, if there is one. */
    static <T extends Enum<T> & Coded> Optional<T> find(Class<T> type, String code) {
        for (T value : type.getEnumConstants()) {
            if (value.code().equals(code)) return Optional.of(value);
        }
        return Optional.empty();
    }
}
