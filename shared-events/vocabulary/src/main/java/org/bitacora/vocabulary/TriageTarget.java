package org.bitacora.vocabulary;

/** To whom a suggestion was handed. */
public enum TriageTarget implements Coded {
    MEETING,
    AUTHOR,
    SECRETARIAT
}
