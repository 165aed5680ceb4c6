@NullMarked
package org.bitacora.query;

import org.jspecify.annotations.NullMarked;
