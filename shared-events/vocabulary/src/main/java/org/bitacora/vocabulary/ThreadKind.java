package org.bitacora.vocabulary;

/** The things that people can write in. */
public enum ThreadKind implements Coded {
    PROPOSAL,
    SUGGESTION,
    ITEM,
    DISAGREEMENT,
    MEETING,
    CONTRIBUTION
}
