/** What people write to each other in threads, and who may read a thing. */
@NullMarked
package org.bitacora.command.discussion;

import org.jspecify.annotations.NullMarked;
