/**
 * The import of an archive in the format that {@code docs/import-format.md} describes. {@link org.bitacora.app.importing.ImportFile} checks
 * the whole file before anything is recorded, by the same {@link org.bitacora.command.Form} as commands are, and gives it again as typed
 * lines; {@link org.bitacora.app.importing.Importer} makes commands of those.
 */
@NullMarked
package org.bitacora.app.importing;

import org.jspecify.annotations.NullMarked;
