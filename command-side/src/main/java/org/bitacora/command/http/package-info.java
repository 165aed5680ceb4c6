/** Where programs hand in commands: REST under {@code /api/v1}, one POST a command. */
@NullMarked
package org.bitacora.command.http;

import org.jspecify.annotations.NullMarked;
