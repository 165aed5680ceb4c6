package org.bitacora.vocabulary;

/** What a member may be entrusted with, until a day. */
public enum Role implements Coded {
    SECRETARIAT,
    REVIEWER,
    AUDITOR
}
