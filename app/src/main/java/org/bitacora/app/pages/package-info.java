/**
 * The pages. A {@code …Page} reads views and gives them to its template; around it stands the shell: languages, words, forms, errors and
 * the objects that templates may use, which is told about the group through {@link org.bitacora.app.pages.Frame}. No rule and no fold is
 * here.
 */
@NullMarked
package org.bitacora.app.pages;

import org.jspecify.annotations.NullMarked;
