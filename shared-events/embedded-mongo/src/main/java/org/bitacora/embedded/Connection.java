package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. It is let in by its {@link Greeting}; whatever else comes first closes the connection. Greetings are
 * answered at once, so that a driver's heartbeat never waits behind a slow command; commands run on the executor's
 * threads, those of one connection one after the other.
 */
@SuppressWarnings("FutureReturnValueIgnored") // answers go out with a void promise: a failure closes the connection
final class Connection extends SimpleChannelInboundHandler<ClientRequest> {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private static final AtomicInteger answerIds = new AtomicInteger();

    private final Greeting greeting;
    private final Commands commands;
    private final Executor executor;
    private boolean admitted;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    Connection(Greeting greeting, Commands commands, Executor executor) {
        this.greeting = greeting;
        this.commands = commands;
        this.executor = executor;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        Document command = switch (request) {
            case MongoMessage message -> message.getDocument();
            case MongoQuery query -> query.getQuery();
            default -> throw new IllegalStateException("unexpected " + request);
        };
        if (Greeting.is(command)) {
            admitted |= greeting.namesTheSecret(command);
            if (admitted) {
                greet(context, request);
                return;
            }
        }
        if (admitted && request instanceof MongoMessage) {
            last = last.thenRunAsync(() -> send(context, request, answer(command)), executor);
        } else {
            log.warn(
                    "Closed a connection from {} that did not name the secret",
                    context.channel().remoteAddress());
            context.close();
        }
    }

    private static void greet(ChannelHandlerContext context, ClientRequest request) {
        if (request instanceof MongoQuery) {
            MongoReply reply = new MongoReply(header(request), List.of(Greeting.answer()), 0);
            context.writeAndFlush(reply, context.voidPromise());
        } else {
            send(context, request, Greeting.answer());
        }
    }

    private static void send(ChannelHandlerContext context, ClientRequest request, Document answer) {
        MongoMessage message = new MongoMessage(context.channel(), header(request), answer);
        context.writeAndFlush(message, context.voidPromise());
    }

    private static MessageHeader header(ClientRequest request) {
        return new MessageHeader(
                answerIds.incrementAndGet(), request.getHeader().getRequestID());
    }

    private Document answer(Document command) {
        try {
            return commands.answer(command);
        } catch (MongoServerException e) {
            return Refusal.described(e).append("ok", 0.0);
        } catch (RuntimeException e) {
            log.error("A command failed: {}", command.keySet().iterator().next(), e);
            return new Document("errmsg", String.valueOf(e.getMessage()))
                    .append("code", 1)
                    .append("codeName", "InternalError")
                    .append("ok", 0.0);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.warn("Closed a connection that could not be understood: {}", cause.toString());
        context.close();
    }
}
