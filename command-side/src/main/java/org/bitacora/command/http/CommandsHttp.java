package org.bitacora.command.http;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitacora.command.CommandDesk;
import org.bitacora.command.CommandReader;
import org.bitacora.command.Receipt;
import org.bitacora.command.Refusal;
import org.bitacora.command.Slice;
import org.bitacora.vocabulary.Channel;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One POST for every command. The body is a JSON object with the command's fields; the answer is {@code {id, position, events}}: 201 with
 * the new thing's address, or 200 where it was so already. {@code Idempotency-Key} is the command's key, the actor's own.
 */
public final class CommandsHttp {
    /** Where the API begins. */
    public static final String ROOT = "/api/v1";

    private static final int BODY_MAX_BYTES = 1 << 20;

    private final CommandDesk desk;
    private final CommandReader reader;
    private final JsonMapper json;
    private final Problems problems = new Problems();

    public CommandsHttp(CommandDesk desk, CommandReader reader, JsonMapper json) {
        this.desk = desk;
        this.reader = reader;
        this.json = json;
    }

    /** A route for every endpoint of these slices. */
    public RouterFunction<ServerResponse> routes(List<Slice> slices) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Slice slice : slices) {
            for (Slice.Endpoint endpoint : slice.endpoints()) {
                routes.POST(ROOT + endpoint.path(), request -> handle(endpoint, request));
            }
        }
        routes.onError(Refusal.class, (refusal, request) -> problems.answer((Refusal) refusal, request));
        routes.onError(SignInRequired.class, (refusal, request) -> problems.signInRequired(request));
        return routes.build();
    }

    private ServerResponse handle(Slice.Endpoint endpoint, ServerRequest request) throws IOException {
        String person = request.principal().orElseThrow(SignInRequired::new).getName();
        CommandReader.Request read = reader.read(
                endpoint,
                body(request),
                request.pathVariables(),
                person,
                Channel.API,
                request.headers().firstHeader("Idempotency-Key"));
        Receipt receipt = desk.submit(read.command(), read.envelope());
        ServerResponse.BodyBuilder answer = receipt.events().isEmpty()
                ? ServerResponse.ok()
                : ServerResponse.created(shownAt(endpoint, request, receipt));
        return answer.contentType(MediaType.APPLICATION_JSON).body(receipt);
    }

    private static URI shownAt(Slice.Endpoint endpoint, ServerRequest request, Receipt receipt) {
        Map<String, String> names = new HashMap<>(request.pathVariables());
        names.put("id", receipt.id());
        names.put("position", Long.toString(receipt.position()));
        return UriComponentsBuilder.fromPath(ROOT + endpoint.shownAt())
                .buildAndExpand(names)
                .toUri();
    }

    private ObjectNode body(ServerRequest request) throws IOException {
        byte[] bytes = request.servletRequest().getInputStream().readNBytes(BODY_MAX_BYTES + 1);
        if (bytes.length > BODY_MAX_BYTES) throw Refusal.form("form.too-large", "body");
        try {
            JsonNode node = json.readTree(bytes);
            if (node instanceof ObjectNode object) return object;
        } catch (JacksonException e) {
            throw Refusal.form("form.not-json", "body");
        }
        throw Refusal.form("form.not-json", "body");
    }
}
