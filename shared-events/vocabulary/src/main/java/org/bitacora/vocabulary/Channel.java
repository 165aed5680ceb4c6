package org.bitacora.vocabulary;

/** The door through which a command came. */
public enum Channel implements Coded {
    WEB,
    API,
    IMPORT,
    AUTOMATION,
    OPERATOR
}
