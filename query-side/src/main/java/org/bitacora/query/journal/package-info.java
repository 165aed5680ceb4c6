/** Every event as a document of its own: what the timeline, past views and raw events are read from. */
@NullMarked
package org.bitacora.query.journal;

import org.jspecify.annotations.NullMarked;
