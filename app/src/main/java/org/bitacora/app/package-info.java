@NullMarked
package org.bitacora.app;

import org.jspecify.annotations.NullMarked;
