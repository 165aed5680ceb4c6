/** The record as Axon's event storage; the only place that touches the insides of Axon. */
@NullMarked
package org.bitacora.record.axon;

import org.jspecify.annotations.NullMarked;
