package org.bitacora.query;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be read, and where. The same answer serves the API and the command line.
 *
 * @param path below {@code /api/v1}, with parameters in braces
 * @param parameters those of the query, beside those that every view has ({@code on, asOf, after, limit, cursor})
 * @param answer a record to write as JSON; null if there is no such thing, or it is not for this reader; throws {@link BadRequest}
 */
public record ViewEndpoint(String path, Set<String> parameters, Function<ViewRequest, @Nullable Object> answer) {
    public ViewEndpoint {
        parameters = Set.copyOf(parameters);
    }
}
