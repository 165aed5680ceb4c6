/** What happened, in words: a sentence for every event that can be recorded, in each language, with links to what it is about. */
@NullMarked
package org.bitacora.app.pages.deeds;

import org.jspecify.annotations.NullMarked;
