/** Who belongs to the group, for which sector and with which roles: each decision in a file of its own. */
@NullMarked
package org.bitacora.command.membership;

import org.jspecify.annotations.NullMarked;
