package org.bitacora.vocabulary;

/** The five sectors, always five and always in this order. */
public enum Sector implements Coded {
    ACADEMIA,
    TECHNICAL_COMMUNITY,
    GOVERNMENT,
    PRIVATE_SECTOR,
    CIVIL_SOCIETY
}
