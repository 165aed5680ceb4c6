package org.bitacora.record.axon;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Axon's converter on Jackson 3: between objects and JSON text. What already has the wanted type passes untouched. */
public final class JsonTextConverter implements Converter {
    private final JsonMapper json;

    public JsonTextConverter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean canConvert(Type source, Type target) {
        return true;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the interface asks for both: the target comes as a Type
    public <T> @Nullable T convert(@Nullable Object input, Type target) {
        if (input == null) return null;
        JavaType type = json.constructType(target);
        Class<?> raw = type.getRawClass();
        if (raw.isInstance(input)) return (T) input;
        try {
            if (raw == String.class) {
                return (T)
                        (input instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.UTF_8)
                                : json.writeValueAsString(input));
            }
            if (raw == byte[].class) {
                return (T)
                        (input instanceof String text
                                ? text.getBytes(StandardCharsets.UTF_8)
                                : json.writeValueAsBytes(input));
            }
            if (input instanceof byte[] bytes) return json.readValue(bytes, type);
            if (input instanceof String text) return json.readValue(text, type);
            return json.convertValue(input, type);
        } catch (JacksonException e) {
            throw new ConversionException(
                    "cannot convert " + input.getClass().getName() + " to " + target.getTypeName(), e);
        }
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("mapper", json.getClass().getName());
    }
}
