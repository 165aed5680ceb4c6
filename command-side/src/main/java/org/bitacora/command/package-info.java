@NullMarked
package org.bitacora.command;

import org.jspecify.annotations.NullMarked;
