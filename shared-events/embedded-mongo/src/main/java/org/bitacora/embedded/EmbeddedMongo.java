package org.bitacora.embedded;

import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small database in this process that MongoDB's drivers speak to: one directory, one server on a loopback port of its
 * own. What it acknowledges is on the disk; what is read is on the disk.
 *
 * <pre>{@code
 * try (EmbeddedMongo mongo = EmbeddedMongo.open(Path.of("data"));
 *         MongoClient client = MongoClients.create(mongo.connectionString())) {
 *     client.getDatabase("app").getCollection("notes").insertOne(new Document("text", "kept"));
 * }
 * }</pre>
 *
 * <p>Only who knows the secret in {@link #connectionString()} is let in; it is new at each start, and readable by the
 * owner of the directory alone. Threads: one that writes, two for the network, and one for each command that is being
 * answered. Any thread may use this class.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private static final int NETWORK_THREADS = 2;
    private static final Duration CURSOR_IDLE_MAX = Duration.ofMinutes(10);
    private static final int COMMANDS_FINISH_SECONDS_MAX = 30;

    private final DataDirectory directory;
    private final Store store;
    private final ExecutorService commandThreads;
    private final EventLoopGroup network;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final String connectionString;
    private boolean closed;

    private EmbeddedMongo(DataDirectory directory, Store store, Cursors cursors) {
        this.directory = directory;
        this.store = store;
        Commands commands = new Commands(store, cursors);
        commandThreads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("bitacora-mongo-command-", 0).factory());
        network = new MultiThreadIoEventLoopGroup(
                NETWORK_THREADS,
                Thread.ofPlatform().daemon().name("bitacora-mongo-network-", 0).factory(),
                NioIoHandler.newFactory());
        String secret = DataDirectory.newSecret();
        Greeting greeting = new Greeting(secret);
        Channel listening = new ServerBootstrap()
                .group(network)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(
                                        new MongoWireReplyEncoder(),
                                        new MongoWireMessageEncoder(),
                                        new StrictProtocol(),
                                        new Connection(greeting, commands, commandThreads));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        channels.add(listening);
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        connectionString = "mongodb://127.0.0.1:" + port + "/?appName=" + secret;
        directory.announce(connectionString, port);
    }

    /**
     * Opens the data directory, which is created if it is absent, and starts the server.
     *
     * @throws DataDirectoryInUse if it is open already, in this process or another
     * @throws IllegalStateException if what is in it is damaged or was written by a later version
     * @throws java.io.UncheckedIOException if it cannot be read or written
     */
    public static EmbeddedMongo open(Path dataDirectory) {
        DataDirectory directory = DataDirectory.own(dataDirectory);
        try {
            return open(directory, new Cursors(CURSOR_IDLE_MAX));
        } catch (StorageFailure e) {
            directory.close();
            throw new IllegalStateException("cannot open " + dataDirectory + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    static EmbeddedMongo open(DataDirectory directory, Cursors cursors) {
        Store store = new Store(directory.database(), directory::freeBytes);
        try {
            return new EmbeddedMongo(directory, store, cursors);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * What a MongoDB driver needs to connect, the secret included (as the application's name). Never log it; the driver
     * itself does so at INFO, under {@code org.mongodb.driver.client}: keep that logger at WARN.
     */
    public String connectionString() {
        return connectionString;
    }

    /**
     * The connection string of the process that has this directory open now, this one included.
     *
     * @return empty if no process has it open, or the directory does not exist
     * @throws java.io.UncheckedIOException if the file that says so may not be read: it is its owner's alone
     */
    public static Optional<String> connectionOfOwner(Path dataDirectory) {
        return DataDirectory.connectionOfOwner(dataDirectory);
    }

    /** Lets the commands finish that have begun, then closes the file. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        channels.close().awaitUninterruptibly();
        commandThreads.shutdown();
        try {
            commandThreads.awaitTermination(COMMANDS_FINISH_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        network.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        store.close();
        directory.close();
    }
}
