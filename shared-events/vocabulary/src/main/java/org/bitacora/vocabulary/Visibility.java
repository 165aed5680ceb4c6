package org.bitacora.vocabulary;

/** Who may read a thread or an entry. */
public enum Visibility implements Coded {
    PUBLIC,
    MEMBERS;

    /** The narrower of the two. */
    public Visibility and(Visibility other) {
        return this == MEMBERS ? MEMBERS : other;
    }
}
