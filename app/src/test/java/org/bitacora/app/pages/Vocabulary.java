package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words that the software never says: it records what a group said, and decides nothing for it. A text is split into words, at
 * capitals inside a name too; three phrases of the group's own are let through whole.
 */
final class Vocabulary {
    /** The principle of the group, its short form, and the agreement that is none; each in both languages. */
    private static final List<Pattern> LET_THROUGH = Stream.of(
                    "no busca conclusiones, consensos o decisiones",
                    "seeks no conclusions, consensus or decisions",
                    "no vinculante ni resolutiv[oa]",
                    "neither binding nor resolutive",
                    "acuerdo en no estar de acuerdo",
                    "agree(d|s)? to disagree")
            .map(phrase -> Pattern.compile(phrase, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
            .toList();

    /** Regular expressions of whole words, in lower case. */
    private static final Pattern FORBIDDEN = Pattern.compile(String.join(
            "|",
            // English
            "approv.*",
            "reject.*",
            "accept.*",
            "vot.*",
            "ballots?",
            "decid.*",
            "decis.*",
            "resol.*",
            "elect(s|ed|ing|ions?)?",
            "veto(s|es|ed)?",
            "quorums?",
            "majority|majorities",
            "consensus",
            "motions?",
            "ratif.*",
            "endors.*",
            "verdicts?",
            "rulings?",
            "winners?",
            "losers?",
            "scor(e|es|ed|ing)",
            "rank.*",
            // Spanish
            "aprob.*|aprueb.*",
            "rechaz.*",
            "acept.*",
            "resuel.*",
            "elegid[oa]s?",
            "elección|elecciones",
            "elect[oa]s?",
            "quórums?",
            "mayorías?",
            "consens[oau].*",
            "moción|mociones",
            "avalar|avalad[oa]s?",
            "dictam.*",
            "fallos?",
            "procede|(im)?procedentes?",
            "autoriz.*",
            "sancion.*|sanción",
            "ganador.*",
            "puntajes?",
            "puntuación|puntuaciones",
            "acuerdos?"));

    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private Vocabulary() {}

    /** The forbidden words of a text or of a name, in the order in which they stand; empty if it has none. */
    static List<String> forbiddenIn(String said) {
        String rest = said;
        for (Pattern phrase : LET_THROUGH) {
            rest = phrase.matcher(rest).replaceAll(" ");
        }
        List<String> found = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(rest, -1)) {
            if (FORBIDDEN.matcher(word.toLowerCase(Locale.ROOT)).matches()) {
                found.add(word);
            }
        }
        return found;
    }
}
