package org.bitacora.app.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitacora.command.Command;
import org.bitacora.command.Envelope;
import org.bitacora.command.Receipt;
import org.bitacora.command.Slice;
import org.bitacora.command.http.CommandsHttp;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1) of every command that has an address and of every view. What all of them share
 * is in {@code document.json}; the rest follows from the commands and the views.
 */
public final class OpenApi {
    /** Those of the envelope that are not the sender's to say. */
    private static final Set<String> NOT_SENT = Set.of("actor", "channel", "key", "correlation", "causation");

    private static final Pattern IN_BRACES = Pattern.compile("\\{([A-Za-z]+)}");

    private final JsonMapper json;
    private final ObjectNode document;
    private final Schemas schemas;

    private OpenApi(JsonMapper json) {
        this.json = json;
        this.document = (ObjectNode) read("document.json").orElseThrow();
        document.withObject("/components/parameters/Idempotency-Key/schema").put("maxLength", Envelope.KEY_MAX);
        document.withObject("/components/parameters/limit/schema")
                .put("maximum", ViewRequest.LIMIT_MAX)
                .put("default", ViewRequest.LIMIT_DEFAULT);
        this.schemas = new Schemas(document.withObject("/components/schemas"));
        schemas.add(Receipt.class);
    }

    /**
     * Describes these commands and views. The example of a command is the resource {@code examples/<CommandName>.json}.
     *
     * @return JSON, the same for the same commands and views
     * @throws IllegalArgumentException if a command has a field of a type of which no schema is known
     */
    public static String document(List<Slice> slices, List<ViewEndpoint> views, JsonMapper json) {
        OpenApi openApi = new OpenApi(json);
        for (Slice slice : slices) slice.endpoints().forEach(endpoint -> openApi.addCommand(slice.name(), endpoint));
        views.forEach(openApi::addView);
        return json.writeValueAsString(openApi.document);
    }

    private void addCommand(String tag, Slice.Endpoint endpoint) {
        Class<? extends Command> command = endpoint.decision().command();
        String name = command.getSimpleName();
        ObjectNode post = operation(endpoint.path(), "post", tag).put("operationId", name);
        post.putArray("security").addObject().putArray("bearer");
        post.withArray("/parameters").add(Schemas.reference(post, "parameters", "Idempotency-Key"));
        ObjectNode body = post.putObject("requestBody").put("required", true);
        ObjectNode media = body.putObject("content").putObject("application/json");
        media.set("schema", request(command, endpoint));
        read("examples/" + name + ".json").ifPresent(example -> media.set("example", example));
        respond(post, "201", "Recorded");
        respond(post, "200", "AlreadySo");
        for (String refusal : List.of("401", "403", "404", "409", "422")) respond(post, refusal, refusal);
    }

    /** The command's own fields, without those in the address, and those that every command has. */
    private ObjectNode request(Class<? extends Command> command, Slice.Endpoint endpoint) {
        Set<String> address = Set.copyOf(inAddress(endpoint.path()));
        ObjectNode schema = schemas.object(
                Stream.concat(Schemas.fields(command, address), Schemas.fields(Envelope.class, NOT_SENT))
                        .toList(),
                endpoint.creates());
        // The door fills it in: whoever leaves it out speaks for themselves.
        schema.withArray("/required").removeIf(field -> field.stringValue().equals("capacity"));
        return schema;
    }

    private void addView(ViewEndpoint view) {
        ObjectNode get = operation(view.path(), "get", view.path().split("/", -1)[1]);
        ArrayNode security = get.putArray("security");
        security.addObject();
        security.addObject().putArray("bearer");
        ArrayNode parameters = get.withArray("/parameters");
        view.parameters().stream().sorted().forEach(name -> parameter(parameters, name, "query"));
        for (String common : List.of("on", "asOf", "after", "limit", "cursor")) {
            parameters.add(Schemas.reference(get, "parameters", common));
        }
        respond(get, "200", "View");
        for (String other : List.of("304", "400", "401", "404", "503")) respond(get, other, other);
    }

    private ObjectNode operation(String path, String method, String tag) {
        ObjectNode paths = (ObjectNode) document.get("paths");
        String address = CommandsHttp.ROOT + path;
        ObjectNode item = paths.get(address) instanceof ObjectNode there ? there : paths.putObject(address);
        ObjectNode operation = item.putObject(method);
        operation.putArray("tags").add(tag);
        ArrayNode parameters = operation.putArray("parameters");
        inAddress(path).forEach(name -> parameter(parameters, name, "path").put("required", true));
        return operation;
    }

    private static List<String> inAddress(String path) {
        return IN_BRACES.matcher(path).results().map(match -> match.group(1)).toList();
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private static void respond(ObjectNode operation, String status, String response) {
        operation.withObject("/responses").set(status, Schemas.reference(operation, "responses", response));
    }

    private Optional<JsonNode> read(String resource) {
        try (InputStream stream = OpenApi.class.getResourceAsStream(resource)) {
            return Optional.ofNullable(stream).map(json::readTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
