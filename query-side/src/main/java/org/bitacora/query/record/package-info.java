/** The record itself: its size, its checkpoint, raw events and proofs. */
@NullMarked
package org.bitacora.query.record;

import org.jspecify.annotations.NullMarked;
