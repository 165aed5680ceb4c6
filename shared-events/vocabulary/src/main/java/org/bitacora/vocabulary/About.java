package org.bitacora.vocabulary;

/** What a suggestion is about. */
public enum About implements Coded {
    GROUP,
    PROPOSAL
}
