/**
 * The record as a transparency log, in formats that others' tools already read: an RFC 6962 tree over one {@link
 * org.bitacora.record.proof.Entry} per event, signed checkpoints, tiles, proofs, and an export that verifies offline.
 *
 * <p>Nothing here knows a database, a framework or the domain. Formats: RFC 6962 (tree), and C2SP signed-note,
 * tlog-checkpoint, tlog-tiles and tlog-proof.
 */
@NullMarked
package org.bitacora.record.proof;

import org.jspecify.annotations.NullMarked;
