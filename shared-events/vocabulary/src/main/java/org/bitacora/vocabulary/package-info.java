@NullMarked
package org.bitacora.vocabulary;

import org.jspecify.annotations.NullMarked;
