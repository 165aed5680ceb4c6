package org.bitacora.app.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.bitacora.vocabulary.Json;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What became of a command that was typed: how it ended, and what it wrote. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            CommandLine commandLine = Bitacora.commandLine()
                    .setOut(new PrintWriter(out, true, UTF_8))
                    .setErr(new PrintWriter(err, true, UTF_8));
            int status = commandLine.execute(arguments.toArray(String[]::new));
            return new CommandRun(status, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    /** The last line, which is for scripts. */
    JsonNode json() {
        return Json.mapper().readTree(out.lines().toList().getLast());
    }
}
