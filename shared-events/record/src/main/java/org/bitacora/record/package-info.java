@NullMarked
package org.bitacora.record;

import org.jspecify.annotations.NullMarked;
