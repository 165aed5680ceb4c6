/** What becomes of suggestions: each decision in a file of its own, {@link org.bitacora.command.suggestions.Suggestion} for what they all know. */
@NullMarked
package org.bitacora.command.suggestions;

import org.jspecify.annotations.NullMarked;
