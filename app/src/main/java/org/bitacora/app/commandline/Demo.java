package org.bitacora.app.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.bitacora.app.House;
import org.bitacora.app.Server;
import org.bitacora.app.accounts.OneTimeLinks;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A throwaway record with a small story in it, signed in as whoever one picks. */
@Command(
        name = "demo",
        description =
                "Un registro desechable con una historia breve, para mirar / A throwaway record with a small story, to look around in.",
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
    @Option(
            names = "--port",
            converter = PortNumber.class,
            defaultValue = "8080",
            description = "Puerto en el que escucha / Port to listen on (default: ${DEFAULT-VALUE}).")
    int port = 8080;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("bitacora-demo");
        House house = House.open(new House.Location(data, null), InstantSource.system());
        new DemoStory(house.desk()).tell();
        house.startAutomations();
        house.awaitViews(Duration.ofMinutes(1));
        Server.Running server = Run.Options.start(house, "127.0.0.1", port, () -> delete(data));
        String address = "http://127.0.0.1:" + server.port();
        System.out.println("Bitácora (demo): " + address + "/");
        System.out.println("Entre como quien quiera, una vez por enlace / Sign in as whoever you like, once a link:");
        OneTimeLinks links = server.part(OneTimeLinks.class);
        DemoStory.CAST.forEach((name, id) -> System.out.println("  " + name + ": " + address + "/entrar?llave="
                + links.invite(id, null).secret()));
        System.out.println("Al detenerse, el registro se borra / When it stops, the record is deleted: " + data);
        Run.Options.untilStopped(house, server, () -> delete(data));
        return ExitStatus.DONE;
    }

    private static void delete(Path data) {
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            System.err.println("No se pudo borrar / Could not delete: " + data + " (" + e.getMessage() + ")");
        }
    }
}
