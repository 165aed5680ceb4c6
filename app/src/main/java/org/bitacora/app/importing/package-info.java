/**
 * The reading half of {@code import}: the file format that {@code docs/import-format.md} describes, checked over the whole file
 * before anything is recorded, and read again as typed lines. It knows no command, no event and no clock.
 */
@NullMarked
package org.bitacora.app.importing;

import org.jspecify.annotations.NullMarked;
