/** Everything that happened, in the order of its days. */
@NullMarked
package org.bitacora.query.timeline;

import org.jspecify.annotations.NullMarked;
