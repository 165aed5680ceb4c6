/** The command line: each command in a file of its own. */
@NullMarked
package org.bitacora.app.commandline;

import org.jspecify.annotations.NullMarked;
