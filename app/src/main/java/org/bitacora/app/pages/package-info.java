/**
 * The shell of the pages: languages, words, forms, errors and the objects that templates may use. It knows no event, holds no rule and
 * sends no command; what it must be told about the group comes through {@link org.bitacora.app.pages.Frame}.
 */
@NullMarked
package org.bitacora.app.pages;

import org.jspecify.annotations.NullMarked;
