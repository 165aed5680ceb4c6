/** What the group agreed on about how it works, as it said elsewhere: each decision in a file of its own. */
@NullMarked
package org.bitacora.command.charter;

import org.jspecify.annotations.NullMarked;
