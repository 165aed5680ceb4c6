package org.bitacora.app.commandline;

import org.bitacora.vocabulary.Json;
import picocli.CommandLine.Option;

/** What every command says at its end: a sentence for people, or one JSON object as the last line for scripts. */
final class Output {
    @Option(
            names = "--json",
            description = "Escribe un objeto JSON como última línea / Print one JSON object as the last line.")
    boolean json;

    void say(String sentence, Object result) {
        System.out.println(json ? Json.mapper().writeValueAsString(result) : sentence);
    }
}
