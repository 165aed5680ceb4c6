@NullMarked
package org.bitacora.embedded;

import org.jspecify.annotations.NullMarked;
