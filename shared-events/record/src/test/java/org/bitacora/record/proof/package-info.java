@NullMarked
package org.bitacora.record.proof;

import org.jspecify.annotations.NullMarked;
