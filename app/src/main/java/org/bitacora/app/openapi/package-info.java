/** The description of the API for programs: an OpenAPI document made out of the commands and views themselves. */
@NullMarked
package org.bitacora.app.openapi;

import org.jspecify.annotations.NullMarked;
