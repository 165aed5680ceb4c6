/** The group's meetings: their call, agenda, attendance and minutes. */
@NullMarked
package org.bitacora.command.meetings;

import org.jspecify.annotations.NullMarked;
