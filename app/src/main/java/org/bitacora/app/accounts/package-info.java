/**
 * Accounts and sign-in. Nothing here is in the record: accounts, sessions, tokens and links live in collections of their own, can be
 * deleted, and hold person ids and hashes only. Who someone is, is settled here; what they may do, the record's commands and views say.
 */
@NullMarked
package org.bitacora.app.accounts;

import org.jspecify.annotations.NullMarked;
