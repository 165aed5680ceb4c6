/** Suggestions as their readers see them: the inbox and each one with its clocks and its genealogy. */
@NullMarked
package org.bitacora.query.suggestions;

import org.jspecify.annotations.NullMarked;
