/** Where the pages hand in commands: what was typed in a form becomes a command, and its refusal an answer that a page can show. */
@NullMarked
package org.bitacora.app.forms;

import org.jspecify.annotations.NullMarked;
