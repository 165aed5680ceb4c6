package org.bitacora.app.commandline;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.app.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the pages and the API until it is stopped. */
@Command(
        name = "run",
        description = "Sirve las páginas y la API / Serve the pages and the API (the default).",
        mixinStandardHelpOptions = true)
final class Run implements Callable<Integer> {
    @Mixin
    private final Options options = new Options();

    /** Its options, which are also those of the program without a command. */
    static final class Options {
        @Option(
                names = "--port",
                converter = PortNumber.class,
                defaultValue = "8080",
                description = "Puerto en el que escucha / Port to listen on (default: ${DEFAULT-VALUE}).")
        int port = 8080;

        @Option(
                names = "--host",
                defaultValue = "127.0.0.1",
                description = "Dirección en la que escucha / Address to listen on (default: ${DEFAULT-VALUE}).")
        String host = "127.0.0.1";

        @Mixin
        LocationOptions location = new LocationOptions();

        void run() throws InterruptedException {
            House house = location.openAsOwner();
            house.startAutomations();
            Server.Running server = start(house, host, port, () -> {});
            String address = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + server.port();
            System.out.println("Bitácora: " + address + "/");
            ServedAt.tell(house.database(), address);
            Greeting.print(house, server, address, location.typed());
            untilStopped(house, server, () -> {});
        }

        /** Starts the server; if that fails, the record closes, and {@code last} is done. */
        static Server.Running start(House house, String host, int port, Runnable last) {
            try {
                return Server.start(house, host, port);
            } catch (RuntimeException e) {
                house.close();
                last.run();
                throw e;
            }
        }

        /** Serves until the process is told to end; then the pages under way are finished, the record closes, and {@code last} is done. */
        static void untilStopped(House house, Server.Running server, Runnable last) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                main.interrupt();
                server.close();
                house.close();
                last.run();
            }));
            keepUp(house);
        }

        /** Keeps the tree's tiles and the signed checkpoint close behind the record until the process ends. */
        private static void keepUp(House house) {
            try {
                long seen = -1;
                while (true) {
                    if (house.record().size() != seen) {
                        seen = house.record().size();
                        house.tree().keepUp();
                        if (seen > 0) house.checkpoints().latest();
                    }
                    Thread.sleep(Duration.ofSeconds(1));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        options.run();
        return ExitStatus.DONE;
    }
}
