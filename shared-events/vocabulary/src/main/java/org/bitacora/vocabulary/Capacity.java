package org.bitacora.vocabulary;

/** In which capacity a member speaks. It is their own statement and never changes what they may do. */
public enum Capacity implements Coded {
    PERSONAL,
    ORGANISATION,
    SECTOR
}
