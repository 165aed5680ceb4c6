package org.bitacora.command;

/** Whether a command may enter something that happened before today. */
public enum Past {
    /** It can only happen now, whoever says it. */
    NEVER,
    /** Nobody enters it afterwards. */
    NOT_ALLOWED,
    /** The secretariat enters it from the group's papers, and so does an import. */
    BY_SECRETARIAT,
    /**
     * Whoever may send it may also enter it for the past. Only for what creates something of one's own: an act upon a thing could else be
     * dated before the thing.
     */
    ALLOWED
}
