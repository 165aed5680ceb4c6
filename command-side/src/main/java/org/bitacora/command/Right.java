package org.bitacora.command;

/** In which quality somebody may send a command. */
public enum Right {
    /** Any active member. */
    MEMBER,
    REVIEWER,
    /** Who holds the secretariat; while nobody does, any active member. */
    SECRETARIAT,
    /** Who holds the secretariat, and nobody else while nobody does: for what the next person could not undo. */
    SEATED_SECRETARIAT,
    AUDITOR,
    /** An automation, or the operator at the command line. */
    SYSTEM,
    /** The operator who imports an archive. */
    IMPORT
}
