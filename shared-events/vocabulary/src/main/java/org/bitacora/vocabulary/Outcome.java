package org.bitacora.vocabulary;

/** What became of a suggestion, as its answer says. */
public enum Outcome implements Coded {
    INCORPORATED,
    PARTLY,
    NOTED,
    NOT_TAKEN_UP
}
