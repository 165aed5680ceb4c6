/** Who belongs to the group: the roster by sector. */
@NullMarked
package org.bitacora.query.members;

import org.jspecify.annotations.NullMarked;
