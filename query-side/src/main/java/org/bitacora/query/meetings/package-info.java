/** Meetings, as they stand. */
@NullMarked
package org.bitacora.query.meetings;

import org.jspecify.annotations.NullMarked;
