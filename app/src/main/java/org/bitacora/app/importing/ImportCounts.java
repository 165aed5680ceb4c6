package org.bitacora.app.importing;

import java.util.Map;

/**
 * What became of the lines of a file when it was read.
 *
 * @param given lines given on, for each kind, in the order of the kinds
 * @param leftOut lines left out, faulty themselves or in need of one that is, for each kind
 * @param leftOutUnreadable lines left out whose kind could not be told
 * @param leftOutAttendances entries of {@code attendees} left out of meetings that were given on
 */
public record ImportCounts(
        Map<ImportKind, Integer> given,
        Map<ImportKind, Integer> leftOut,
        int leftOutUnreadable,
        int leftOutAttendances) {}
