/** What the house asks for by itself: when something happened, or when a day begins. */
@NullMarked
package org.bitacora.command.automation;

import org.jspecify.annotations.NullMarked;
