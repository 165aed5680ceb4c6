/** Where programs read: REST under {@code /api/v1}. */
@NullMarked
package org.bitacora.query.http;

import org.jspecify.annotations.NullMarked;
